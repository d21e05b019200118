import { InputError } from "../math/errors.ts";
import { DEFAULT_LINK_MODEL, LINK_INPUTS, type LinkInputs } from "./link-inputs.ts";
import { missing } from "./link-radio.ts";
import type { InputSpec, ModelInput, ModelWarning, PropagationModel } from "./propagation/model.ts";
import { readInputs } from "./propagation/read-input.ts";
import { findPathModel } from "./propagation/registry.ts";
import { distanceInputs, modelRangeM } from "./range.ts";

/** A question, its keys told apart and checked. */
export interface LinkQuestion {
  readonly inputs: LinkInputs;
  /** Null when only a loss is given, or nothing of the path. */
  readonly model: PropagationModel | null;
  readonly modelInputs: ModelInput;
}

/**
 * Tells the link's inputs from those of its propagation model.
 *
 * @throws {InputError} with every key that is unknown or out of range
 */
export function readLinkInputs(input: ModelInput): LinkQuestion {
  const name = linkModelName(input);
  const model = name === null ? null : findPathModel(name);
  const values: Record<string, unknown> = readInputs(specsWith(model), input);
  const inputs: Record<string, unknown> = {};
  const modelInputs: Record<string, unknown> = {};
  for (const key in values) (Object.hasOwn(LINK_INPUTS, key) ? inputs : modelInputs)[key] = values[key];
  return { inputs: inputs as unknown as LinkInputs, model, modelInputs };
}

/** The model of a link: a formula or a distance names one by itself. */
export function linkModelName({ model, formula, distanceM }: ModelInput): string | null {
  if (typeof model === "string") return model;
  if (formula !== undefined) return "formula";
  return distanceM === undefined ? null : DEFAULT_LINK_MODEL;
}

const specsByModel = new Map<PropagationModel | null, Readonly<Record<string, InputSpec>>>();

/** The link's inputs with those of a model, none of which is missed or filled in yet: the model does that. */
function specsWith(model: PropagationModel | null): Readonly<Record<string, InputSpec>> {
  const known = specsByModel.get(model);
  if (known !== undefined) return known;
  const own = Object.entries(model?.inputs ?? {}).map(([key, spec]) => {
    const { default: _, ...rest } = spec;
    return [key, { ...rest, optional: true }] as const;
  });
  const specs = { ...Object.fromEntries(own), ...LINK_INPUTS };
  specsByModel.set(model, specs);
  return specs;
}

/** The way between the antennas. */
export interface LinkPath {
  /** Null when nothing is known of it. */
  readonly lossDb: number | null;
  readonly distanceM: number | null;
  readonly model: PropagationModel | null;
  /** What the model needs besides the distance or the profile. */
  readonly modelInputs: ModelInput;
  readonly warnings: readonly ModelWarning[];
}

/**
 * The loss of the path: given, or by the model from a distance or a terrain profile.
 *
 * @throws {InputError} when loss and distance are both given, or the model refuses its inputs
 */
export function settlePath(
  { pathLossDb, distanceM }: LinkInputs,
  { model, modelInputs, frequencyHz }: Omit<LinkQuestion, "inputs"> & { readonly frequencyHz: number | null },
): LinkPath {
  if (pathLossDb !== undefined && distanceM !== undefined) {
    const message = "cannot be given together with pathLossDb";
    throw new InputError({ code: "conflicting-inputs", where: "distanceM", message });
  }
  const { profileM, resolutionM, ...rest } = modelInputs;
  const common =
    model !== null && "frequencyHz" in model.inputs && frequencyHz !== null ? { ...rest, frequencyHz } : rest;
  const path = { lossDb: pathLossDb ?? null, distanceM: distanceM ?? null, model, modelInputs: common, warnings: [] };
  if (model === null || pathLossDb !== undefined) return path;
  if (profileM === undefined && distanceM === undefined) return path;
  if (frequencyHz === null && needsFrequency(model))
    throw missing("frequencyHz", "carrier frequency, for the path loss");
  if (profileM !== undefined) {
    if (distanceM !== undefined) {
      const message = "cannot be given together with a terrain profile, which has its own length";
      throw new InputError({ code: "conflicting-inputs", where: "distanceM", message });
    }
    const { lossDb, warnings } = model.loss({ ...common, profileM, resolutionM });
    return {
      ...path,
      lossDb,
      warnings,
      distanceM: (resolutionM as number) * ((profileM as ArrayLike<number>).length - 1),
    };
  }
  const { lossDb, warnings } = model.loss({ ...common, ...distanceInputs(model, distanceM as number) });
  return { ...path, lossDb, warnings: [...warnings, ...(model.usesTerrain ? [levelGround(model)] : [])] };
}

function needsFrequency({ inputs }: PropagationModel): boolean {
  return inputs.frequencyHz !== undefined && inputs.frequencyHz.optional !== true;
}

function levelGround({ name }: PropagationModel): ModelWarning {
  const message = `${name} is asked about level ground at sea level: give a terrain profile for a real path`;
  return { code: "level-ground", message };
}

/** How far the link reaches by its model; null without one, or where nothing bounds it. */
export function rangeOf({ model, modelInputs }: LinkPath, maxPathLossDb: number): number | null {
  if (model === null || (needsFrequency(model) && modelInputs.frequencyHz === undefined)) return null;
  return modelRangeM(model, modelInputs, maxPathLossDb);
}
