import { REQUIRED_SNR_DB } from "../lora/snr-threshold.ts";
import { normalProbability } from "../math/normal.ts";
import { deliveryCurve, type PacketShape } from "./configuration/delivery.ts";
import { type P2109Building, p2109EntryLossDb } from "./propagation/clutter/p2109.ts";

/** How a loss into a building lies about the one that is counted, over buildings and places within. */
export interface EntryChoice {
  readonly frequencyHz: number;
  readonly building: P2109Building;
  /** Share of the places that lose at most what is counted, above 0, below 1. */
  readonly probability: number;
}

/** How losses at single places lie about the predicted one. */
export interface LossSpread {
  /** Standard deviation over places, dB, 0 to 50: log-normal shadowing. */
  readonly sigmaDb: number;
  /** Null outdoors. */
  readonly entry: EntryChoice | null;
}

/** The probability that a packet arrives, over the signal-to-noise ratio that the prediction gives. It only grows. */
export interface SuccessCurve {
  /** Of the first entry, dB. */
  readonly fromDb: number;
  readonly stepDb: number;
  readonly table: Float64Array;
}

/** Success rises over two decibels or more: a line between entries misses it by less than 3e-4. */
const LEAST_STEP_DB = 0.05;
/** A spread makes it smoother: with so many entries in a standard deviation the line misses it by less than 2e-5. */
const STEPS_PER_SIGMA = 40;
/** Without any spread all of the rise lies within this of the datasheets' threshold. */
const RISE_DB = 10;
/** Standard deviations beyond which nothing is left to say. */
const REACH_SIGMAS = 6;

/**
 * Integrates the success of packets over the spread of the losses: E p(snr − σX − Y), with X a normal deviate and Y what an entry
 * loss drawn from P.2109's distribution has more than the one that is counted. Both are taken as independent.
 *
 * @throws {InputError} when the spread, the packet or the entry's probability is out of range
 * @see ITU-R P.1812-7, §4.9, which adds the two variances: here P.2109's distribution is taken as it is, which is not normal
 */
export function successCurve(packet: PacketShape, spread: LossSpread): SuccessCurve {
  const middleDb = REQUIRED_SNR_DB[packet.sf];
  const reachDb = RISE_DB + REACH_SIGMAS * spread.sigmaDb;
  const outdoors = deliveryCurve(packet, { shadowingDb: spread.sigmaDb, fading: "none" });
  const stepDb = Math.max(LEAST_STEP_DB, spread.sigmaDb / STEPS_PER_SIGMA);
  const open = tabulate(outdoors, { fromDb: middleDb - reachDb, toDb: middleDb + reachDb, stepDb });
  if (spread.entry === null) return open;
  const { offsetsDb, weights } = entryOffsets(spread.entry);
  const indoors = (snrDb: number) => {
    let share = 0;
    for (let i = 0; i < weights.length; i++) share += weights[i] * successAt(open, snrDb - offsetsDb[i]);
    return share;
  };
  // Where the entry loss is the least there is, less power is enough; at the greatest, more is needed
  const most = offsetsDb[offsetsDb.length - 1];
  return tabulate(indoors, { fromDb: open.fromDb + offsetsDb[0], toDb: middleDb + reachDb + most, stepDb });
}

function tabulate(
  curve: (snrDb: number) => number,
  { fromDb, toDb, stepDb }: { readonly fromDb: number; readonly toDb: number; readonly stepDb: number },
): SuccessCurve {
  const entries = Math.ceil((toDb - fromDb) / stepDb) + 1;
  return { fromDb, stepDb, table: Float64Array.from({ length: entries }, (_, i) => curve(fromDb + i * stepDb)) };
}

/** The probability at a signal-to-noise ratio, dB; NaN for NaN. */
export function successAt({ fromDb, stepDb, table }: SuccessCurve, snrDb: number): number {
  const u = (snrDb - fromDb) / stepDb;
  if (u <= 0) return table[0];
  const last = table.length - 1;
  if (u >= last) return table[last];
  const i = Math.floor(u);
  return table[i] + (u - i) * (table[i + 1] - table[i]);
}

/**
 * The least signal-to-noise ratio, dB, with which packets arrive with a probability; Infinity when none gives it.
 *
 * @param probability above 0, below 1
 */
export function snrForSuccessDb({ fromDb, stepDb, table }: SuccessCurve, probability: number): number {
  if (table[0] >= probability) return fromDb;
  let low = 0;
  let high = table.length - 1;
  if (!(table[high] >= probability)) return Number.POSITIVE_INFINITY;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (table[middle] >= probability) high = middle;
    else low = middle;
  }
  return fromDb + (low + (probability - table[low]) / (table[high] - table[low])) * stepDb;
}

/** Trapezoids over the normal bell, in standard deviations. */
const BELL_REACH = 5;
const BELL_STEP = 0.125;

/** What an entry loss has more than the counted one, ascending, with the share of the places for each. */
function entryOffsets({ frequencyHz, building, probability }: EntryChoice): {
  readonly offsetsDb: Float64Array;
  readonly weights: Float64Array;
} {
  const lossAt = (share: number) => p2109EntryLossDb({ frequencyHz, building, probability: share, elevationDeg: 0 });
  const countedDb = lossAt(probability);
  const deviates = Float64Array.from(
    { length: (2 * BELL_REACH) / BELL_STEP + 1 },
    (_, i) => -BELL_REACH + i * BELL_STEP,
  );
  const density = deviates.map((z) => Math.exp(-0.5 * z * z));
  const total = density.reduce((sum, one) => sum + one, 0);
  return {
    offsetsDb: deviates.map((z) => lossAt(normalProbability(z)) - countedDb),
    weights: density.map((one) => one / total),
  };
}
