import type { Dimension } from "../../math/quantity.ts";
import { CODING_RATES } from "../parameters.ts";
import { REGULATORS } from "../radios/radio.ts";

/** One input of the battery-life estimate: enough to check a value and to make a flag of it. */
export interface EnergyInput {
  readonly kind: "number" | "integer" | "choice" | "switch" | "text";
  /** In a few words; of a switch, what it is turned from its default for. */
  readonly title: string;
  /** What a number measures; the key ends in its unit. */
  readonly dimension?: Dimension;
  /** Ends included. */
  readonly min?: number;
  readonly max?: number;
  /** Excluded. */
  readonly above?: number;
  readonly values?: readonly string[];
  readonly default?: number | string | boolean;
  /** What is taken when it is absent, where that depends on others. */
  readonly otherwise?: string;
  readonly required?: true;
  readonly group: string;
}

const DEVICE = "Device:";
const PACKET = "Packet:";
const LINK = "Link:";
const LISTENING = "Listening:";
const CURRENTS = "Currents, in place of the radio's:";
const CELL = "Cell:";

/** Every input by its key, in the order of the help. */
export const ENERGY_INPUTS = {
  radio: { kind: "text", title: "chip or module of the catalog: SX1262, RFM95W, …", group: DEVICE, required: true },
  periodS: {
    kind: "number",
    dimension: "time",
    above: 0,
    title: "from one uplink to the next",
    group: DEVICE,
    required: true,
  },
  class: { kind: "choice", values: ["A", "B", "C"], title: "LoRaWAN device class", default: "A", group: DEVICE },
  txPowerDbm: {
    kind: "number",
    dimension: "power",
    title: "power at the radio's output",
    otherwise: "14 dBm, or the radio's highest below that",
    group: DEVICE,
  },
  frequencyHz: {
    kind: "number",
    dimension: "frequency",
    above: 0,
    title: "carrier, where amplifiers differ by it",
    otherwise: "the region's first channel, 868.1 MHz, or the radio's lowest",
    group: DEVICE,
  },
  regulator: {
    kind: "choice",
    values: REGULATORS,
    title: "supply of the radio's core",
    default: "dc-dc",
    group: DEVICE,
  },
  rxBoosted: { kind: "switch", title: "receive with raised gain, at more current", default: false, group: DEVICE },

  payloadBytes: {
    kind: "integer",
    dimension: "data",
    min: 0,
    max: 255,
    title: "bytes on air between header and CRC; of LoRaWAN, the whole frame",
    group: PACKET,
  },
  appPayloadBytes: {
    kind: "integer",
    dimension: "data",
    min: 0,
    max: 242,
    title: "in its place, bytes of a LoRaWAN application: 13 bytes are added",
    group: PACKET,
  },
  region: { kind: "text", title: "LoRaWAN region: with --dr in place of the next three", group: PACKET },
  dataRate: { kind: "integer", min: 0, max: 15, title: "its data rate", group: PACKET },
  sf: { kind: "integer", min: 5, max: 12, title: "spreading factor", otherwise: "10", group: PACKET },
  bandwidthHz: {
    kind: "number",
    dimension: "frequency",
    above: 0,
    title: "bandwidth",
    otherwise: "125 kHz; 812.5 kHz for a radio of 2.4 GHz only",
    group: PACKET,
  },
  codingRate: { kind: "choice", values: CODING_RATES, title: "coding rate", otherwise: "4/5", group: PACKET },
  preambleSymbols: { kind: "integer", min: 1, max: 65_535, title: "programmed preamble", default: 8, group: PACKET },
  implicitHeader: { kind: "switch", title: "no header on air", default: false, group: PACKET },
  crc: { kind: "switch", title: "no CRC after the payload", default: true, group: PACKET },

  confirmed: {
    kind: "switch",
    title: "ask for an acknowledgement, and send again without one",
    default: false,
    group: LINK,
  },
  packetSuccess: {
    kind: "number",
    dimension: "fraction",
    above: 0,
    max: 1,
    title: "share of the transmissions that arrive",
    otherwise: "by --snr or --margin, else all",
    group: LINK,
  },
  ackSuccess: {
    kind: "number",
    dimension: "fraction",
    above: 0,
    max: 1,
    title: "share of the acknowledgements that arrive",
    default: 1,
    group: LINK,
  },
  snrDb: {
    kind: "number",
    dimension: "level",
    title: "signal-to-noise ratio at the gateway, in the bandwidth",
    group: LINK,
  },
  marginDb: { kind: "number", dimension: "level", title: "the same over the demodulator's threshold", group: LINK },
  maxTransmissions: {
    kind: "integer",
    min: 1,
    max: 15,
    title: "most transmissions of a confirmed uplink",
    default: 8,
    group: LINK,
  },
  repeats: {
    kind: "integer",
    min: 1,
    max: 15,
    title: "transmissions of an unconfirmed uplink (NbTrans)",
    default: 1,
    group: LINK,
  },
  downlinkShare: {
    kind: "number",
    dimension: "fraction",
    min: 0,
    max: 1,
    title: "share of unconfirmed transmissions that are answered",
    default: 0,
    group: LINK,
  },
  downlinkBytes: {
    kind: "integer",
    dimension: "data",
    min: 0,
    max: 255,
    title: "bytes of a downlink packet; a bare acknowledgement has 12",
    default: 12,
    group: LINK,
  },

  rxSymbols: {
    kind: "integer",
    min: 1,
    max: 255,
    title: "symbols that the receiver needs to find a preamble",
    default: 6,
    group: LISTENING,
  },
  rxErrorS: {
    kind: "number",
    dimension: "time",
    min: 0,
    max: 1,
    title: "timing error that a window must bear, either way",
    default: 0,
    group: LISTENING,
  },
  rx1DelayS: {
    kind: "number",
    dimension: "time",
    min: 0,
    max: 15,
    title: "from the uplink's end to the first window",
    default: 1,
    group: LISTENING,
  },
  downlinkWindow: {
    kind: "choice",
    values: ["1", "2"],
    title: "window in which downlinks come",
    default: "1",
    group: LISTENING,
  },
  rx2Sf: {
    kind: "integer",
    min: 5,
    max: 12,
    title: "spreading factor of the second window",
    otherwise: "12, or the region's",
    group: LISTENING,
  },
  rx2BandwidthHz: {
    kind: "number",
    dimension: "frequency",
    above: 0,
    title: "its bandwidth",
    otherwise: "125 kHz (812.5 kHz), or the region's",
    group: LISTENING,
  },
  pingSlots: {
    kind: "integer",
    min: 1,
    max: 128,
    title: "class B: ping slots in 128 s, a power of two",
    default: 1,
    group: LISTENING,
  },
  pingSf: {
    kind: "integer",
    min: 5,
    max: 12,
    title: "class B: spreading factor of beacon and ping slots",
    otherwise: "9, or the region's",
    group: LISTENING,
  },

  txCurrentA: { kind: "number", dimension: "current", above: 0, max: 10, title: "while transmitting", group: CURRENTS },
  rxCurrentA: { kind: "number", dimension: "current", above: 0, max: 10, title: "while receiving", group: CURRENTS },
  sleepCurrentA: {
    kind: "number",
    dimension: "current",
    min: 0,
    max: 10,
    title: "asleep, the whole device",
    group: CURRENTS,
  },
  wakeS: {
    kind: "number",
    dimension: "time",
    min: 0,
    title: "awake before each transmission: sensor, controller",
    default: 0,
    group: CURRENTS,
  },
  wakeCurrentA: {
    kind: "number",
    dimension: "current",
    min: 0,
    max: 10,
    title: "meanwhile",
    otherwise: "the radio's in standby",
    group: CURRENTS,
  },
  idleCurrentA: {
    kind: "number",
    dimension: "current",
    min: 0,
    max: 10,
    title: "waiting for the receive windows",
    otherwise: "as asleep",
    group: CURRENTS,
  },

  battery: {
    kind: "text",
    title: "cell of the catalog: LS14500, CR2032, AA-alkaline, …",
    otherwise: "give --capacity",
    group: CELL,
  },
  capacityMah: {
    kind: "number",
    dimension: "charge",
    above: 0,
    title: "capacity of one cell",
    otherwise: "the battery's",
    group: CELL,
  },
  voltageV: {
    kind: "number",
    dimension: "voltage",
    above: 0,
    max: 100,
    title: "voltage of all cells",
    otherwise: "the battery's, else 3.3 V",
    group: CELL,
  },
  selfDischargePerYear: {
    kind: "number",
    dimension: "fraction",
    min: 0,
    max: 1,
    title: "share of the capacity lost in a year",
    otherwise: "the battery's, else 0",
    group: CELL,
  },
  usable: {
    kind: "number",
    dimension: "fraction",
    above: 0,
    max: 1,
    title: "share of the capacity that can be used",
    default: 1,
    group: CELL,
  },
  seriesCells: { kind: "integer", min: 1, max: 12, title: "cells in series", default: 1, group: CELL },
  parallelCells: {
    kind: "integer",
    min: 1,
    max: 12,
    title: "cells (or such rows) in parallel",
    default: 1,
    group: CELL,
  },
  capacitor: { kind: "switch", title: "a capacitor carries the transmit pulse", default: false, group: CELL },
  temperatureC: {
    kind: "number",
    dimension: "scalar",
    min: -273,
    max: 200,
    title: "of the cell, °C; for remarks only",
    default: 20,
    group: CELL,
  },
} as const satisfies Record<string, EnergyInput>;

type ValueOf<I extends EnergyInput> = I["kind"] extends "number" | "integer"
  ? number
  : I["kind"] extends "switch"
    ? boolean
    : I extends { readonly values: readonly (infer Choice)[] }
      ? Choice
      : string;

type MayBeAbsent<I extends EnergyInput> = I extends { readonly default: unknown } | { readonly required: true }
  ? never
  : undefined;

type InputTable = typeof ENERGY_INPUTS;

/** Checked inputs; those without a default may be absent. */
export type EnergyInputs = {
  readonly [K in keyof InputTable]: ValueOf<InputTable[K]> | MayBeAbsent<InputTable[K]>;
};
