import type { CodingRate, SpreadingFactor } from "../lora/parameters.ts";
import { isObject } from "./plain-json.ts";

/** Settings that a caller (a flag, a web form) puts in place of the file's. They are checked as if the file held them. */
export interface ScenarioOverrides {
  readonly coverage?: number;
  readonly marginDb?: number;
  readonly probability?: number | null;
  readonly redundancy?: number;
  readonly maxGateways?: number | null;
  readonly budget?: number | null;
  readonly radiusM?: number | null;
  readonly resolutionM?: number;
  readonly frequencyHz?: number;
  readonly sf?: SpreadingFactor;
  readonly bandwidthHz?: number;
  readonly codingRate?: CodingRate;
}

const SECTIONS = {
  coverage: "goal",
  marginDb: "goal",
  probability: "goal",
  redundancy: "goal",
  maxGateways: "goal",
  budget: "goal",
  radiusM: "propagation",
  resolutionM: "terrain",
  frequencyHz: "radio",
  sf: "radio",
  bandwidthHz: "radio",
  codingRate: "radio",
} as const satisfies Record<keyof ScenarioOverrides, string>;

/** Where each override lands, as a JSON pointer: to tell a fault in a flag from one in the file. */
export const OVERRIDE_POINTERS = Object.fromEntries(
  Object.entries(SECTIONS).map(([key, section]) => [key, `/chirpscape/${section}/${key}`]),
) as Readonly<Record<keyof ScenarioOverrides, string>>;

/**
 * Writes the overrides into a document (changes it). Where the document is no collection, or a section no object, nothing is
 * written there: the checks report that anyway.
 */
export function applyOverrides(document: unknown, overrides: ScenarioOverrides): void {
  for (const [key, section] of Object.entries(SECTIONS)) {
    const value = overrides[key as keyof ScenarioOverrides];
    if (value === undefined || !isObject(document)) continue;
    const settings = memberObject(document, "chirpscape");
    const target = settings && memberObject(settings, section);
    if (target) target[key] = value;
  }
}

/** The object under a key, made when absent; null when something else is there. */
function memberObject(parent: Record<string, unknown>, key: string): Record<string, unknown> | null {
  if (parent[key] === undefined) parent[key] = {};
  const member = parent[key];
  return isObject(member) ? member : null;
}
