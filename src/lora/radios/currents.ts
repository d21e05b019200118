import { InputError } from "../../math/errors.ts";
import type { Amplifier, CurrentPoint, Radio, Range, Regulator } from "./radio.ts";

/** Where a current between or beyond a datasheet's points comes from. */
export type CurrentBasis = "datasheet" | "interpolated" | "held" | "extrapolated";

export interface TransmitCurrent {
  readonly currentA: number;
  /** The amplifier that is used. */
  readonly amplifier: string;
  readonly basis: CurrentBasis;
}

export interface TransmitRequest {
  readonly txPowerDbm: number;
  readonly frequencyHz: number;
  readonly regulator: Regulator;
}

/**
 * Supply current while transmitting, by the amplifier that needs least among those that reach the power.
 *
 * Between two points of the datasheet the current is interpolated linearly over dBm; below the first it is held (it will be
 * less), above the last, where the power can still be set, the last slope goes on.
 *
 * @throws {InputError} `out-of-range` when no amplifier gives that power at that frequency, with the legal range
 */
export function transmitCurrent(radio: Radio, request: TransmitRequest): TransmitCurrent {
  const able = amplifiersFor(radio, request);
  const reaching = able.filter(({ txPowerDbm }) => isIn(txPowerDbm, request.txPowerDbm));
  if (reaching.length === 0) throw powerFault(radio, able, request);
  return reaching
    .map((amplifier) => ({ ...currentAt(amplifier.currents, request.txPowerDbm), amplifier: amplifier.name }))
    .reduce((least, one) => (one.currentA < least.currentA ? one : least));
}

/** Whether {@link transmitCurrent} has an answer: some amplifier of that supply gives the power at that frequency. */
export function canTransmit(radio: Radio, request: TransmitRequest): boolean {
  return amplifiersFor(radio, request).some(({ txPowerDbm }) => isIn(txPowerDbm, request.txPowerDbm));
}

/** The output powers that can be set at a frequency, dBm, whatever the regulator; null where the radio has no amplifier. */
export function transmitPowerRange(radio: Radio, frequencyHz: number): Range | null {
  const ranges = radio.amplifiers
    .filter((amplifier) => amplifier.frequencyHz === undefined || isIn(amplifier.frequencyHz, frequencyHz))
    .map(({ txPowerDbm }) => txPowerDbm);
  if (ranges.length === 0) return null;
  return { min: Math.min(...ranges.map(({ min }) => min)), max: Math.max(...ranges.map(({ max }) => max)) };
}

/**
 * Supply current while receiving.
 *
 * @param request at a bandwidth that the datasheet does not list, the next wider one counts
 */
export function receiveCurrentA(
  radio: Radio,
  request: { readonly bandwidthHz: number; readonly regulator: Regulator; readonly boosted: boolean },
): number {
  const supplied = preferred(radio.receiveCurrents, ({ regulator }) => regulator === request.regulator);
  const rows = preferred(supplied, ({ boosted }) => boosted === request.boosted);
  const wide = rows.filter(({ bandwidthHz }) => bandwidthHz === null || bandwidthHz >= request.bandwidthHz);
  const ofWidth = (row: (typeof rows)[number]) => row.bandwidthHz ?? 0;
  if (wide.length > 0) return wide.reduce((best, row) => (ofWidth(row) < ofWidth(best) ? row : best)).currentA;
  return rows.reduce((best, row) => (ofWidth(row) > ofWidth(best) ? row : best)).currentA;
}

/** Those that suit, or all when none does: a chip without a choice of regulator has rows of one kind. */
function preferred<T>(rows: readonly T[], suits: (row: T) => boolean): readonly T[] {
  const suiting = rows.filter(suits);
  return suiting.length > 0 ? suiting : rows;
}

function amplifiersFor(radio: Radio, { frequencyHz, regulator }: TransmitRequest): readonly Amplifier[] {
  const tuned = radio.amplifiers.filter((one) => one.frequencyHz === undefined || isIn(one.frequencyHz, frequencyHz));
  return preferred(tuned, (one) => one.regulator === regulator);
}

function powerFault(radio: Radio, able: readonly Amplifier[], { txPowerDbm }: TransmitRequest): InputError {
  const legal = able.map((one) => `${one.txPowerDbm.min} to ${one.txPowerDbm.max} dBm (${one.name})`).join(" or ");
  return new InputError({
    code: "out-of-range",
    where: "txPowerDbm",
    message: `${radio.title} gives ${legal}, got ${txPowerDbm} dBm`,
  });
}

function currentAt(points: readonly CurrentPoint[], powerDbm: number): { currentA: number; basis: CurrentBasis } {
  const first = points[0];
  const last = points[points.length - 1];
  if (powerDbm < first.txPowerDbm) return { currentA: first.currentA, basis: "held" };
  const upper = points.findIndex(({ txPowerDbm }) => txPowerDbm >= powerDbm);
  if (upper >= 0 && points[upper].txPowerDbm === powerDbm) {
    return { currentA: points[upper].currentA, basis: "datasheet" };
  }
  if (upper > 0) return { currentA: onLine(points[upper - 1], points[upper], powerDbm), basis: "interpolated" };
  if (points.length === 1) return { currentA: last.currentA, basis: "held" };
  return { currentA: onLine(points[points.length - 2], last, powerDbm), basis: "extrapolated" };
}

function onLine(a: CurrentPoint, b: CurrentPoint, powerDbm: number): number {
  const share = (powerDbm - a.txPowerDbm) / (b.txPowerDbm - a.txPowerDbm);
  return a.currentA + share * (b.currentA - a.currentA);
}

function isIn({ min, max }: Range, value: number): boolean {
  return value >= min && value <= max;
}
