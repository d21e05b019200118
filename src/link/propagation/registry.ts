import { InputError, type Issue } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import { P2108_HEIGHT_GAIN } from "./clutter/p2108-height-gain.ts";
import { P2108_SLANT } from "./clutter/p2108-slant.ts";
import { P2108_TERRESTRIAL } from "./clutter/p2108-terrestrial.ts";
import { P2109 } from "./clutter/p2109.ts";
import { BULLINGTON } from "./diffraction/bullington.ts";
import { DELTA_BULLINGTON } from "./diffraction/delta-bullington.ts";
import { DEYGOUT } from "./diffraction/deygout.ts";
import { EPSTEIN_PETERSON } from "./diffraction/epstein-peterson.ts";
import { KNIFE_EDGE } from "./diffraction/knife-edge.ts";
import { SPHERICAL_EARTH } from "./diffraction/spherical-earth.ts";
import { COST231_HATA } from "./empirical/cost231-hata.ts";
import { LOG_DISTANCE } from "./empirical/log-distance.ts";
import { OKUMURA_HATA } from "./empirical/okumura-hata.ts";
import { PLANE_EARTH } from "./empirical/plane-earth.ts";
import { TR38901 } from "./empirical/tr38901.ts";
import { FORMULA } from "./formula.ts";
import { FREE_SPACE } from "./free-space.ts";
import { ITM } from "./itm.ts";
import { ITM_AREA } from "./itm-area.ts";
import type { PropagationModel } from "./model.ts";
import { P1812 } from "./p1812.ts";
import { COST235 } from "./vegetation/cost235.ts";
import { EARLY_ITU } from "./vegetation/early-itu.ts";
import { FITU_R } from "./vegetation/fitu-r.ts";
import { P833 } from "./vegetation/p833.ts";
import { WEISSBERGER } from "./vegetation/weissberger.ts";

/** Every propagation model, in the order in which they are listed to users. A new one is a file and a line here. */
export const PROPAGATION_MODELS: readonly PropagationModel[] = [
  ITM,
  ITM_AREA,
  P1812,
  DELTA_BULLINGTON,
  FREE_SPACE,
  PLANE_EARTH,
  LOG_DISTANCE,
  OKUMURA_HATA,
  COST231_HATA,
  TR38901,
  FORMULA,
  KNIFE_EDGE,
  BULLINGTON,
  SPHERICAL_EARTH,
  DEYGOUT,
  EPSTEIN_PETERSON,
  P2108_HEIGHT_GAIN,
  P2108_TERRESTRIAL,
  P2108_SLANT,
  P2109,
  P833,
  WEISSBERGER,
  EARLY_ITU,
  COST235,
  FITU_R,
];

/**
 * The model of that name.
 *
 * @throws {InputError} code `unknown-model`, with the nearest names, or else all of them, as the hint
 */
export function findModel(name: string): PropagationModel {
  const model = PROPAGATION_MODELS.find((candidate) => candidate.name === name);
  if (model !== undefined) return model;
  const names = PROPAGATION_MODELS.map((candidate) => candidate.name);
  const near = nearestNames(name, names);
  throw new InputError({
    code: "unknown-model",
    where: "model",
    message: `unknown propagation model "${name}"`,
    hint: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known models: ${names.join(", ")}`,
  });
}

/** The models that give the whole loss of a path: what coverage, links and paths can be computed with. */
export const PATH_MODELS: readonly PropagationModel[] = PROPAGATION_MODELS.filter(({ kind }) => kind !== "excess");
/** The models whose loss is to be added to a path's. */
export const EXCESS_MODELS: readonly PropagationModel[] = PROPAGATION_MODELS.filter(({ kind }) => kind === "excess");

/**
 * The model of that name, for the loss of a whole path.
 *
 * @throws {InputError} as {@link findModel}; code `excess-loss` for a model whose loss is to be added to a path's
 */
export function findPathModel(name: string): PropagationModel {
  const model = findModel(name);
  if (model.kind === "excess") throw new InputError({ ...excessLoss(model), where: "model" });
  return model;
}

/** Why an excess model cannot stand for a path's. */
export function excessLoss({ name, title }: PropagationModel): Omit<Issue, "where"> {
  return {
    code: "excess-loss",
    message: `${name} (${title}) gives a loss to add to a path's, not the loss of a path`,
    hint: `models of a whole path: ${PATH_MODELS.map((model) => model.name).join(", ")}`,
  };
}

/**
 * Loads what the model of that name needs before its first loss: most need nothing. A name that no model has is left to
 * {@link findModel}.
 */
export async function loadModel(name: unknown): Promise<void> {
  await PROPAGATION_MODELS.find((model) => model.name === name)?.load?.();
}
