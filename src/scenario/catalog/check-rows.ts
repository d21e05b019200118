import type { CurrentPoint } from "../../lora/radios/radio.ts";
import type { Issue } from "../../math/errors.ts";
import { jsonPointer, type PathStep } from "../checks/issues.ts";
import { isObject } from "../plain-json.ts";
import type { CatalogFile } from "./schema.ts";

/** Faults that the schema does not find: ranges whose ends are swapped, curves whose points are not in order. */
export function checkRows(file: CatalogFile): Issue[] {
  const curves = Object.entries(file.radios).flatMap(([name, radio]) =>
    radio.amplifiers.flatMap(({ currents }, i) => orderFaults(currents, ["radios", name, "amplifiers", i, "currents"])),
  );
  return [...rangeFaults(file, []), ...curves];
}

/** Every object with `min` and `max`, however deep; the document's depth is bounded. */
function rangeFaults(value: unknown, path: readonly PathStep[]): Issue[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => rangeFaults(item, [...path, i]));
  if (!isObject(value)) return [];
  const { min, max } = value;
  if (typeof min === "number" && typeof max === "number" && min > max) {
    const message = `expected min <= max, got ${min} and ${max}`;
    return [{ code: "out-of-range", where: jsonPointer(path), message }];
  }
  return Object.entries(value).flatMap(([key, inner]) => rangeFaults(inner, [...path, key]));
}

function orderFaults(points: readonly CurrentPoint[], path: readonly PathStep[]): Issue[] {
  const at = points.findIndex((point, i) => i > 0 && point.txPowerDbm <= points[i - 1].txPowerDbm);
  if (at < 0) return [];
  const message = `expected powers in ascending order, got ${points[at].txPowerDbm} after ${points[at - 1].txPowerDbm}`;
  return [{ code: "out-of-order", where: jsonPointer([...path, at, "txPowerDbm"]), message }];
}
