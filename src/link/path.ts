import type { Disc } from "../geo/discs.ts";
import {
  destinationPoint,
  geodesicDistanceM,
  greatCircleDistanceM,
  initialBearingDeg,
  type LonLat,
} from "../geo/geodesy.ts";
import type { ElevationGrid } from "../geo/grid.ts";
import { describePath, type Obstacle, type TerrainProfilePicture } from "../geo/line-of-sight.ts";
import { fillGeodesicProfile } from "../geo/profile.ts";
import { InputError, requirePositive } from "../math/errors.ts";
import type { LossResult, ModelInput, ModelWarning, PropagationModel } from "./propagation/model.ts";
import { pathInputs } from "./propagation/path-inputs.ts";

/** The ground between two antennas, and where it lies if that is known. */
export interface PathGround {
  /** At equal steps from the transmitter to the receiver, m above sea level; three points or more. */
  readonly elevationM: Float64Array;
  /** Ground with what stands on it, the same points; absent for bare ground. */
  readonly surfaceM?: Float64Array;
  readonly distanceM: number;
  /** From the transmitter, clockwise from north; null for a profile that lies nowhere in particular. */
  readonly bearingDeg: number | null;
  /** Where its ends lie, if that is known. */
  readonly ends?: { readonly from: LonLat; readonly to: LonLat };
}

export interface PathRequest {
  readonly ground: PathGround;
  readonly txHeightAglM: number;
  readonly rxHeightAglM: number;
  readonly frequencyHz: number;
  readonly model: PropagationModel;
  /** The model's own inputs; those that the path gives are not among them. */
  readonly modelInputs: Readonly<Record<string, unknown>>;
}

/** Terrain, line of sight and loss of one path. */
export interface PathResult {
  readonly distanceM: number;
  readonly bearingDeg: number | null;
  readonly lineOfSight: boolean;
  /** Least clearance in first Fresnel radii. */
  readonly fresnelClearance: number;
  readonly obstacles: readonly Obstacle[];
  readonly pathLossDb: number;
  readonly model: string;
  readonly warnings: readonly ModelWarning[];
  /** The model's answer with its intermediate values. */
  readonly modelResult: LossResult;
  readonly profile: TerrainProfilePicture;
}

/** Bounds the memory of a profile: 100 km at one metre. */
const MAX_STEPS = 100_000;
/** A profile needs a point between its ends. */
const MIN_STEPS = 2;

/**
 * Elevations along the geodesic between two places.
 *
 * @param stepM wanted distance of the points, > 0; the nearest that divides the path into equal steps is taken
 * @throws {InputError} `same-place`; `out-of-range` for a bad step or more than 100,000 of them; `missing-terrain` is left to
 *   {@link computePath}
 */
export function groundBetween(grid: ElevationGrid, from: LonLat, to: LonLat, stepM: number): PathGround {
  requirePositive("resolutionM", stepM);
  requireTwoPlaces(from, to);
  const distanceM = geodesicDistanceM(from, to);
  const steps = Math.max(MIN_STEPS, Math.round(distanceM / stepM));
  if (steps > MAX_STEPS) {
    const message = `expected at most ${MAX_STEPS} steps along the path, got ${steps}`;
    throw new InputError({ code: "out-of-range", where: "resolutionM", message, hint: "take a longer step" });
  }
  const elevationM = new Float64Array(steps + 1);
  fillGeodesicProfile(grid, from, to, steps, elevationM);
  return { elevationM, distanceM, bearingDeg: initialBearingDeg(from, to), ends: { from, to } };
}

/** Spacing and radius of the discs along a path: they overlap, and are no larger than that asks, m. */
const DISC_SPACING_M = 200;
const DISC_RADIUS_M = 110;
/** Along paths beyond 400 km the discs grow apart, so that their number stays bounded. */
const MAX_DISCS = 2000;

/** Where a path needs terrain: a string of small discs, so that no tile beside it is asked for. */
export function discsAlongPath(from: LonLat, to: LonLat): Disc[] {
  requireTwoPlaces(from, to);
  // On the sphere, as the profile that is read there
  const distanceM = greatCircleDistanceM(from, to);
  const bearingDeg = initialBearingDeg(from, to);
  const count = Math.min(MAX_DISCS, Math.max(1, Math.ceil(distanceM / DISC_SPACING_M)));
  const radiusM = DISC_RADIUS_M * Math.max(1, distanceM / count / DISC_SPACING_M);
  return Array.from({ length: count + 1 }, (_, i) => ({
    center: i === count ? to : destinationPoint(from, bearingDeg, (distanceM * i) / count),
    radiusM,
  }));
}

function requireTwoPlaces(from: LonLat, to: LonLat): void {
  if (geodesicDistanceM(from, to) > 0) return;
  throw new InputError({ code: "same-place", where: "to", message: "expected two places, got the same one twice" });
}

/**
 * Describes a path and computes its loss: the plain model, not the sweep of the coverage maps.
 *
 * The ray is drawn for the standard atmosphere (4/3 earth), whatever curvature the model takes from its own inputs.
 *
 * @throws {InputError} naming the bad argument or model input; `missing-terrain` when an elevation is NaN
 */
export function computePath(request: PathRequest): PathResult {
  const { ground, txHeightAglM, rxHeightAglM, frequencyHz } = request;
  const profile = describePath({ ...ground, txHeightAglM, rxHeightAglM, frequencyHz });
  const modelResult = computeModelLoss(request);
  return {
    distanceM: ground.distanceM,
    bearingDeg: ground.bearingDeg,
    lineOfSight: profile.lineOfSight,
    fresnelClearance: profile.fresnelClearance,
    obstacles: profile.obstacles,
    pathLossDb: modelResult.lossDb,
    model: request.model.name,
    warnings: modelResult.warnings,
    modelResult,
    profile,
  };
}

/**
 * What the model says of a path, without describing the path.
 *
 * @throws {InputError} naming the model input that is bad or missing
 */
export function computeModelLoss({ model, modelInputs, ground, ...path }: PathRequest): LossResult {
  const given = pathInputs(model, {
    frequencyHz: path.frequencyHz,
    distanceM: ground.distanceM,
    txHeightM: path.txHeightAglM,
    rxHeightM: path.rxHeightAglM,
    // What a model cannot tell from the ground counts as ground
    profileM: takesObstacles(model) ? ground.elevationM : (ground.surfaceM ?? ground.elevationM),
    resolutionM: ground.distanceM / (ground.elevationM.length - 1),
    txLatitude: ground.ends?.from.latitudeDeg,
    txLongitude: ground.ends?.from.longitudeDeg,
    rxLatitude: ground.ends?.to.latitudeDeg,
    rxLongitude: ground.ends?.to.longitudeDeg,
  });
  const result = model.loss({ ...modelInputs, ...given, ...obstacleInput({ model, modelInputs, ground }) });
  return { ...result, warnings: [...result.warnings, ...surfaceWarnings(model, ground)] };
}

/** Heights above ground, one a point, for a model that takes them so. */
function obstacleInput({
  model,
  modelInputs,
  ground,
}: Pick<PathRequest, "model" | "modelInputs" | "ground">): ModelInput {
  const { elevationM, surfaceM } = ground;
  if (surfaceM === undefined || !takesObstacles(model)) return {};
  if (modelInputs.clutterHeightM !== undefined) {
    const message = "one height for all points cannot be given beside buildings and land cover, which have their own";
    throw new InputError({ code: "conflicting-inputs", where: "clutterHeightM", message });
  }
  return { clutterHeightM: Array.from(surfaceM, (topM, i) => topM - elevationM[i]) };
}

function takesObstacles({ usesCover }: PropagationModel): boolean {
  return usesCover === true;
}

function surfaceWarnings(model: PropagationModel, ground: PathGround): ModelWarning[] {
  if (ground.surfaceM === undefined || takesObstacles(model)) return [];
  if (model.usesTerrain) {
    const message = `${model.name} has no clutter of its own: what stands on the ground counts as ground between the ends`;
    return [{ code: "cover-as-ground", message }];
  }
  const message = `${model.name} reads no terrain: what stands on the ground makes no difference to its loss`;
  return [{ code: "bare-earth", message }];
}
