import { inPlaceStage, type SampleStage } from "./stage.ts";

/** An analogue-to-digital converter on I and one on Q. */
export interface QuantiseStage {
  readonly kind: "quantise";
  readonly bits: number;
  /** Amplitude at which it clips. */
  readonly fullScale: number;
}

/**
 * Rounds to the nearest of 2^bits codes, −2^(bits−1) to 2^(bits−1) − 1 (two's complement, a code at zero), and clips beyond them.
 * A sine that just does not clip comes out at 6.02·bits + 1.76 dB (W. Bennett, "Spectra of quantized signals", 1948).
 */
export function createQuantiser({ bits, fullScale }: QuantiseStage): SampleStage {
  const codes = 2 ** (bits - 1);
  const step = fullScale / codes;
  return inPlaceStage((samples) => {
    for (let i = 0; i < samples.length; i++) {
      samples[i] = step * Math.min(Math.max(Math.round(samples[i] / step), -codes), codes - 1);
    }
  });
}
