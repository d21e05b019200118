import { describe, expect, it } from "vitest";
import { NO_CONTEXT, type PlatformEntry } from "../../../src/protocol/platforms/platform.ts";
import { detectPlatform, PLATFORMS } from "../../../src/protocol/platforms/registry.ts";
import type { UplinkRecord } from "../../../src/protocol/platforms/uplink-record.ts";
import { PLATFORM_DOCUMENTS, platformDocument } from "../../support/platform-documents.ts";

function readAll(document: unknown, context = {}): readonly PlatformEntry[] {
  return detectPlatform(document)?.read(document, { ...NO_CONTEXT, ...context }) ?? [];
}

function uplinks(document: unknown, context = {}): UplinkRecord[] {
  return readAll(document, context).flatMap((entry) => (entry.kind === "uplink" ? [entry.uplink] : []));
}

/** Which of our platforms a reference document is of. */
const OWNERS: Readonly<Record<string, string>> = {
  "ChirpStack v4": "chirpstack",
  "ChirpStack Gateway Bridge": "chirpstack",
  "The Things Stack v3": "ttn",
  "Semtech UDP packet forwarder": "semtech-udp",
  "AWS IoT Core for LoRaWAN": "aws",
  "LoRa Basics Station LNS": "basics-station",
  "Helium Console (legacy)": "helium",
};

// A command to a gateway and the description of a CSV format are no messages
const MESSAGES = PLATFORM_DOCUMENTS.filter(({ kind }) => !/command|CSV/.test(kind));

describe("documents of platforms, as they send them", () => {
  it.each(MESSAGES)("$system, $kind, is known for what it is", ({ system, doc }) => {
    expect(PLATFORMS.filter((platform) => platform.recognises(doc)).map(({ name }) => name)).toEqual([OWNERS[system]]);
    expect(readAll(doc).filter(({ kind }) => kind === "broken")).toEqual([]);
  });

  it("ChirpStack's uplink: a counter that is left out is 0", () => {
    const [uplink] = uplinks(platformDocument("ChirpStack v4", "uplink"));
    expect(uplink).toMatchObject({
      platform: "chirpstack",
      kind: "data",
      devEui: "0101010101010101",
      devAddr: "00189440",
      deviceName: "Test device",
      fCnt: 0,
      fPort: 1,
      sf: 11,
      bandwidthHz: 125_000,
      codingRate: "4/5",
      frequencyHz: 867_100_000,
      dataRate: 1,
      // By hand: qg== is the byte 0xaa
      payloadHex: "aa",
      receptions: [{ gatewayId: "0016c001f153a14c", rssiDbm: -36, snrDb: 10.5, position: null }],
    });
    // 2022-07-18T09:34:15.775 UTC by `date -d … +%s`
    expect(uplink.timeS).toBeCloseTo(1658136855.775, 3);
    expect(uplink.extra).toMatchObject({ deviceInfo: { applicationName: "Test application", tags: { key: "value" } } });
  });

  it("ChirpStack's status tells battery and margin", () => {
    const [status] = uplinks(platformDocument("ChirpStack v4", "status"));
    expect(status).toMatchObject({
      kind: "status",
      batteryPercent: 88.3,
      marginDb: 10,
      externalPower: false,
      receptions: [],
    });
  });

  it("ChirpStack's gateway", () => {
    const [entry] = readAll(platformDocument("ChirpStack v4", "gRPC"));
    expect(entry).toMatchObject({
      kind: "gateway",
      gateway: {
        id: "0016c001f153a14c",
        name: "roof-north",
        position: { longitudeDeg: 5.7074, latitudeDeg: 45.18402, altitudeM: 310 },
      },
    });
  });

  it("The Things Stack's uplink: frequency as a text, coding rate beside the data rate", () => {
    const [uplink] = uplinks(platformDocument("The Things Stack v3", "uplink_message"));
    expect(uplink).toMatchObject({
      platform: "ttn",
      devEui: "0004a30b001c0530",
      joinEui: "800000000000000c",
      devAddr: "00bcb929",
      deviceName: "dev1",
      fCnt: 1,
      fPort: null,
      sf: 7,
      bandwidthHz: 125_000,
      codingRate: "4/6",
      frequencyHz: 868_300_000,
      payloadHex: "8241de",
      position: { longitudeDeg: 23.72678801175413, latitudeDeg: 37.97155556731436, altitudeM: 10 },
      receptions: [{ gatewayId: "9c5c8e00001a05c4", gatewayName: "gtw1", rssiDbm: -35, snrDb: 5, channel: 2 }],
    });
    // 2020-02-12T15:15:45.787Z
    expect(uplink.timeS).toBeCloseTo(1581520545.787, 3);
  });

  it("The Things Stack's other messages are told by name", () => {
    expect(readAll(platformDocument("The Things Stack v3", "join_accept"))).toEqual([
      { kind: "other", what: "join accept" },
    ]);
    const around = { result: platformDocument("The Things Stack v3", "uplink_message") };
    expect(uplinks(around)).toHaveLength(1);
  });

  it("Semtech's packets: LoRa and FSK, Base64 without padding and of the other alphabet", () => {
    const all = uplinks(platformDocument("Semtech UDP", "rxpk"), { gatewayId: "0016c001f153a14c" });
    expect(all).toHaveLength(3);
    expect(all[0]).toMatchObject({
      sf: 7,
      bandwidthHz: 125_000,
      codingRate: "4/6",
      frequencyHz: 866_349_812,
      receptions: [{ gatewayId: "0016c001f153a14c", rssiDbm: -35, snrDb: 5.1, channel: 2 }],
    });
    expect(all[0].phyPayloadHex).toHaveLength(2 * 32);
    // "TEST_PACKET_1234"
    expect(all[1]).toMatchObject({ sf: null, phyPayloadHex: "544553545f5041434b45545f31323334" });
  });

  it("AWS: the number of a data rate needs its region", () => {
    const document = platformDocument("AWS IoT", "rule-engine");
    expect(uplinks(document)[0]).toMatchObject({
      devEui: "a84041d55182720b",
      fCnt: null,
      fPort: 2,
      dataRate: 0,
      sf: null,
      frequencyHz: 867_300_000,
      receptions: [{ gatewayId: "dca632fffe45b3c0", rssiDbm: -70, snrDb: 10.75 }],
      extra: { transformed_message: { payload: { temperature: 29.7 } } },
    });
    // RP002-1.0.4, EU863-870: DR0 is SF12 at 125 kHz
    expect(uplinks(document, { region: "EU868" })[0]).toMatchObject({ sf: 12, bandwidthHz: 125_000 });
  });

  it("Basics Station: the frame is put together again from signed fields", () => {
    const [join] = uplinks(platformDocument("LoRa Basics Station", "jreq"), { region: "EU868" });
    // By hand: MHDR 00, both EUIs and the nonce 18000 = 0x4650 and the MIC 12345678 = 0x00bc614e, least significant byte first
    expect(join).toMatchObject({
      kind: "join-request",
      phyPayloadHex: "0022222222222222221111111111111111" + "5046" + "4e61bc00",
      devEui: "1111111111111111",
      joinEui: "2222222222222222",
      devNonce: 18_000,
      sf: 11,
      receptions: [{ rssiDbm: 89, snrDb: 9.25 }],
    });
    const [data] = uplinks(platformDocument("LoRa Basics Station", "updf"));
    // 287454020 = 0x11223344
    expect(data).toMatchObject({ kind: "data", devAddr: "11223344", fCnt: 25, fCntBits: 16, fPort: 0, sf: null });
  });

  it("Basics Station writes addresses above 2³¹ as negative numbers", () => {
    const document = { ...platformDocument("LoRa Basics Station", "updf"), DevAddr: -2 };
    expect(uplinks(document)[0].devAddr).toBe("fffffffe");
  });

  it("Helium: what single precision has added to the carrier goes", () => {
    expect(uplinks(platformDocument("Helium", "HTTP"))[0]).toMatchObject({
      devEui: "0018b20000020cbc",
      frequencyHz: 867_900_000,
      sf: 11,
      fCnt: 1,
      payloadBytes: 15,
      position: { latitudeDeg: 45.19500732421875, source: "payload" },
      receptions: [{ rssiDbm: -109, snrDb: -20, timeS: 1630589706.147 }],
    });
  });
});

describe("ChirpStack v3", () => {
  // Written to the description of its events, chirpstack.io/application-server/integrations/events
  const event = {
    applicationID: "123",
    deviceName: "garden",
    devEUI: "AgICAgICAgI=",
    rxInfo: [{ gatewayID: "AwMDAwMDAwM=", time: "2019-11-08T13:59:25.048445Z", rssi: -48, loRaSNR: 9, channel: 5 }],
    txInfo: {
      frequency: 868_100_000,
      modulation: "LORA",
      loRaModulationInfo: { bandwidth: 125, spreadingFactor: 11, codeRate: "4/5" },
    },
    adr: true,
    dr: 1,
    fCnt: 10,
    fPort: 5,
    data: "qg==",
    confirmedUplink: true,
    devAddr: "AFG5KQ==",
  };
  const record = {
    platform: "chirpstack",
    devEui: "0202020202020202",
    devAddr: "0051b929",
    fCnt: 10,
    sf: 11,
    bandwidthHz: 125_000,
    confirmed: true,
    receptions: [{ gatewayId: "0303030303030303", rssiDbm: -48, snrDb: 9 }],
  };

  it("its uplink in both encodings", () => {
    expect(uplinks(event)[0]).toMatchObject(record);
    const [{ time }] = event.rxInfo;
    const older = {
      ...event,
      devEUI: "0202020202020202",
      devAddr: "0051b929",
      rxInfo: [{ gatewayID: "0303030303030303", name: "roof", time, rssi: -48, loRaSNR: 9 }],
      txInfo: { frequency: 868_100_000, dr: 1 },
    };
    expect(uplinks(older, { region: "EU868" })[0]).toMatchObject(record);
    expect(uplinks(older)[0]).toMatchObject({ dataRate: 1, sf: null });
  });

  it("its status and its joins", () => {
    const { applicationID, devEUI } = event;
    const status = { applicationID, devEUI, margin: 6, externalPowerSource: false, batteryLevel: 75.5 };
    expect(uplinks(status)[0]).toMatchObject({ kind: "status", marginDb: 6, batteryPercent: 75.5 });
    expect(readAll({ applicationID, devEUI, devAddr: "AFG5KQ==", rxInfo: [] })).toEqual([
      { kind: "other", what: "join" },
    ]);
  });
});

describe("what is kept and what is not", () => {
  const event = platformDocument("ChirpStack v4", "uplink");

  it("events of another version are read as far as they are understood; the rest is kept", () => {
    const [uplink] = uplinks({ ...event, fCnt: "many", novelty: { deep: [1] }, adr: "yes" });
    expect(uplink).toMatchObject({ fCnt: 0, adr: false, extra: { fCnt: "many", novelty: { deep: [1] }, adr: "yes" } });
  });

  it("keys are not kept, wherever they stand", () => {
    const key = "2b7e151628aed2a6abf7158809cf4f3c";
    const device = {
      ids: { device_id: "one", dev_eui: "0102030405060708" },
      root_keys: { app_key: { key }, note: "x" },
      session: { keys: { app_s_key: { key }, f_nwk_s_int_key: { key: "K34VFiiu0qar9xWICc9PPA==" } } },
      appKey: key,
    };
    const text = JSON.stringify(readAll(device));
    expect(text).toContain('"note":"x"');
    expect(text).not.toContain(key);
    expect(text).not.toContain("K34VFiiu0q");
  });

  it("hostile names stay data", () => {
    const hostile = JSON.parse(`{"deviceInfo":{"deviceName":"=cmd|' /C calc'!A0\\u001b[2J","devEui":"0101010101010101"},
      "rxInfo":[{"gatewayId":"__proto__"}],"__proto__":{"polluted":true},"constructor":{"prototype":1}}`);
    const [uplink] = uplinks(hostile);
    expect(uplink.receptions[0].gatewayId).toBe("__proto__");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(uplink.extra)).toContain("__proto__");
  });
});
