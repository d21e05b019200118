import { InputError, type Issue } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import { isJsonObject, shownValue } from "../files/json-reader.ts";
import type { ChannelStage } from "./channel.ts";
import { MULTIPATH_PROFILE_NAMES, type MultipathProfileName, profileTaps } from "./multipath-profiles.ts";
import { readTaps } from "./parse-taps.ts";
import { type Fields, readFields } from "./read-fields.ts";

/** Beyond it a linear resampler says nothing of a clock any more. */
const MAX_CLOCK_PPM = 1000;
const DOPPLER = { type: "number", min: 0, default: 0 } as const;
/** A stronger path by 6 dB: what is met outdoors with line of sight. */
const DEFAULT_K_FACTOR_DB = 6;

/** The keys of each kind of stage. */
const STAGE_FIELDS = {
  noise: { snrDb: { type: "number" } },
  carrier: { offsetHz: { type: "number", default: 0 }, driftHzPerS: { type: "number", default: 0 } },
  delay: { samples: { type: "number", min: 0 } },
  clock: { ppm: { type: "number", min: -MAX_CLOCK_PPM, max: MAX_CLOCK_PPM } },
  fading: {
    model: { type: "choice", values: ["rayleigh", "rician"] },
    kFactorDb: { type: "number", default: DEFAULT_K_FACTOR_DB },
    dopplerHz: DOPPLER,
  },
  multipath: { dopplerHz: DOPPLER, normalise: { type: "switch", default: true } },
  tone: {
    sirDb: { type: "number" },
    offsetHz: { type: "number", default: 0 },
    delayS: { type: "number", min: 0, default: 0 },
  },
  lora: {
    sirDb: { type: "number" },
    sf: { type: "number", min: 5, max: 12, whole: true },
    delayS: { type: "number", default: 0 },
    offsetHz: { type: "number", default: 0 },
    payloadBytes: { type: "number", min: 0, max: 255, whole: true, default: 16 },
    bandwidthHz: { type: "number", min: 0, above: true, default: null },
    periodS: { type: "number", min: 0, above: true, default: null },
  },
  quantise: {
    bits: { type: "number", min: 1, max: 24, whole: true },
    fullScale: { type: "number", min: 0, above: true, default: 1 },
  },
  dc: { i: { type: "number", default: 0 }, q: { type: "number", default: 0 } },
  "iq-imbalance": { gainDb: { type: "number", default: 0 }, phaseRad: { type: "number", default: 0 } },
} as const satisfies Readonly<Record<ChannelStage["kind"], Fields>>;

export const STAGE_KINDS = Object.keys(STAGE_FIELDS) as readonly ChannelStage["kind"][];

/**
 * Reads a channel from JSON: a list of stages, each with its `kind`. A multipath stage has `taps` or the name of a `profile`.
 *
 * @throws {InputError} with every fault and its JSON pointer
 * @example parseChannel([{ kind: "fading", model: "rayleigh", dopplerHz: 5 }, { kind: "noise", snrDb: -5 }])
 */
export function parseChannel(json: unknown): ChannelStage[] {
  if (!Array.isArray(json)) {
    const message = "expected a list of stages";
    throw new InputError({ code: "not-a-channel", where: "", message, hint: '[{"kind": "noise", "snrDb": -5}]' });
  }
  const issues: Issue[] = [];
  const stages = json.map((stage: unknown, k) => readStage(stage, `/${k}`, issues));
  if (issues.length > 0) throw new InputError(issues);
  return stages as ChannelStage[];
}

function readStage(input: unknown, where: string, issues: Issue[]): unknown {
  if (!isJsonObject(input)) {
    issues.push({ code: "bad-value", where, message: 'expected an object such as {"kind": "noise", "snrDb": -5}' });
    return null;
  }
  const kind = input.kind as ChannelStage["kind"];
  if (!STAGE_KINDS.includes(kind)) {
    const near = typeof kind === "string" ? nearestNames(kind, STAGE_KINDS) : [];
    const message = `expected one of ${STAGE_KINDS.join(", ")}, got ${shownValue(kind)}`;
    const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : undefined;
    issues.push({ code: "unknown-name", where: `${where}/kind`, message, hint });
    return null;
  }
  if (kind !== "multipath") return { kind, ...readFields(input, STAGE_FIELDS[kind], where, issues, ["kind"]) };
  const fields = readFields(input, STAGE_FIELDS.multipath, where, issues, ["kind", "taps", "profile"]);
  return { kind, ...fields, taps: readTapsOrProfile(input, where, issues) };
}

function readTapsOrProfile({ taps, profile }: Readonly<Record<string, unknown>>, where: string, issues: Issue[]) {
  if (profile === undefined) return readTaps(taps, `${where}/taps`, issues);
  if (taps !== undefined) {
    issues.push({ code: "conflicting-inputs", where: `${where}/taps`, message: "cannot be given with a profile" });
  }
  if (MULTIPATH_PROFILE_NAMES.includes(profile as MultipathProfileName))
    return profileTaps(profile as MultipathProfileName);
  const message = `expected one of ${MULTIPATH_PROFILE_NAMES.join(", ")}, got ${shownValue(profile)}`;
  issues.push({ code: "unknown-name", where: `${where}/profile`, message });
  return [];
}
