import type { Issue } from "../../math/errors.ts";

/** A fault whose place the reader of the inputs knows. */
export type Fault = Omit<Issue, "where">;

export function isArray(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

/** What is wrong with an array of finite numbers in m, two or more; null for nothing. */
export function faultInNumbers(value: unknown, noun: "elevations" | "numbers"): Fault | null {
  if (!isArray(value)) return { code: "wrong-type", message: `expected an array of ${noun} in m, got ${show(value)}` };
  if (!(value.length >= 2)) {
    return { code: "out-of-range", message: `expected at least 2 ${noun}, got ${value.length ?? 0}` };
  }
  for (let i = 0; i < value.length; i++) {
    if (!Number.isFinite(value[i])) {
      return { code: "out-of-range", message: `expected finite ${noun}, got ${show(value[i])} at index ${i}` };
    }
  }
  return null;
}

/** What is wrong with points along a path, each a distance and a height in m; null for nothing. */
export function faultInPoints(value: unknown): Fault | null {
  if (!isArray(value)) {
    return { code: "wrong-type", message: `expected an array of points [distance, height] in m, got ${show(value)}` };
  }
  if (value.length < 2) return { code: "out-of-range", message: `expected at least 2 points, got ${value.length}` };
  let nearestM = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < value.length; i++) {
    const point = value[i];
    if (!isArray(point) || point.length !== 2 || !Number.isFinite(point[0]) || !Number.isFinite(point[1])) {
      const message = `expected a point [distance, height] of two finite numbers at index ${i}, got ${show(point)}`;
      return { code: "wrong-type", message };
    }
    const distanceM = point[0] as number;
    if (!(distanceM > nearestM)) {
      const message = `expected points of growing distance, got ${distanceM} m after ${nearestM} m at index ${i}`;
      return { code: "not-ascending", message };
    }
    nearestM = distanceM;
  }
  return null;
}

/** A value as it is shown in a fault. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
