import { inPlaceStage, type SampleStage } from "./stage.ts";

/** A direct-conversion receiver's own carrier in the middle of its band. */
export interface DcStage {
  readonly kind: "dc";
  /** What is added, on the scale of the samples. */
  readonly i: number;
  readonly q: number;
}

/** The two branches of a receiver that do not match. */
export interface IqImbalanceStage {
  readonly kind: "iq-imbalance";
  /** Gain of Q over I. */
  readonly gainDb: number;
  /** By how much Q is off a right angle to I. */
  readonly phaseRad: number;
}

export function createDcOffset({ i, q }: DcStage): SampleStage {
  return inPlaceStage((samples) => {
    for (let k = 0; k < samples.length; k += 2) {
      samples[k] += i;
      samples[k + 1] += q;
    }
  });
}

/**
 * I stays, Q becomes g·(Q·cos φ + I·sin φ): a mirror image of the signal appears below it by (1 + 2g·cos φ + g²)/(1 − 2g·cos φ + g²).
 *
 * @see B. Razavi, "RF Microelectronics", 2nd ed., section 4.2.5
 */
export function createIqImbalance({ gainDb, phaseRad }: IqImbalanceStage): SampleStage {
  const gain = 10 ** (gainDb / 20);
  const fromQ = gain * Math.cos(phaseRad);
  const fromI = gain * Math.sin(phaseRad);
  return inPlaceStage((samples) => {
    for (let k = 0; k < samples.length; k += 2) samples[k + 1] = fromQ * samples[k + 1] + fromI * samples[k];
  });
}
