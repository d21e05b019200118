/** A complex tone of amplitude 1. */
export function tone(count: number, cyclesPerSample: number): Float32Array {
  const out = new Float32Array(2 * count);
  for (let n = 0; n < count; n++) {
    out[2 * n] = Math.cos(2 * Math.PI * cyclesPerSample * n);
    out[2 * n + 1] = Math.sin(2 * Math.PI * cyclesPerSample * n);
  }
  return out;
}

export function meanPower(samples: Float32Array): number {
  let sum = 0;
  for (const value of samples) sum += value * value;
  return sum / (samples.length / 2);
}

/** Share of a tone in samples: amplitude and phase as a complex number. */
export function correlate(samples: Float32Array, cyclesPerSample: number): { re: number; im: number } {
  let re = 0;
  let im = 0;
  for (let n = 0; n < samples.length / 2; n++) {
    const c = Math.cos(2 * Math.PI * cyclesPerSample * n);
    const s = Math.sin(2 * Math.PI * cyclesPerSample * n);
    re += samples[2 * n] * c + samples[2 * n + 1] * s;
    im += samples[2 * n + 1] * c - samples[2 * n] * s;
  }
  return { re: re / (samples.length / 2), im: im / (samples.length / 2) };
}

/** Greatest difference between two streams, from one sample to another. */
export function worstDifference(
  a: Float32Array,
  b: Float32Array,
  from = 0,
  to = Math.min(a.length, b.length) / 2,
): number {
  let worst = 0;
  for (let i = 2 * from; i < 2 * to; i++) worst = Math.max(worst, Math.abs(a[i] - b[i]));
  return worst;
}
