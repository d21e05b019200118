import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOfHex } from "../../../../src/protocol/bytes.ts";
import { decodeMacCommands, encodeMacCommands } from "../../../../src/protocol/lorawan/mac/codec.ts";
import { MAC_COMMANDS, type MacCommandSpec, type MacField } from "../../../../src/protocol/lorawan/mac/commands.ts";
import type { Direction } from "../../../../src/protocol/lorawan/phy-payload.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/**
 * Values and bytes as the tests of brocaar/lorawan have them (commit f8d61936, mac_commands_test.go, and 6081aa7a,
 * mac_command_payload_test.go), the identifier put before; those marked "spec" by hand from LoRaWAN 1.1 §5 and §14.
 */
const KNOWN: readonly (readonly [Direction, string, string, Record<string, unknown>])[] = [
  ["up", "0101", "ResetInd", { minor: 1 }],
  ["down", "0101", "ResetConf", { minor: 1 }],
  ["up", "02", "LinkCheckReq", {}],
  ["down", "027bea", "LinkCheckAns", { marginDb: 123, gatewayCount: 234 }],
  ["down", "0312040045", "LinkADRReq", { dataRate: 1, txPower: 2, chMask: [2], chMaskCntl: 4, nbTrans: 5 }],
  ["down", "0300031015", "LinkADRReq", { chMask: [0, 1, 12], chMaskCntl: 1, nbTrans: 5, dataRate: 0, txPower: 0 }],
  ["up", "0301", "LinkADRAns", { channelMaskAck: true, dataRateAck: false, powerAck: false }],
  ["up", "0307", "LinkADRAns", { channelMaskAck: true, dataRateAck: true, powerAck: true }],
  ["down", "040d", "DutyCycleReq", { maxDutyCycle: 13 }],
  ["up", "04", "DutyCycleAns", {}],
  ["down", "053b010204", "RXParamSetupReq", { frequencyHz: 26_265_700, rx2DataRate: 11, rx1DrOffset: 3 }],
  ["up", "0504", "RXParamSetupAns", { channelAck: false, rx2DataRateAck: false, rx1DrOffsetAck: true }],
  ["down", "06", "DevStatusReq", {}],
  ["up", "060022", "DevStatusAns", { battery: 0, snrDb: -30 }],
  ["up", "06ff1e", "DevStatusAns", { battery: 255, snrDb: 30 }],
  ["up", "067f3f", "DevStatusAns", { battery: 127, snrDb: -1 }],
  ["down", "07030102045a", "NewChannelReq", { chIndex: 3, frequencyHz: 26_265_700, maxDataRate: 5, minDataRate: 10 }],
  ["up", "0702", "NewChannelAns", { channelFrequencyOk: false, dataRateRangeOk: true }],
  ["down", "080f", "RXTimingSetupReq", { delay: 15 }],
  ["up", "08", "RXTimingSetupAns", {}],
  ["down", "0917", "TXParamSetupReq", { uplinkDwellTime: true, downlinkDwellTime: false, maxEirp: 7 }],
  ["down", "0927", "TXParamSetupReq", { uplinkDwellTime: false, downlinkDwellTime: true, maxEirp: 7 }],
  ["up", "09", "TXParamSetupAns", {}],
  ["down", "0a01107a84", "DlChannelReq", { chIndex: 1, frequencyHz: 868_200_000 }],
  ["up", "0a02", "DlChannelAns", { channelFrequencyOk: false, uplinkFrequencyExists: true }],
  ["up", "0b01", "RekeyInd", { minor: 1 }],
  ["down", "0b01", "RekeyConf", { minor: 1 }],
  ["down", "0caf", "ADRParamSetupReq", { limitExp: 10, delayExp: 15 }],
  ["up", "0c", "ADRParamSetupAns", {}],
  ["up", "0d", "DeviceTimeReq", {}],
  ["down", "0d0100000002", "DeviceTimeAns", { gpsTimeS: 1, fractionS: 2 / 256 }],
  ["down", "0e251c", "ForceRejoinReq", { period: 3, maxRetries: 4, rejoinType: 2, dataRate: 5 }],
  ["down", "0fef", "RejoinParamSetupReq", { maxTimeN: 14, maxCountN: 15 }],
  ["up", "0f01", "RejoinParamSetupAns", { timeOk: true }],
  ["up", "1003", "PingSlotInfoReq", { periodicity: 3 }],
  ["down", "10", "PingSlotInfoAns", {}],
  ["down", "1128768405", "PingSlotChannelReq", { frequencyHz: 868_100_000, dataRate: 5 }],
  ["up", "1102", "PingSlotChannelAns", { dataRateOk: true, channelFrequencyOk: false }],
  ["up", "12", "BeaconTimingReq", {}],
  // spec 1.0.2 §14.4: delay in two bytes, then the channel
  ["down", "12040305", "BeaconTimingAns", { delay: 772, channel: 5 }],
  ["down", "13287684", "BeaconFreqReq", { frequencyHz: 868_100_000 }],
  ["up", "1301", "BeaconFreqAns", { beaconFrequencyOk: true }],
  ["up", "2002", "DeviceModeInd", { class: 2 }],
  ["down", "2002", "DeviceModeConf", { class: 2 }],
];

describe("MAC commands", () => {
  it.each(KNOWN)("%s %s is %s", (direction, digits, name, fields) => {
    const { commands, warnings } = decodeMacCommands(bytesOfHex(digits), direction, "1.1");
    expect(commands).toEqual([{ cid: Number.parseInt(digits.slice(0, 2), 16), name, fields }]);
    expect(warnings).toEqual([]);
    expect(hex(encodeMacCommands([{ name, fields }], { direction, version: "1.1" }))).toBe(digits);
  });

  it("are all among those", () => {
    expect(new Set(KNOWN.map(([, , name]) => name))).toEqual(new Set(MAC_COMMANDS.map(({ name }) => name)));
  });

  it("come back from a list of any of them", () => {
    for (const direction of ["up", "down"] as const) {
      const specs = MAC_COMMANDS.filter((spec) => spec.direction === direction);
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...specs).chain(commandOf), { maxLength: 6 }), (list) => {
          const { commands, warnings } = decodeMacCommands(
            encodeMacCommands(list, { direction, version: "1.1" }),
            direction,
            "1.1",
          );
          expect(commands.map(({ name, fields }) => ({ name, fields }))).toEqual(list);
          expect(warnings).toEqual([]);
        }),
      );
    }
  });

  it("are read from any bytes without an error, and tell what was not read", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom("up" as const, "down" as const),
        (bytes, direction) => {
          for (const version of ["1.0", "1.1"] as const) {
            const { commands, warnings } = decodeMacCommands(bytes, direction, version);
            const lengths = commands.map(
              ({ name }) => 1 + (MAC_COMMANDS.find((spec) => spec.name === name)?.length ?? 0),
            );
            const read = lengths.reduce((sum, length) => sum + length, 0);
            const stopped = warnings.some(({ code }) => code === "unknown-mac-command" || code === "cut-mac-command");
            expect(stopped).toBe(read < bytes.length);
          }
        },
      ),
    );
  });

  it.each<[string, Direction, "1.0" | "1.1", RegExp]>([
    ["7f0102", "up", "1.1", /0x7f: no command is known; 2 more bytes \(0102\) were not read/],
    ["80", "up", "1.1", /0x80: a proprietary command/],
    ["0b01", "up", "1.0", /RekeyInd of LoRaWAN 1.1/],
    ["0312", "down", "1.0", /LinkADRReq: 4 bytes expected, 1 left/],
    ["04f0", "down", "1.0", /DutyCycleReq: reserved bits are set in f0/],
  ])("%s going %s in %s leaves a warning", (digits, direction, version, message) => {
    const { warnings } = decodeMacCommands(bytesOfHex(digits), direction, version);
    expect(warnings).toHaveLength(1);
    expect(warnings[0].message).toMatch(message);
  });

  it.each<[string, unknown, RegExp]>([
    ["no list", { name: "LinkCheckReq" }, /mac: expected a list/],
    ["no command", ["LinkCheckReq"], /mac\[0\]: expected an object/],
    ["no name", [{}], /mac\[0\]\.name: missing/],
    ["a mistyped name", [{ name: "LinkChekReq" }], /mac\[0\]\.name: no command is called "LinkChekReq"/],
    ["the other direction", [{ name: "LinkADRReq" }], /LinkADRReq goes down, the frame up/],
    ["the other version", [{ name: "RekeyInd" }], /RekeyInd is a command of LoRaWAN 1\.1/],
    ["an unknown field", [{ name: "DevStatusAns", fields: { batery: 1 } }], /mac\[0\]\.fields\.batery: unknown input/],
    [
      "too large a number",
      [{ name: "DevStatusAns", fields: { battery: 256 } }],
      /battery: expected .* 0 to 255, got 256/,
    ],
    ["too low a number", [{ name: "DevStatusAns", fields: { snrDb: -33 } }], /snrDb: expected .* -32 to 31, got -33/],
    ["a number for a flag", [{ name: "LinkADRAns", fields: { powerAck: 1 } }], /powerAck: expected true or false/],
    ["an unknown key", [{ name: "LinkCheckReq", cidd: 2 }], /mac\[0\]\.cidd: unknown input/],
  ])("with %s cannot be built", (_, list, message) => {
    expect(() => encodeMacCommands(list, { direction: "up", version: "1.0", where: "mac" })).toThrow(message);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["LinkADRReq", { chMask: [16] }, /chMask: expected a list of different numbers from 0 to 15/],
    ["LinkADRReq", { chMask: [1, 1] }, /chMask: expected a list of different/],
    ["NewChannelReq", { frequencyHz: 868_100_050 }, /frequencyHz: expected a multiple of 100 Hz/],
    ["DlChannelReq", { frequencyHz: 1_677_721_600 }, /frequencyHz: expected a multiple of 100 Hz up to 1677721500/],
    ["DeviceTimeAns", { fractionS: 1 }, /fractionS: expected a multiple of 1\/256 below 1/],
    ["DeviceTimeAns", { gpsTimeS: 2 ** 32 }, /gpsTimeS: expected a whole number from 0 to 4294967295/],
  ])("%s with %j cannot be built", (name, fields, message) => {
    expect(() => encodeMacCommands([{ name, fields }], { direction: "down", version: "1.1" })).toThrow(message);
  });
});

function commandOf({ name, fields }: MacCommandSpec): fc.Arbitrary<{ name: string; fields: Record<string, unknown> }> {
  return fc.record({
    name: fc.constant(name),
    fields: fc.record(Object.fromEntries(fields.map((field) => [field.key, arbitraryOf(field)]))),
  }) as fc.Arbitrary<{ name: string; fields: Record<string, unknown> }>;
}

function arbitraryOf({ kind, width }: MacField): fc.Arbitrary<unknown> {
  const top = 2 ** width;
  switch (kind) {
    case "flag":
      return fc.boolean();
    case "mask":
      return fc.subarray(Array.from({ length: width }, (_, i) => i));
    case "signed":
      return fc.integer({ min: -top / 2, max: top / 2 - 1 });
    case "frequency":
      return fc.integer({ min: 0, max: top - 1 }).map((steps) => 100 * steps);
    case "fraction":
      return fc.integer({ min: 0, max: top - 1 }).map((parts) => parts / top);
    default:
      return fc.integer({ min: 0, max: top - 1 });
  }
}
