import { CODING_RATES } from "../lora/parameters.ts";
import { CABLE_NAMES } from "./cable.ts";
import { NOISE_ENVIRONMENT_NAMES } from "./noise/p372.ts";
import type { InputSpec } from "./propagation/model.ts";
import type { InputValues } from "./propagation/read-input.ts";

/** Semtech's figure for its receivers and reference gateways (AN1200.22, link budget). */
export const DEFAULT_NOISE_FIGURE_DB = 6;
/** What LoRaWAN uses in nearly all regions. */
export const DEFAULT_BANDWIDTH_HZ = 125e3;
/** A reading and its time in a LoRaWAN frame: seven bytes and the thirteen of the protocol. */
export const DEFAULT_PAYLOAD_BYTES = 20;
/** The share of the places at a cell's edge for which coverage is usually stated. */
export const DEFAULT_AVAILABILITY = 0.9;
/** Without a model the loss is that of free space: the least there can be. */
export const DEFAULT_LINK_MODEL = "free-space";

const power = (title: string) => ({ kind: "number", title, unit: "dBm", min: -200, max: 100, optional: true }) as const;
const gain = (title: string) => ({ kind: "number", title, unit: "dBi", min: -100, max: 100, default: 0 }) as const;
const loss = (title: string) => ({ kind: "number", title, unit: "dB", min: 0, max: 500, default: 0 }) as const;
const vswr = (title: string) => ({ kind: "number", title, min: 1, max: 1000, default: 1 }) as const;
const cable = (title: string) => ({ kind: "choice", title, values: CABLE_NAMES, optional: true }) as const;
const cableLength = (title: string) =>
  ({ kind: "number", title, unit: "m", min: 0, max: 10_000, optional: true }) as const;
const noiseFigure = (title: string) =>
  ({ kind: "number", title, unit: "dB", min: 0, max: 100, optional: true }) as const;
const noise = (title: string) => ({ kind: "choice", title, values: NOISE_ENVIRONMENT_NAMES, optional: true }) as const;

/** Every input of a link but those of the propagation model. The transmitter is the device, the receiver the gateway. */
export const LINK_INPUTS = {
  txPowerDbm: power("power at the transmitter's output; default: the most that radio and region allow"),
  txGainDbi: gain("gain of the transmitter's antenna"),
  txLossDb: loss("losses between transmitter and antenna, besides cable and mismatch"),
  txVswr: vswr("standing-wave ratio of the transmitter's antenna"),
  txCable: cable("cable between transmitter and antenna"),
  txCableLengthM: cableLength("its length"),
  rxGainDbi: gain("gain of the receiver's antenna"),
  rxLossDb: loss("losses between antenna and receiver, besides cable and mismatch"),
  rxVswr: vswr("standing-wave ratio of the receiver's antenna"),
  rxCable: cable("cable between antenna and receiver"),
  rxCableLengthM: cableLength("its length"),
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", above: 0, max: 300e9, optional: true },
  sf: { kind: "number", title: "spreading factor", integer: true, min: 5, max: 12, optional: true },
  bandwidthHz: { kind: "number", title: "bandwidth", unit: "Hz", above: 0, max: 10e6, optional: true },
  codingRate: { kind: "choice", title: "coding rate", values: CODING_RATES, optional: true },
  noiseFigureDb: noiseFigure(
    `noise figure of the receiver; default: what its datasheet gives, else ${DEFAULT_NOISE_FIGURE_DB}`,
  ),
  ambientNoise: noise("surroundings whose noise the receiver's antenna picks up"),
  downlinkTxPowerDbm: power("power of the receiving end when it sends: gives the downlink too"),
  downlinkNoiseFigureDb: noiseFigure("noise figure of the transmitting end when it receives; default: as above"),
  downlinkAmbientNoise: noise("surroundings of the transmitting end when it receives; default: the same"),
  pathLossDb: {
    kind: "number",
    title: "path loss, in place of a distance",
    unit: "dB",
    min: 0,
    max: 500,
    optional: true,
  },
  distanceM: { kind: "number", title: "distance, for the propagation model", unit: "m", above: 0, optional: true },
  model: { kind: "text", title: "propagation model", optional: true },
  shadowingDb: {
    kind: "number",
    title: "standard deviation of the shadowing",
    unit: "dB",
    min: 0,
    max: 50,
    default: 0,
  },
  availability: {
    kind: "number",
    title: "share of the places in which the link must work in spite of shadowing",
    min: 0.001,
    max: 0.999,
    default: DEFAULT_AVAILABILITY,
  },
  fadeMarginDb: loss("reserve against fading in time"),
  payloadBytes: {
    kind: "number",
    title: "bytes on air between header and CRC",
    integer: true,
    min: 0,
    max: 255,
    default: DEFAULT_PAYLOAD_BYTES,
  },
  radio: { kind: "text", title: "radio of the transmitting end; without a gateway, of both ends", optional: true },
  gateway: { kind: "text", title: "gateway at the receiving end", optional: true },
  region: { kind: "text", title: "regional plan of LoRaWAN, whose limits hold", optional: true },
  dataRate: { kind: "number", title: "data rate of the region", integer: true, min: 0, max: 15, optional: true },
} as const satisfies Record<string, InputSpec>;

export type LinkInputs = InputValues<typeof LINK_INPUTS>;
