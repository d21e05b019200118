import type { ValidRange } from "../model.ts";

/** The way through leaves and branches; 0 is no vegetation at all. */
export function depthInput(valid: ValidRange) {
  return { kind: "number", title: "length of the path within the vegetation", unit: "m", min: 0, valid } as const;
}
