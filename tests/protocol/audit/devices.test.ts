import { describe, expect, it } from "vitest";
import { auditDeviceList, auditTexts, madeKey, rulesOf } from "../../support/audit.ts";

const EUI = "70b3d57ed0050001";
const JOIN = "70b3d57ed0000001";
const SOUND = { name: "barn", devEui: EUI, joinEui: JOIN, activation: "otaa", macVersion: "1.0.4", appKey: madeKey(1) };
const PUBLISHED = "2b7e151628aed2a6abf7158809cf4f3c";

/** Each fault alone, and the rule that must find it, and no other. */
const FAULTS: readonly (readonly [string, object, string])[] = [
  ["a published key", { ...SOUND, appKey: PUBLISHED }, "key-published"],
  ["a published key, as C writes it", { ...SOUND, appKey: PUBLISHED.replace(/../g, "0x$&, ") }, "key-published"],
  ["a byte repeated", { ...SOUND, appKey: "aa".repeat(16) }, "key-published"],
  ["the JoinEUI twice", { ...SOUND, appKey: JOIN + JOIN }, "key-from-identifier"],
  ["DevEUI and JoinEUI", { ...SOUND, appKey: EUI + JOIN }, "key-from-identifier"],
  ["the DevEUI and zeros", { ...SOUND, appKey: EUI + "00".repeat(8) }, "key-from-identifier"],
  [
    "the DevEUI backwards, twice",
    { ...SOUND, appKey: (EUI.match(/../g) ?? []).reverse().join("").repeat(2) },
    "key-from-identifier",
  ],
  ["NwkKey = AppKey", { ...SOUND, nwkKey: SOUND.appKey }, "key-in-two-roles"],
  ["AppKey = AppSKey", { ...SOUND, appSKey: SOUND.appKey }, "key-in-two-roles"],
  ["relaxed counter checks", { ...SOUND, skipFcntCheck: true }, "counter-check-off"],
  ["checks that are off by our own name", { ...SOUND, checksCounters: false }, "counter-check-off"],
  ["16 bits of counter", { ...SOUND, mac_settings: { supports_32_bit_f_cnt: { value: false } } }, "counter-16-bit"],
  ["join nonces that are reset", { ...SOUND, resets_join_nonces: true }, "join-nonce-reset"],
  ["a DevNonce twice", { ...SOUND, devNonces: [1, 2, 2] }, "dev-nonce-reused"],
  ["a DevEUI of zeros", { ...SOUND, devEui: "00".repeat(8) }, "dev-eui-void"],
  ["a DevEUI that is none", { ...SOUND, devEui: "barn" }, "dev-eui-void"],
  ["version 1.0.2", { ...SOUND, macVersion: "LORAWAN_1_0_2" }, "mac-version-old"],
  ["version 1.0.0", { ...SOUND, lorawan_version: "MAC_V1_0", macVersion: undefined }, "mac-version-old"],
  ["version 1.1", { ...SOUND, macVersion: "MAC_V1_1" }, "mac-version-errata"],
  ["ABP", { ...SOUND, activation: "ABP", persistsCounters: true }, "abp"],
  ["ABP that forgets", { ...SOUND, activation: "ABP", persistsCounters: false }, "abp-counters-not-kept"],
  [
    "ABP that forgets, at The Things Stack",
    { ...SOUND, activation: "ABP", mac_settings: { resets_f_cnt: true } },
    "abp-counters-not-kept",
  ],
];

describe("a device list", () => {
  it("finds nothing in a sound one", () => {
    const others = [2, 3, 4].map((i) => ({
      ...SOUND,
      name: `barn ${i}`,
      devEui: `70b3d57ed005000${i}`,
      appKey: madeKey(i),
    }));
    expect(auditDeviceList(SOUND, ...others, SOUND)).toEqual([]);
  });

  it.each(FAULTS)("finds %s", (_, device, rule) => {
    const findings = auditDeviceList(device);
    expect(rulesOf(findings)).toEqual([rule]);
    expect(findings[0].where.pointer).toMatch(/^\/devices\/0/);
    for (const text of [findings[0].what, findings[0].evidence, findings[0].mend]) expect(text).not.toBe("");
  });

  it("finds a key of several devices, and names them", () => {
    const findings = auditDeviceList(SOUND, { ...SOUND, name: "silo", devEui: "70b3d57ed0050002" });
    expect(rulesOf(findings)).toEqual(["key-shared"]);
    expect(findings[0].evidence).toBe(`barn (${EUI}), silo (70b3d57ed0050002)`);
  });

  it("finds one DevEUI for two devices", () => {
    const findings = auditDeviceList(SOUND, { ...SOUND, name: "silo", appKey: madeKey(2) });
    expect(rulesOf(findings)).toEqual(["dev-eui-repeated"]);
  });

  it("puts ChirpStack's documents on one device together, and takes its zeros for none", () => {
    const key = madeKey(7);
    const documents = [
      { device: { devEui: EUI, name: "barn", joinEui: "00".repeat(8), skipFcntCheck: true, deviceProfileId: "x" } },
      { deviceKeys: { devEui: EUI, nwkKey: madeKey(5), appKey: "00".repeat(16), genAppKey: "00".repeat(16) } },
      {
        deviceActivation: {
          devEui: EUI,
          devAddr: "01020304",
          appSKey: madeKey(6),
          nwkSEncKey: key,
          sNwkSIntKey: key,
          fNwkSIntKey: key,
        },
      },
    ];
    const { findings, files } = auditTexts({ "-": documents.map((one) => JSON.stringify(one)).join("\n") });
    expect(files[0]).toMatchObject({ devices: 3, unreadParts: 0 });
    expect(rulesOf(findings)).toEqual(["counter-check-off"]);
  });

  it("reads The Things Stack's end devices", () => {
    const device = {
      ids: { device_id: "barn", dev_eui: EUI.toUpperCase(), join_eui: JOIN },
      lorawan_version: "MAC_V1_0_4",
      supports_join: true,
      root_keys: { app_key: { key: PUBLISHED.toUpperCase() } },
    };
    const findings = auditTexts({ "-": JSON.stringify({ end_devices: [device] }, null, 2) }).findings;
    expect(findings).toMatchObject([
      { rule: "key-published", where: { device: `barn (${EUI})`, pointer: "/end_devices/0/root_keys/app_key/key" } },
    ]);
  });

  it("reads a table, and says the line", () => {
    const rows = ["id;dev_eui;join_eui;lorawan_version;app_key", `barn;${EUI};${JOIN};MAC_V1_0_4;${PUBLISHED}`];
    const { findings } = auditTexts({ "devices.csv": `${rows.join("\r\n")}\r\n` });
    expect(findings.map(({ rule, where }) => [rule, where.file, where.line])).toEqual([
      ["key-published", "devices.csv", 2],
      ["key-in-plain-text", "devices.csv", 2],
    ]);
  });

  it("finds readable keys in files only; session keys alone are less", () => {
    const file = (device: object) => auditTexts({ "keys.json": JSON.stringify(device) }).findings;
    expect(file(SOUND)).toMatchObject([
      { rule: "key-in-plain-text", severity: "high", where: { file: "keys.json", pointer: "/appKey" } },
    ]);
    expect(file({ devEui: EUI, activation: "otaa", appSKey: madeKey(3) })).toMatchObject([{ severity: "medium" }]);
    expect(auditDeviceList(SOUND)).toEqual([]);
  });

  it("names a key that it cannot read, without it", () => {
    const { files } = auditTexts({ "-": JSON.stringify({ ...SOUND, appKey: `${PUBLISHED}0` }) });
    expect(files[0].unread).toMatchObject([
      { place: { pointer: "/appKey" }, message: expect.stringContaining("32 hexadecimal digits") },
    ]);
    expect(JSON.stringify(files)).not.toContain(PUBLISHED.slice(0, 8));
  });
});
