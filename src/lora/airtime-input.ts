import { InputError } from "../math/errors.ts";
import { nearestNames } from "../math/nearest-name.ts";

export type Modulation = "lora" | "fsk" | "lr-fhss";
export const MODULATIONS = ["lora", "fsk", "lr-fhss"] as const satisfies readonly Modulation[];

/** A question as it comes from outside: keys are those of the packets, or `region` and `dataRate`. */
export type AirtimeInput = Readonly<Record<string, unknown>>;

const PAYLOAD_KEYS = ["payloadBytes", "appPayloadBytes", "chip"];
const PLAN_KEYS = ["region", "dataRate", "frequencyHz", "dwellTime"];
/** Keys that a data rate settles. */
const SETTLED_KEYS = ["modulation", "sf", "bandwidthHz", "bitRateBps", "headerCount"];
const PACKET_KEYS: Readonly<Record<Modulation, readonly string[]>> = {
  lora: ["sf", "bandwidthHz", "codingRate", "preambleSymbols", "implicitHeader", "crc", "ldro", "sf6Formula"],
  fsk: ["bitRateBps", "preambleBits", "syncWordBits", "variableLength", "addressFiltering", "crcBytes"],
  "lr-fhss": ["codingRate", "headerCount", "lastBlock"],
};
const ALL_KEYS = [...new Set(["modulation", ...Object.values(PACKET_KEYS).flat(), ...PAYLOAD_KEYS, ...PLAN_KEYS])];

const FREE_KEYS = keySets((modulation) => ["modulation", ...PACKET_KEYS[modulation], ...PAYLOAD_KEYS]);
const PLANNED_KEYS = keySets((modulation) => [
  ...PACKET_KEYS[modulation].filter((key) => !SETTLED_KEYS.includes(key)),
  ...PAYLOAD_KEYS,
  ...PLAN_KEYS,
]);

function keySets(keysOf: (modulation: Modulation) => readonly string[]): Readonly<Record<Modulation, Set<string>>> {
  return { lora: new Set(keysOf("lora")), fsk: new Set(keysOf("fsk")), "lr-fhss": new Set(keysOf("lr-fhss")) };
}

/**
 * Refuses keys that say nothing about such a packet.
 *
 * @throws {InputError} `unknown-input`, `not-used` or `conflicting-inputs`
 */
export function refuseUnknownKeys(input: AirtimeInput, modulation: Modulation): void {
  const legal = (input.region === undefined ? FREE_KEYS : PLANNED_KEYS)[modulation];
  for (const key in input) {
    if (!legal.has(key) && input[key] !== undefined) throw refusal(key, input, modulation);
  }
}

function refusal(key: string, input: AirtimeInput, modulation: Modulation): InputError {
  if (input.region !== undefined && SETTLED_KEYS.includes(key)) {
    const message = `cannot be given together with region: DR${input.dataRate} of ${input.region} settles it`;
    return new InputError({ code: "conflicting-inputs", where: key, message });
  }
  if (PLAN_KEYS.includes(key)) {
    return new InputError({ code: "not-used", where: key, message: "only counts together with region" });
  }
  if (ALL_KEYS.includes(key)) {
    const hint = `keys: ${PACKET_KEYS[modulation].join(", ")}`;
    return new InputError({ code: "not-used", where: key, message: `not a setting of ${modulation}`, hint });
  }
  const near = nearestNames(key, ALL_KEYS);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known keys: ${ALL_KEYS.join(", ")}`;
  return new InputError({ code: "unknown-input", where: key, message: "unknown input", hint });
}
