import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NetworkAudit } from "../../../src/field/audit/network-audit.ts";
import { InputError } from "../../../src/math/errors.ts";
import { sarifLog } from "../../../src/protocol/audit/sarif.ts";
import { auditTexts, madeHex, madeKey, rulesOf } from "../../support/audit.ts";
import { HELIUM_LOG } from "../../support/platform-documents.ts";

const EXAMPLES = "scenarios/examples";
const read = (name: string) => readFileSync(`${EXAMPLES}/${name}`, "utf8");
const devices = read("audit-devices.json");
const uplinks = read("audit-uplinks.ndjson");
const PUBLISHED = "2b7e151628aed2a6abf7158809cf4f3c";

/** What was planted, by the device that it was planted in; `SOURCE.md` says that it is made up. */
const PLANTED = [
  ["critical", "abp-counters-not-kept", "pump"],
  ["critical", "key-from-identifier", "silo"],
  ["critical", "key-published", "barn"],
  ["critical", "key-shared", "gate north"],
  ["critical", "keystream-reused", "pump"],
  ["critical", "payload-not-encrypted", "260b0999"],
  ["high", "counter-check-off", "pump"],
  ["high", "counter-reset", "pump"],
  ["high", "dev-nonce-reused", "70b3d57ed0060002"],
  ["high", "key-in-plain-text", undefined],
  ["high", "key-in-two-roles", "weather"],
  ["high", "replay", "gate north"],
  ["medium", "duty-cycle-exceeded", "silo"],
  ["low", "mac-version-old", "barn"],
  ["info", "mac-version-errata", "weather"],
];

describe("an audit of the examples", () => {
  const report = auditTexts({ "devices.json": devices, "uplinks.ndjson": uplinks }, "EU868");

  it("finds every fault that was planted, and none in the sound device among them", () => {
    const found = report.findings.map(({ severity, rule, where }) => [severity, rule, where.device?.split(" (")[0]]);
    expect(found).toEqual(PLANTED);
    expect(report.counts).toEqual({ critical: 6, high: 6, medium: 1, low: 1, info: 1 });
    expect(JSON.stringify(report.findings)).not.toContain("greenhouse");
  });

  it("does not depend on which file comes first", () => {
    const turned = auditTexts({ "uplinks.ndjson": uplinks, "devices.json": devices }, "EU868");
    expect(rulesOf(turned.findings)).toEqual(rulesOf(report.findings));
  });

  it("shows no key, in no form", () => {
    const keys = Array.from(devices.matchAll(/(?:Key|KEY)": "([0-9a-f]{32})"/g), ([, key]) => key);
    expect(keys.length).toBe(9);
    const shown = [JSON.stringify(report), JSON.stringify(sarifLog(report.findings, "0"))].join("").toLowerCase();
    for (const key of keys) expect(shown).not.toContain(key.slice(0, 12));
  });

  it("finds nothing in the sound device and its uplinks, nor in other platforms' examples", () => {
    const list = { devices: JSON.parse(devices).devices.slice(0, 1) };
    const log = uplinks.split("\n").filter((line) => line.includes("greenhouse"));
    expect(log.length).toBe(12);
    expect(auditTexts({ "-": JSON.stringify(list), log: log.join("\n") }, "EU868").findings).toEqual([]);
    for (const name of ["chirpstack-events.ndjson", "ttn-uplinks.ndjson", "semtech-udp.log", "basics-station.ndjson"]) {
      expect(rulesOf(auditTexts({ [name]: read(name) }, "EU868").findings), name).toEqual([]);
    }
  });
});

describe("an audit of a real log", () => {
  it("raises no alarm but for a device that repeats each frame up to eight times at SF12", () => {
    const { findings, files } = auditTexts({ log: HELIUM_LOG }, "EU868");
    expect(files[0]).toMatchObject({ uplinks: 160, unreadParts: 0 });
    expect(findings.map(({ rule, where }) => [rule, where.device?.split(" ")[0]])).toEqual([
      ["duty-cycle-exceeded", "FTD_20CBC"],
      ["duty-cycle-exceeded", "FTP_20CA0"],
    ]);
    // By hand: 6 + 13 bytes at SF12 take 40.25 symbols of 32.768 ms; 38 of them are 50.1 s, 1.39 % of an hour
    expect(findings[0]).toMatchObject({
      what: expect.stringContaining("1.39 %"),
      evidence: expect.stringMatching(/^38 /),
    });
  });
});

describe("joins that a platform tells of", () => {
  const devEui = "70b3d57ed0050001";
  const time = (minutes: number) => new Date(Date.UTC(2025, 11, 15, 0, minutes)).toISOString();
  const hex = madeHex(9);
  const base64 = () => Buffer.from(hex(6), "hex").toString("base64");

  const chirpstack = {
    uplink: (fCnt: number, minutes: number) => ({
      deviceInfo: { deviceName: "barn", devEui },
      devAddr: "01020304",
      time: time(minutes),
      fCnt,
      fPort: 2,
      data: base64(),
      rxInfo: [{ gatewayId: "0016c001f153a14c", rssi: -90, snr: 5 }],
      txInfo: {
        frequency: 868_100_000,
        modulation: { lora: { bandwidth: 125_000, spreadingFactor: 9, codeRate: "CR_4_5" } },
      },
    }),
    join: { deviceInfo: { deviceName: "barn", devEui }, time: time(95), devAddr: "01020304" },
  };
  const ids = { device_id: "barn", dev_eui: devEui, dev_addr: "01020304", application_ids: { application_id: "farm" } };
  const ttn = {
    uplink: (fCnt: number, minutes: number) => ({
      end_device_ids: ids,
      received_at: time(minutes),
      uplink_message: { f_port: 2, f_cnt: fCnt, frm_payload: base64(), rx_metadata: [], received_at: time(minutes) },
    }),
    join: {
      end_device_ids: ids,
      received_at: time(95),
      join_accept: { session_key_id: "AXA50tHUg==", received_at: time(95) },
    },
  };

  it.each([
    ["ChirpStack", chirpstack],
    ["The Things Stack", ttn],
  ])("begin a session anew: %s", (_, { uplink, join }) => {
    const before = [...Array(9).keys()].map((i) => uplink(i, 10 * i));
    const after = [...Array(5).keys()].map((i) => uplink(i, 100 + 10 * i));
    const audit = (...documents: readonly object[]) =>
      rulesOf(auditTexts({ log: documents.map((one) => JSON.stringify(one)).join("\n") }).findings);
    expect(audit(...before, join, ...after)).toEqual([]);
    expect(audit(...before, ...after)).toEqual(["keystream-reused", "counter-reset"]);
  });
});

describe("files of an audit", () => {
  const sound = { name: "barn", devEui: "70b3d57ed0050001", activation: "otaa", appKey: madeKey(1) };

  it("may be lists, lines, tables and descriptions, in any mixture", () => {
    const lines = [
      JSON.stringify([sound]),
      JSON.stringify(sound),
      "{}",
      JSON.stringify({ privateProtocol: {} }),
      uplinks.split("\n")[0],
    ];
    const { files } = auditTexts({ "-": lines.join("\n") });
    expect(files[0]).toMatchObject({ devices: 2, uplinks: 1, protocols: 1, others: 1, unreadParts: 0 });
    const table = ["deviceEui,timestamp,fcnt,rssi", "70b3d57ed0050001,2025-12-15T00:00:00Z,1,-90", "x,y,z,1,2"].join(
      "\n",
    );
    expect(auditTexts({ log: table }).files[0]).toMatchObject({ uplinks: 1, unreadParts: 1 });
  });

  it("have their broken lines counted and named, without what stood there", () => {
    const broken = `{"devEui": "70b3d57ed0050001", "appKey": ${PUBLISHED}`;
    const { files } = auditTexts({ log: [JSON.stringify(sound), broken, "words", "[1]"].join("\n") });
    expect(files[0].unread.map(({ place }) => place.line)).toEqual([2, 3, 4]);
    expect(files[0].unread[0].message).toContain("column");
    expect(JSON.stringify(files)).not.toContain("2b7e");
    const many = auditTexts({ log: `${"?\n".repeat(50)}` });
    expect(many.files[0]).toMatchObject({ unreadParts: 50, unread: expect.objectContaining({ length: 20 }) });
  });

  it("that are tables of something else are refused", () => {
    expect(() => auditTexts({ log: "colour;shape\nred;round" })).toThrow(InputError);
    expect(() => new NetworkAudit({ region: "EU886" })).toThrow(InputError);
  });

  it("may name devices as they like: it stays data", () => {
    const names = ["__proto__", "constructor", "\u001b[2J", "<script>", `key ${PUBLISHED}`, "a".repeat(1e5), "'; --"];
    const list = names.map((name, i) => ({ ...sound, name, devEui: `70b3d57ed005001${i}`, appKey: "00".repeat(16) }));
    const { findings } = auditTexts({ "-": JSON.stringify({ devices: list, ["__proto__"]: { appKey: PUBLISHED } }) });
    expect(rulesOf(findings)).toEqual(names.map(() => "key-published"));
    const text = JSON.stringify(findings);
    expect(text).not.toContain("2b7e");
    expect(text).not.toContain("\\u001b");
    expect(text.length).toBeLessThan(10_000);
  });
});

describe("a log of thirty thousand uplinks of as many devices", () => {
  it("is gone through in seconds", { timeout: 60_000 }, () => {
    const hex = madeHex(1);
    const audit = new NetworkAudit({ region: "EU868" });
    const file = audit.open("log");
    for (let i = 0; i < 30_000; i++) {
      const devAddr = ((i * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0");
      const uplink = {
        platform: "chirpscape",
        kind: "data",
        timeS: 1.7e9 + i,
        devAddr,
        fCnt: i % 65_536,
        fCntBits: 16,
        receptions: [],
      };
      file.push(
        JSON.stringify({
          ...uplink,
          sf: 9,
          payloadBytes: 8,
          payloadHex: i % 100 ? null : hex(8),
          frequencyHz: 868_100_000,
        }),
      );
    }
    expect(audit.report().findings).toEqual([]);
  });
});

describe("mutated files", () => {
  const samples = [
    devices,
    uplinks.slice(0, 3000),
    read("audit-private.json"),
    "name,devEui,appKey\nbarn,70b3d57ed0060002,00\n",
    read("ttn-uplinks.ndjson").slice(0, 3000),
  ];
  const mutation = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat(), fc.string({ maxLength: 6 })), {
    minLength: 1,
    maxLength: 5,
  });

  const mutate = (text: string, steps: readonly (readonly [number, number, string])[]) =>
    steps.reduce((mutated, [kind, at, put]) => {
      const i = at % (mutated.length + 1);
      if (kind === 0) return mutated.slice(0, i);
      if (kind === 1) return mutated.slice(0, i) + put + mutated.slice(i);
      if (kind === 2) return mutated.slice(0, i) + put + mutated.slice(i + put.length);
      return mutated + mutated.slice(i, i + 500);
    }, text);

  it("never fail but by an InputError, and show no key", () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), mutation, (sample, steps) => {
        try {
          const report = auditTexts({ file: mutate(sample, steps) }, "EU868");
          expect(JSON.stringify(report)).not.toContain(PUBLISHED.slice(0, 16));
          JSON.stringify(sarifLog(report.findings, "0"));
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("may hold any JSON", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 6 }),
        fc.constantFrom("", '{"devices":', '{"privateProtocol":', '{"devEui":"70b3d57ed0060002","x":'),
        (json, head) => {
          auditTexts({ file: head === "" ? json : `${head}${json}}` });
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });
});
