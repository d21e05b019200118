/**
 * Factors of the kernel's transform, in the order in which it takes them: for each pass of radix 4 and each of its butterflies p of
 * `quarter`, cos and −sin of 2πp/length, of twice and of three times it, in six planes.
 */
export function transformTwiddles(size: number): Float32Array {
  const factors: number[] = [];
  for (let length = size; length >= 4; length /= 4) {
    const quarter = length / 4;
    for (const multiple of [1, 2, 3]) {
      const angles = Array.from({ length: quarter }, (_, p) => (2 * Math.PI * multiple * p) / length);
      factors.push(...angles.map(Math.cos), ...angles.map((angle) => -Math.sin(angle)));
    }
  }
  return Float32Array.from(factors);
}
