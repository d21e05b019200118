import { InputError } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import { type Dimension, parseQuantity } from "../../math/quantity.ts";

/** What may be said of an interferer, by the name in the text: the stage's key, and what it measures. */
const PARTS: Readonly<Record<string, Readonly<Record<string, readonly [key: string, dimension: Dimension]>>>> = {
  tone: {
    sir: ["sirDb", "level"],
    offset: ["offsetHz", "frequency"],
    delay: ["delayS", "time"],
  },
  lora: {
    sir: ["sirDb", "level"],
    sf: ["sf", "scalar"],
    delay: ["delayS", "time"],
    offset: ["offsetHz", "frequency"],
    payload: ["payloadBytes", "data"],
    bw: ["bandwidthHz", "frequency"],
    period: ["periodS", "time"],
  },
};

export const INTERFERER_FORM = "lora:sir=6dB:sf=7:delay=10ms or tone:sir=0dB:offset=20kHz";

/**
 * An interferer as one word: its kind and what is said of it, with colons between.
 *
 * @returns a channel's stage, not yet checked: see `parseChannel`
 * @throws {InputError} for another kind or part, or a value that is no quantity
 */
export async function parseInterferer(text: string, where: string): Promise<Readonly<Record<string, unknown>>> {
  const [kind, ...parts] = text.split(":");
  if (!Object.hasOwn(PARTS, kind)) {
    const message = `expected ${INTERFERER_FORM}, got "${text}"`;
    throw new InputError({ code: "bad-value", where, message });
  }
  const known = PARTS[kind];
  const stage: Record<string, unknown> = { kind };
  for (const part of parts) {
    const [name, value = ""] = part.split("=");
    if (!Object.hasOwn(known, name)) {
      const near = nearestNames(name, Object.keys(known));
      const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : undefined;
      const message = `expected one of ${Object.keys(known).join(", ")} of a ${kind} interferer, got "${part}"`;
      throw new InputError({ code: "unknown-name", where, message, hint });
    }
    const [key, dimension] = known[name];
    stage[key] = await parseQuantity(value, dimension, `${where} ${name}`);
  }
  return stage;
}
