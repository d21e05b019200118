import { InputError } from "../../math/errors.ts";

/** Ground along a path as it was measured: distances ascend from 0, steps may differ. */
export interface MeasuredProfile {
  readonly distanceM: Float64Array;
  /** m above mean sea level. */
  readonly elevationM: Float64Array;
}

/**
 * Reads a terrain profile from JSON (`{"distanceM": […], "elevationM": […]}`) or from CSV with two columns, distance and
 * elevation in metres; a first line without numbers is its header.
 *
 * @param name the file's name, for errors
 * @throws {InputError} `bad-profile` with the place: unreadable, unequal lengths, fewer than three points, no ascending order
 */
export function parseProfileText(text: string, name: string): MeasuredProfile {
  const profile = text.trimStart().startsWith("{") ? parseJson(text, name) : parseCsv(text, name);
  checkProfile(profile, name);
  return profile;
}

function fault(where: string, message: string, cause?: unknown): InputError {
  const hint = 'JSON {"distanceM": [0, 90, …], "elevationM": [12, 15, …]} or CSV lines "distance,elevation", in metres';
  return new InputError({ code: "bad-profile", where, message, hint }, { cause });
}

function parseJson(text: string, name: string): MeasuredProfile {
  let parsed: Record<string, unknown>;
  try {
    parsed = JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw fault(name, `not JSON: ${cause instanceof Error ? cause.message : cause}`, cause);
  }
  return {
    distanceM: numbersAt(parsed, "distanceM", name),
    elevationM: numbersAt(parsed, "elevationM", name),
  };
}

function numbersAt(parsed: Record<string, unknown>, key: string, name: string): Float64Array {
  const list = parsed[key];
  if (!Array.isArray(list)) throw fault(`${name}: /${key}`, "expected a list of numbers");
  const bad = list.findIndex((value) => typeof value !== "number" || !Number.isFinite(value));
  if (bad >= 0) throw fault(`${name}: /${key}/${bad}`, `expected a number, got ${JSON.stringify(list[bad])}`);
  return Float64Array.from(list as number[]);
}

function parseCsv(text: string, name: string): MeasuredProfile {
  const distances: number[] = [];
  const elevations: number[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "") return;
    const cells = line.split(/[,;\t]/).map((cell) => (cell.trim() === "" ? Number.NaN : Number(cell)));
    const isHeader = index === 0 && cells.every(Number.isNaN);
    if (isHeader) return;
    if (cells.length < 2 || !Number.isFinite(cells[0]) || !Number.isFinite(cells[1])) {
      throw fault(`${name}: line ${index + 1}`, `expected two numbers, got "${line.slice(0, 40)}"`);
    }
    distances.push(cells[0]);
    elevations.push(cells[1]);
  });
  return { distanceM: Float64Array.from(distances), elevationM: Float64Array.from(elevations) };
}

function checkProfile({ distanceM, elevationM }: MeasuredProfile, name: string): void {
  if (distanceM.length !== elevationM.length) {
    throw fault(name, `expected as many elevations as distances, got ${elevationM.length} and ${distanceM.length}`);
  }
  if (distanceM.length < 3) throw fault(name, `expected three points or more, got ${distanceM.length}`);
  if (distanceM[0] !== 0) throw fault(name, `expected the first distance to be 0, got ${distanceM[0]}`);
  const unordered = distanceM.findIndex((distance, i) => i > 0 && !(distance > distanceM[i - 1]));
  if (unordered > 0)
    throw fault(name, `expected ascending distances, got ${distanceM[unordered]} at point ${unordered + 1}`);
}

/** A profile with equal steps, as propagation models take it. */
export interface EvenProfile {
  readonly stepM: number;
  readonly elevationM: Float64Array;
}

/**
 * Steps within this share of each other count as equal: distances are often written rounded to the metre.
 */
const EVEN_TOLERANCE = 0.02;

/**
 * The profile at equal steps. One that has them already keeps its points; any other is interpolated linearly at its smallest
 * step, so that no ridge is lost, with at most 100,000 points.
 */
export function evenProfile({ distanceM, elevationM }: MeasuredProfile): EvenProfile {
  const last = distanceM.length - 1;
  const lengthM = distanceM[last];
  let shortestM = Number.POSITIVE_INFINITY;
  let longestM = 0;
  for (let i = 1; i <= last; i++) {
    shortestM = Math.min(shortestM, distanceM[i] - distanceM[i - 1]);
    longestM = Math.max(longestM, distanceM[i] - distanceM[i - 1]);
  }
  if (longestM - shortestM <= EVEN_TOLERANCE * longestM) return { stepM: lengthM / last, elevationM };
  const steps = Math.min(100_000, Math.ceil(lengthM / shortestM));
  const even = new Float64Array(steps + 1);
  for (let i = 0, from = 0; i <= steps; i++) {
    const atM = (lengthM * i) / steps;
    while (from < last - 1 && distanceM[from + 1] < atM) from++;
    const share = (atM - distanceM[from]) / (distanceM[from + 1] - distanceM[from]);
    even[i] = elevationM[from] + Math.min(1, share) * (elevationM[from + 1] - elevationM[from]);
  }
  return { stepM: lengthM / steps, elevationM: even };
}
