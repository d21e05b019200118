import type { LoraChip } from "../chips.ts";
import type { CodingRate, SpreadingFactor } from "../parameters.ts";

/** How a chip makes its inner voltage: by a switching converter (a coil on the board) or a linear regulator. */
export type Regulator = "dc-dc" | "ldo";
export const REGULATORS = ["dc-dc", "ldo"] as const satisfies readonly Regulator[];

/** Both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** One point of a datasheet's curve of supply current over output power. */
export interface CurrentPoint {
  readonly txPowerDbm: number;
  /** From the supply, of the radio alone (of the whole module in a module's row). */
  readonly currentA: number;
}

/** A way out of the chip: a power amplifier with one kind of supply. */
export interface Amplifier {
  /** As the datasheet calls it. */
  readonly name: string;
  readonly regulator: Regulator;
  /** Output power that can be set, dBm. */
  readonly txPowerDbm: Range;
  /** Carrier frequencies, where it does not serve all of the radio's. */
  readonly frequencyHz?: Range;
  /** Ascending in power, at least one. */
  readonly currents: readonly CurrentPoint[];
}

/** Supply current of the receiver in LoRa mode. */
export interface ReceiveCurrent {
  readonly regulator: Regulator;
  /** With the amplifier's gain raised for best sensitivity. */
  readonly boosted: boolean;
  /** Null where the datasheet gives one figure for all bandwidths. */
  readonly bandwidthHz: number | null;
  readonly currentA: number;
}

/** Receiver sensitivity, dBm, by bandwidth (Hz) and spreading factor; holes where the source is silent. */
export type SensitivityTable = Readonly<Record<number, Readonly<Partial<Record<SpreadingFactor, number>>>>>;

/** A LoRa transceiver of an end device: a chip, or a module with its controller. */
export interface Radio {
  readonly title: string;
  readonly kind: "chip" | "module";
  /** Its modem, which decides the format of packets. */
  readonly chip: LoraChip;
  /** True when the currents include a controller that runs the protocol. */
  readonly includesController: boolean;
  readonly frequenciesHz: readonly Range[];
  readonly spreadingFactors: { readonly min: SpreadingFactor; readonly max: SpreadingFactor };
  /** Exact ones, as in `LORA_CHIP_TRAITS`. */
  readonly bandwidthsHz: readonly number[];
  /** Highest spreading factor at a bandwidth (Hz), where it is below the general one. */
  readonly maxSpreadingFactorAt?: Readonly<Record<number, SpreadingFactor>>;
  readonly codingRates: readonly CodingRate[];
  readonly amplifiers: readonly Amplifier[];
  readonly receiveCurrents: readonly ReceiveCurrent[];
  /** Awake, neither sending nor receiving. */
  readonly standbyCurrentA: number;
  /** The deepest sleep from which the protocol can go on. */
  readonly sleepCurrentA: number;
  readonly supplyV: Range;
  /** Of the receiver, dB: what its sensitivities imply, see `impliedNoiseFigureDb`. */
  readonly noiseFigureDb: number;
  readonly sensitivityDbm: SensitivityTable;
  /** Document, revision, table. */
  readonly source: string;
  /** Fields that come from general knowledge and were not checked against the source. */
  readonly unverified: readonly string[];
}

/** A gateway's concentrator: many receivers, one transmitter. It runs on the mains, so no currents are kept. */
export interface Gateway {
  readonly title: string;
  readonly frequenciesHz: readonly Range[];
  readonly bandwidthsHz: readonly number[];
  readonly txPowerDbm: Range;
  /** Packets that can be received at the same time. */
  readonly demodulators: number;
  readonly noiseFigureDb: number;
  readonly sensitivityDbm: SensitivityTable;
  readonly source: string;
  readonly unverified: readonly string[];
}

/**
 * Points of a curve that a source gives at every decibel.
 *
 * @param firstDbm power of the first current
 * @param currentsMa mA, as sources print them
 */
export function everyDb(firstDbm: number, currentsMa: readonly number[]): readonly CurrentPoint[] {
  return currentsMa.map((currentMa, i) => ({ txPowerDbm: firstDbm + i, currentA: currentMa / 1000 }));
}
