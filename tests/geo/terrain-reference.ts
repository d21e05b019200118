import { readFileSync } from "node:fs";
import { InputError } from "../../src/math/errors.ts";

/** A file of tests/reference/terrain. */
export function readTerrain(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../reference/terrain/${name}`, import.meta.url)));
}

/** The piece of real terrain that the reference GeoTIFFs hold (see SOURCE.md there). */
export function readRidge() {
  const bytes = readTerrain("ridge.int16le");
  return {
    lattice: { width: 160, height: 120, westDeg: -121.6, northDeg: 36.3, lonStepDeg: 1 / 1200, latStepDeg: 1 / 1200 },
    elevations: new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2),
  };
}

/** What a promise or a call fails with, which must be an InputError. */
export async function inputErrorOf(attempt: () => unknown): Promise<InputError> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("expected an InputError, got none");
}
