import { type PacketSettings, packetSuccess } from "../../lora/packet-success.ts";
import { REQUIRED_SNR_DB } from "../../lora/snr-threshold.ts";
import { InputError, requireRange } from "../../math/errors.ts";
import { normalProbability } from "../../math/normal.ts";

/** How the received power changes from packet to packet, besides shadowing: not at all, or by many echoes and no direct ray. */
export type Fading = "none" | "rayleigh";
export const FADINGS = ["none", "rayleigh"] as const satisfies readonly Fading[];

/** How the power that a packet is received with lies around what the budget says. */
export interface FadingChannel {
  /** Standard deviation of log-normal shadowing, dB, 0 to 50. */
  readonly shadowingDb: number;
  readonly fading: Fading;
}

/** A packet without the signal-to-noise ratio that it arrives with. */
export type PacketShape = Omit<PacketSettings, "snrDb">;

/** The chance that a packet arrives, averaged over the fading channel, as a function of the median SNR in dB. It only grows. */
export type DeliveryCurve = (snrDb: number) => number;

/** Around the datasheets' threshold success rises from nothing to all within this, for every length and coding rate of packet. */
const TRANSITION_DB = { below: 10, above: 10 };
/** Steps in which the rise is followed: it takes two decibels or more, and only its product with a smooth curve is summed. */
const STEP_DB = 0.1;

/**
 * The chance of delivery as a function of the SNR, by the modem's error rates, for packets of one kind on one channel.
 *
 * With p the success in white noise and X the fade in dB, E p(snr + X) is summed by parts, as the sum over p's increments of the
 * chance that the fade leaves more than the increment's SNR.
 *
 * @throws {InputError} when the shadowing or the packet is out of range
 */
export function deliveryCurve(packet: PacketShape, channel: FadingChannel): DeliveryCurve {
  const survival = fadeSurvival(channel);
  if (survival === null) return (snrDb) => packetSuccess({ ...packet, snrDb });
  const { fromDb, increments } = risingSuccess(packet);
  return (snrDb) => {
    let share = increments[0];
    for (let i = 1; i < increments.length; i++) {
      const atDb = fromDb + (i - 0.5) * STEP_DB;
      if (increments[i] > 0) share += increments[i] * survival(atDb - snrDb);
    }
    return Math.min(share, 1);
  };
}

/** Success at the first SNR, and what each step adds to it. */
function risingSuccess(packet: PacketShape): { readonly fromDb: number; readonly increments: Float64Array } {
  const fromDb = REQUIRED_SNR_DB[packet.sf] - TRANSITION_DB.below;
  const steps = Math.round((TRANSITION_DB.below + TRANSITION_DB.above) / STEP_DB);
  const increments = new Float64Array(steps + 1);
  let last = 0;
  for (let i = 0; i <= steps; i++) {
    const success = packetSuccess({ ...packet, snrDb: fromDb + i * STEP_DB });
    increments[i] = success - last;
    last = success;
  }
  return { fromDb, increments };
}

/** Probability that the fade leaves a packet with more than `xDb` over the median SNR; null when there is no fade. */
function fadeSurvival({ shadowingDb, fading }: FadingChannel): ((xDb: number) => number) | null {
  requireRange("shadowingDb", shadowingDb, 0, 50);
  if (fading === "rayleigh") return shadowingDb === 0 ? rayleighSurvival : shadowedRayleighSurvival(shadowingDb);
  return shadowingDb === 0 ? null : (xDb) => shadowSurvival(-xDb / shadowingDb);
}

/** So many standard deviations out there is a billionth left. */
const CERTAIN_SIGMAS = 6;

function shadowSurvival(z: number): number {
  if (Math.abs(z) > CERTAIN_SIGMAS) return z > 0 ? 1 : 0;
  return normalProbability(z);
}

/** The power of many echoes is exponentially distributed; its mean is what the budget says. */
function rayleighSurvival(xDb: number): number {
  return Math.exp(-(10 ** (xDb / 10)));
}

/** Trapezoids over the shadowing's bell, in standard deviations: for a smooth integrand exact far beyond need. */
const BELL_REACH = 5;
const BELL_STEP = 0.25;

/** Suzuki's distribution: Rayleigh fading about a log-normal mean. */
function shadowedRayleighSurvival(shadowingDb: number): (xDb: number) => number {
  const nodes = Array.from({ length: (2 * BELL_REACH) / BELL_STEP + 1 }, (_, i) => -BELL_REACH + i * BELL_STEP);
  const weights = nodes.map((z) => Math.exp(-0.5 * z * z));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (xDb) => nodes.reduce((sum, z, i) => sum + weights[i] * rayleighSurvival(xDb - z * shadowingDb), 0) / total;
}

/** Above the threshold by so much that what is still lost is beyond any statement. */
const SEARCH_REACH_DB = 400;
const SEARCH_STEPS = 60;

/**
 * The median SNR from which on a share of the packets is delivered.
 *
 * @param reliability the share, above 0, below 1
 * @returns dB, by halving
 * @throws {InputError} when the share is out of range
 */
export function requiredSnrDb(packet: PacketShape, channel: FadingChannel, reliability: number): number {
  if (!(reliability > 0 && reliability < 1)) {
    const message = `expected a share above 0 and below 1, got ${reliability}`;
    throw new InputError({ code: "out-of-range", where: "reliability", message });
  }
  const curve = deliveryCurve(packet, channel);
  let lowDb = REQUIRED_SNR_DB[packet.sf] - SEARCH_REACH_DB;
  let highDb = REQUIRED_SNR_DB[packet.sf] + SEARCH_REACH_DB;
  for (let i = 0; i < SEARCH_STEPS; i++) {
    const middleDb = (lowDb + highDb) / 2;
    if (curve(middleDb) < reliability) lowDb = middleDb;
    else highDb = middleDb;
  }
  // The upper end: there the share is reached, at the lower one not quite.
  return highDb;
}
