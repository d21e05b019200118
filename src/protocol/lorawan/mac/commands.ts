import type { Direction } from "../phy-payload.ts";

/** One field of a command: where its bits lie, and what they mean. */
export interface MacField {
  readonly key: string;
  /** Its lowest bit, counted from bit 0 of the first byte after the identifier. */
  readonly bit: number;
  readonly width: number;
  /** `frequency`: steps of 100 Hz. `mask`: the list of bits that are set. `fraction`: parts of 2^width. Else a whole number. */
  readonly kind?: "flag" | "signed" | "frequency" | "mask" | "fraction";
}

/** A MAC command in one direction. */
export interface MacCommandSpec {
  readonly name: string;
  readonly cid: number;
  readonly direction: Direction;
  /** Bytes after the identifier. */
  readonly length: number;
  /** Only in LoRaWAN 1.1. */
  readonly only11?: true;
  readonly fields: readonly MacField[];
}

const flag = (key: string, bit: number): MacField => ({ key, bit, width: 1, kind: "flag" });
const whole = (key: string, bit: number, width: number): MacField => ({ key, bit, width });
const frequency = (bit: number): MacField => ({ key: "frequencyHz", bit, width: 24, kind: "frequency" });
/** An answer or a request that is its identifier alone. */
const bare = { length: 0, fields: [] } as const;

/**
 * Every MAC command of LoRaWAN 1.0 to 1.0.4 and 1.1, class B's among them.
 *
 * `source`: LoRaWAN 1.0.4 §5 and §14 (class B), LoRaWAN 1.1 §5, §14 and §18 (device mode); BeaconTiming from 1.0.2 §14, since deprecated.
 */
export const MAC_COMMANDS: readonly MacCommandSpec[] = [
  { name: "ResetInd", cid: 0x01, direction: "up", length: 1, only11: true, fields: [whole("minor", 0, 4)] },
  { name: "ResetConf", cid: 0x01, direction: "down", length: 1, only11: true, fields: [whole("minor", 0, 4)] },
  { name: "LinkCheckReq", cid: 0x02, direction: "up", ...bare },
  {
    name: "LinkCheckAns",
    cid: 0x02,
    direction: "down",
    length: 2,
    fields: [whole("marginDb", 0, 8), whole("gatewayCount", 8, 8)],
  },
  {
    name: "LinkADRReq",
    cid: 0x03,
    direction: "down",
    length: 4,
    fields: [
      whole("dataRate", 4, 4),
      whole("txPower", 0, 4),
      { key: "chMask", bit: 8, width: 16, kind: "mask" },
      whole("chMaskCntl", 28, 3),
      whole("nbTrans", 24, 4),
    ],
  },
  {
    name: "LinkADRAns",
    cid: 0x03,
    direction: "up",
    length: 1,
    fields: [flag("channelMaskAck", 0), flag("dataRateAck", 1), flag("powerAck", 2)],
  },
  { name: "DutyCycleReq", cid: 0x04, direction: "down", length: 1, fields: [whole("maxDutyCycle", 0, 4)] },
  { name: "DutyCycleAns", cid: 0x04, direction: "up", ...bare },
  {
    name: "RXParamSetupReq",
    cid: 0x05,
    direction: "down",
    length: 4,
    fields: [whole("rx1DrOffset", 4, 3), whole("rx2DataRate", 0, 4), frequency(8)],
  },
  {
    name: "RXParamSetupAns",
    cid: 0x05,
    direction: "up",
    length: 1,
    fields: [flag("channelAck", 0), flag("rx2DataRateAck", 1), flag("rx1DrOffsetAck", 2)],
  },
  { name: "DevStatusReq", cid: 0x06, direction: "down", ...bare },
  {
    name: "DevStatusAns",
    cid: 0x06,
    direction: "up",
    length: 2,
    fields: [whole("battery", 0, 8), { key: "snrDb", bit: 8, width: 6, kind: "signed" }],
  },
  {
    name: "NewChannelReq",
    cid: 0x07,
    direction: "down",
    length: 5,
    fields: [whole("chIndex", 0, 8), frequency(8), whole("minDataRate", 32, 4), whole("maxDataRate", 36, 4)],
  },
  {
    name: "NewChannelAns",
    cid: 0x07,
    direction: "up",
    length: 1,
    fields: [flag("channelFrequencyOk", 0), flag("dataRateRangeOk", 1)],
  },
  { name: "RXTimingSetupReq", cid: 0x08, direction: "down", length: 1, fields: [whole("delay", 0, 4)] },
  { name: "RXTimingSetupAns", cid: 0x08, direction: "up", ...bare },
  {
    name: "TXParamSetupReq",
    cid: 0x09,
    direction: "down",
    length: 1,
    fields: [whole("maxEirp", 0, 4), flag("uplinkDwellTime", 4), flag("downlinkDwellTime", 5)],
  },
  { name: "TXParamSetupAns", cid: 0x09, direction: "up", ...bare },
  {
    name: "DlChannelReq",
    cid: 0x0a,
    direction: "down",
    length: 4,
    fields: [whole("chIndex", 0, 8), frequency(8)],
  },
  {
    name: "DlChannelAns",
    cid: 0x0a,
    direction: "up",
    length: 1,
    fields: [flag("channelFrequencyOk", 0), flag("uplinkFrequencyExists", 1)],
  },
  { name: "RekeyInd", cid: 0x0b, direction: "up", length: 1, only11: true, fields: [whole("minor", 0, 4)] },
  { name: "RekeyConf", cid: 0x0b, direction: "down", length: 1, only11: true, fields: [whole("minor", 0, 4)] },
  {
    name: "ADRParamSetupReq",
    cid: 0x0c,
    direction: "down",
    length: 1,
    only11: true,
    fields: [whole("limitExp", 4, 4), whole("delayExp", 0, 4)],
  },
  { name: "ADRParamSetupAns", cid: 0x0c, direction: "up", only11: true, ...bare },
  { name: "DeviceTimeReq", cid: 0x0d, direction: "up", ...bare },
  {
    name: "DeviceTimeAns",
    cid: 0x0d,
    direction: "down",
    length: 5,
    fields: [whole("gpsTimeS", 0, 32), { key: "fractionS", bit: 32, width: 8, kind: "fraction" }],
  },
  {
    name: "ForceRejoinReq",
    cid: 0x0e,
    direction: "down",
    length: 2,
    only11: true,
    fields: [whole("dataRate", 0, 4), whole("rejoinType", 4, 3), whole("maxRetries", 8, 3), whole("period", 11, 3)],
  },
  {
    name: "RejoinParamSetupReq",
    cid: 0x0f,
    direction: "down",
    length: 1,
    only11: true,
    fields: [whole("maxTimeN", 4, 4), whole("maxCountN", 0, 4)],
  },
  { name: "RejoinParamSetupAns", cid: 0x0f, direction: "up", length: 1, only11: true, fields: [flag("timeOk", 0)] },
  { name: "PingSlotInfoReq", cid: 0x10, direction: "up", length: 1, fields: [whole("periodicity", 0, 3)] },
  { name: "PingSlotInfoAns", cid: 0x10, direction: "down", ...bare },
  {
    name: "PingSlotChannelReq",
    cid: 0x11,
    direction: "down",
    length: 4,
    fields: [frequency(0), whole("dataRate", 24, 4)],
  },
  {
    name: "PingSlotChannelAns",
    cid: 0x11,
    direction: "up",
    length: 1,
    fields: [flag("channelFrequencyOk", 0), flag("dataRateOk", 1)],
  },
  { name: "BeaconTimingReq", cid: 0x12, direction: "up", ...bare },
  {
    name: "BeaconTimingAns",
    cid: 0x12,
    direction: "down",
    length: 3,
    fields: [whole("delay", 0, 16), whole("channel", 16, 8)],
  },
  { name: "BeaconFreqReq", cid: 0x13, direction: "down", length: 3, fields: [frequency(0)] },
  { name: "BeaconFreqAns", cid: 0x13, direction: "up", length: 1, fields: [flag("beaconFrequencyOk", 0)] },
  { name: "DeviceModeInd", cid: 0x20, direction: "up", length: 1, only11: true, fields: [whole("class", 0, 8)] },
  { name: "DeviceModeConf", cid: 0x20, direction: "down", length: 1, only11: true, fields: [whole("class", 0, 8)] },
];

/** A command by its identifier, in a direction; 1.0 does not know those of 1.1. */
export function findCommand(cid: number, direction: Direction, version: "1.0" | "1.1"): MacCommandSpec | undefined {
  return MAC_COMMANDS.find(
    (spec) => spec.cid === cid && spec.direction === direction && (version === "1.1" || spec.only11 !== true),
  );
}
