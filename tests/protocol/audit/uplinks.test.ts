import { describe, expect, it } from "vitest";
import type { UplinkRecord } from "../../../src/protocol/platforms/uplink-record.ts";
import { auditUplinks, madeHex, madeKey, rulesOf } from "../../support/audit.ts";

const EUI = "70b3d57ed0050001";
const ADDR = "260b0101";
const T0 = 1_765_756_800;
type Uplink = Partial<UplinkRecord>;

const randomHex = madeHex(3);
const data = (fCnt: number, minutes: number, more: Uplink = {}): Uplink => ({
  deviceName: "barn",
  devEui: EUI,
  devAddr: ADDR,
  fCnt,
  fCntBits: 32,
  fPort: 2,
  timeS: T0 + 60 * minutes,
  sf: 9,
  bandwidthHz: 125_000,
  frequencyHz: 868_100_000,
  payloadHex: randomHex(6),
  payloadBytes: 6,
  ...more,
});
const run = (from: number, count: number, minutes: number, more: Uplink = {}) =>
  Array.from({ length: count }, (_, i) => data(from + i, minutes + 10 * i, more));

/** A frame as on air, as a gateway logs it: without DevEUI. */
function onAir(
  fCnt: number,
  payloadHex: string,
  { port = 2, fopts = "", addr = ADDR, minutes = 10 * fCnt } = {},
): Uplink {
  const littleEndian = (value: number) =>
    [value & 255, (value >> 8) & 255].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const address = (addr.match(/../g) ?? []).reverse().join("");
  const options = (fopts.length / 2).toString(16).padStart(2, "0");
  const mic = randomHex(4);
  const phyPayloadHex = `40${address}${options}${littleEndian(fCnt)}${fopts}${port.toString(16).padStart(2, "0")}${payloadHex}${mic}`;
  const bytes = { payloadHex: null, payloadBytes: payloadHex.length / 2, phyPayloadHex, micHex: mic };
  return data(fCnt, minutes, { deviceName: null, devEui: null, devAddr: addr, fCntBits: 16, fPort: port, ...bytes });
}

const join = (devNonce: number, minutes: number): Uplink => ({
  kind: "join-request",
  devEui: EUI,
  joinEui: "70b3d57ed0000001",
  devNonce,
  timeS: T0 + 60 * minutes,
});

describe("counters in a log", () => {
  it("raise no alarm when all is well", () => {
    const sound = [
      ...run(65_530, 12, 0, { fCntBits: 16 }).map((one, i) => ({ ...one, fCnt: (65_530 + i) % 65_536 })),
      ...run(100, 20, 0, { devAddr: "260b0102", devEui: "70b3d57ed0050002" }).filter((_, i) => i % 5 !== 3),
    ];
    expect(auditUplinks(sound, { region: "EU868" })).toEqual([]);
  });

  it("take repeated, late and doubled lines as they are", () => {
    const frames = run(10, 12, 0);
    const repeated = { ...frames[3], timeS: (frames[3].timeS ?? 0) + 5 };
    const late = frames.toSpliced(7, 1).toSpliced(9, 0, frames[7]);
    expect(auditUplinks([...frames.slice(0, 4), repeated, ...frames.slice(4)])).toEqual([]);
    expect(auditUplinks(late)).toEqual([]);
    expect(auditUplinks([...frames, ...frames])).toEqual([]);
    // A clock that stands still, and one that is missing
    expect(auditUplinks(frames.map((one) => ({ ...one, timeS: T0 })))).toEqual([]);
    expect(auditUplinks([...frames, ...frames].map((one) => ({ ...one, timeS: null })))).toEqual([]);
  });

  it("that begin again are a reset, and what was encrypted twice is lost", () => {
    const findings = auditUplinks([...run(0, 9, 0), ...run(0, 5, 100)]);
    expect(findings.map(({ rule, severity }) => [severity, rule])).toEqual([
      ["critical", "keystream-reused"],
      ["high", "counter-reset"],
    ]);
    expect(findings[1]).toMatchObject({ where: { file: "log", line: 10, device: `barn (${EUI})` } });
    expect(findings[1].evidence).toContain("counters 0 to 2 after 8");
  });

  it("that begin again on air are a reset, too, with 16 bits", () => {
    const frames = [...Array(9).keys()].map((i) => onAir(30_000 + i, randomHex(6), { minutes: 10 * i }));
    const again = [...Array(5).keys()].map((i) => onAir(i, randomHex(6), { minutes: 100 + 10 * i }));
    expect(rulesOf(auditUplinks([...frames, ...again]))).toEqual(["counter-reset"]);
  });

  it("may begin again after a join, or where a device may have joined", () => {
    const again = [...run(0, 9, 0), join(7, 95), ...run(0, 5, 100)];
    expect(auditUplinks(again)).toEqual([]);
    // Also where both sessions are at the same count
    expect(auditUplinks([data(0, 0), join(7, 5), data(0, 10), data(1, 20)])).toEqual([]);
    const otaa = { devEui: EUI, activation: "otaa" };
    const unseen = auditUplinks([...run(0, 9, 0), ...run(0, 5, 100)], { devices: [otaa] });
    expect(unseen.map(({ severity }) => severity)).toEqual(["medium", "medium"]);
    expect(unseen[0].evidence).toContain("harmless if it joined");
    const abp = { devEui: EUI, activation: "abp", persistsCounters: true };
    const personal = auditUplinks([...run(0, 9, 0), ...run(0, 5, 100)], { devices: [abp] });
    expect(rulesOf(personal)).toEqual(["keystream-reused", "counter-reset", "abp"]);
  });

  it("under another address are another session", () => {
    expect(auditUplinks([...run(0, 9, 0), ...run(0, 5, 100, { devAddr: "260b0202" })])).toEqual([]);
  });

  it("of a frame bit for bit as before, after newer ones, are a replay", () => {
    const frames = run(300, 8, 0);
    const replayed = { ...frames[1], timeS: (frames[6].timeS ?? 0) + 60 };
    const findings = auditUplinks([...frames.slice(0, 7), replayed, frames[7]]);
    expect(rulesOf(findings)).toEqual(["replay"]);
    expect(findings[0].where.line).toBe(8);
  });

  it("that were never heard before and are far behind are told of", () => {
    const frames = run(300, 8, 0);
    expect(rulesOf(auditUplinks([...frames, data(120, 300), data(308, 310)]))).toEqual(["counter-backward"]);
  });

  it("of two devices with one address on air are none of this", () => {
    const both = [...Array(20).keys()].flatMap((i) => [
      onAir(500 + i, randomHex(5), { minutes: 10 * i }),
      onAir(20 + i, randomHex(5), { minutes: 10 * i + 4 }),
    ]);
    expect(auditUplinks(both)).toEqual([]);
    // One of them ten times as often, from 0 on
    const busy = [...Array(60).keys()].map((i) => onAir(i, randomHex(5), { minutes: 6 * i + 1 }));
    const calm = [...Array(6).keys()].map((i) => onAir(500 + i, randomHex(5), { minutes: 60 * i }));
    const mixed = [...busy, ...calm].sort((a, b) => (a.timeS ?? 0) - (b.timeS ?? 0));
    expect(auditUplinks(mixed)).toEqual([]);
  });

  it("of another gateway with a wrong clock are none of this", () => {
    const heardBy = (gatewayId: string, shiftS: number) => (uplink: Uplink) => {
      const timeS = (uplink.timeS ?? 0) + shiftS;
      const reception = { gatewayId, gatewayName: null, rssiDbm: -90, snrDb: 5, timeS, channel: null, position: null };
      return { ...uplink, timeS, receptions: [reception] };
    };
    const frames = [...Array(9).keys()].map((i) => onAir(i, randomHex(6)));
    const both = [...frames.map(heardBy("a", 0)), ...frames.map(heardBy("b", 1500))];
    expect(auditUplinks(both)).toEqual([]);
    const [again] = frames.slice(4, 5).map(heardBy("a", 6000));
    expect(rulesOf(auditUplinks([...both, again]))).toEqual(["replay"]);
  });

  it("find two payloads under one counter", () => {
    const findings = auditUplinks([data(5, 0), data(6, 10), data(6, 20), data(7, 30)]);
    expect(rulesOf(findings)).toEqual(["keystream-reused"]);
  });
});

describe("joins in a log", () => {
  const list = (macVersion: string) => ({
    devices: [{ devEui: EUI, activation: "otaa", macVersion, appKey: madeKey(1) }],
  });

  it("raise no alarm when each nonce is new", () => {
    expect(auditUplinks([join(1, 0), join(2, 10), join(9, 20)], list("1.0.4"))).toEqual([]);
    // Random ones go back; a second gateway says the same
    expect(auditUplinks([join(900, 0), join(900, 0), join(2, 10)])).toEqual([]);
  });

  it("find a nonce that comes twice", () => {
    expect(rulesOf(auditUplinks([join(900, 0), join(2, 10), join(900, 60)]))).toEqual(["dev-nonce-reused"]);
  });

  it("find a nonce that goes back, where it must count up", () => {
    expect(rulesOf(auditUplinks([join(5, 0), join(3, 10)], list("1.0.4")))).toEqual(["dev-nonce-behind"]);
    expect(rulesOf(auditUplinks([join(5, 0), join(3, 10)], list("1.0.3")))).toEqual(["mac-version-old"]);
  });
});

describe("payloads in a log", () => {
  const frames = (count: number, payload: (i: number) => string, more = {}) =>
    [...Array(count).keys()].map((i) => onAir(i + 1, payload(i), more));
  const text = (words: string) => Buffer.from(words).toString("hex");

  it("that look random are encrypted, however many there are", () => {
    expect(auditUplinks(frames(400, () => randomHex(8)))).toEqual([]);
    expect(auditUplinks(frames(400, () => randomHex(1)))).toEqual([]);
  });

  it.each([
    ["text", (i: number) => text(`T=${(20.5 + i / 10).toFixed(1)};H=${50 + i};B=3.6`)],
    ["a constant head", (i: number) => `0167c0ffee0102${i.toString(16).padStart(4, "0")}`],
    ["the same bytes", () => "00112233445566778899aabb"],
  ])("with %s are not", (_, payload) => {
    expect(rulesOf(auditUplinks(frames(12, payload)))).toEqual(["payload-not-encrypted"]);
  });

  it("come again in a repetition: that proves nothing", () => {
    const [frame] = frames(1, () => randomHex(16));
    expect(auditUplinks([0, 4, 8].map((s) => ({ ...frame, timeS: T0 + 10 * s })))).toEqual([]);
  });

  it("are for ports 1 to 223", () => {
    expect(rulesOf(auditUplinks([data(1, 0, { fPort: 0 })]))).toEqual(["payload-on-port-0"]);
    expect(rulesOf(auditUplinks([data(1, 0, { fPort: 224 })]))).toEqual(["port-reserved"]);
    expect(rulesOf(auditUplinks([onAir(1, "02", { port: 0, fopts: "02" })]))).toEqual(["port-0-with-fopts"]);
    expect(auditUplinks([onAir(1, randomHex(1), { port: 0 })])).toEqual([]);
  });
});

describe("time on air in a log", () => {
  // SF12, 12 + 13 bytes: 1.483 s (Semtech's formula), so that 25 in an hour are 37.1 s of the 36 s that 1 % are
  const slow = (count: number) =>
    [...Array(count).keys()].map((i) => data(i, 2 * i, { sf: 12, payloadBytes: 12, payloadHex: randomHex(12) }));

  it("within the limit is none of ours", () => {
    expect(auditUplinks(slow(24), { region: "EU868" })).toEqual([]);
    const log = slow(24);
    expect(auditUplinks([...log, ...log], { region: "EU868" })).toEqual([]);
  });

  it("above it is a finding, if the region is told", () => {
    const [finding] = auditUplinks(slow(30), { region: "EU868" });
    expect(finding.rule).toBe("duty-cycle-exceeded");
    expect(finding.what).toContain("1.24 % of an hour");
    expect(auditUplinks(slow(30))).toEqual([]);
    expect(auditUplinks(slow(30), { region: "US915" })).toMatchObject([{ rule: "dwell-time-exceeded" }]);
  });
});
