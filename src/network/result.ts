import type { GroundSummary } from "../geo/cover/ground-cover.ts";
import type { ElevationGrid, Lattice } from "../geo/grid.ts";
import type { TerrainProfilePicture } from "../geo/line-of-sight.ts";
import type { DirectionBudget } from "../link/budget.ts";
import type { Scenario, Station } from "../scenario/scenario.ts";

export type { TerrainProfilePicture } from "../geo/line-of-sight.ts";

/** Path loss from one station to every post within its radius: the raw material from which all maps are combined. */
export interface SiteLoss {
  /** Index in `scenario.stations`. */
  readonly station: number;
  /** The window of the common lattice that its disc fills. */
  readonly window: Lattice;
  /** dB, row-major over the window; NaN beyond the radius or where there is no terrain. */
  readonly lossDb: Float32Array;
  /** dB to each demand point, at that point's own place and height; NaN beyond the radius. */
  readonly demandLossDb: Float32Array;
  /**
   * The same with what the station's antenna gives less than its peak gain towards each place: what budgets count with. Absent
   * where the antenna is the same in all directions.
   */
  readonly linkLoss?: { readonly lossDb: Float32Array; readonly demandLossDb: Float32Array };
}

/** What must be covered, as points: samples of the areas first, then the devices. */
export interface DemandPoints {
  readonly count: number;
  readonly longitudeDeg: Float64Array;
  readonly latitudeDeg: Float64Array;
  readonly heightAglM: Float32Array;
  /** Weight of the point: area weight × km² of its cell, or the device's own. */
  readonly weight: Float64Array;
  /** Index of the area (points below `devicesFrom`) or of the device (the others) in the scenario. */
  readonly origin: Uint32Array;
  /** The first point that is a device. */
  readonly devicesFrom: number;
}

/** Rasters combined over the gateways in use, on one lattice that spans all of their discs. */
export interface CoverageMaps extends Lattice {
  /** Strongest received power at the device, dBm (downlink); NaN where nothing was computed. */
  readonly receivedPowerDbm: Float32Array;
  /** Least path loss, dB; NaN where nothing was computed. */
  readonly pathLossDb: Float32Array;
  /** Greatest margin among the gateways, each taken in its weaker direction, dB; NaN where nothing was computed. */
  readonly marginDb: Float32Array;
  /** Index into `Plan.gateways` of the one with the greatest margin; −1 where nothing was computed. */
  readonly bestServer: Int16Array;
  /** How many gateways reach the goal's margin; 255 where nothing was computed. */
  readonly heardCount: Uint8Array;
}

/** A device and a gateway in use that lies within its radius. */
export interface Link {
  /** Index in `scenario.devices`. */
  readonly device: number;
  /** Index in `Plan.gateways`. */
  readonly gateway: number;
  readonly distanceM: number;
  readonly uplink: DirectionBudget;
  readonly downlink: DirectionBudget;
  /** The weaker of the two, dB. */
  readonly marginDb: number;
  /** That a packet arrives, over the spread of the losses, in the weaker direction. */
  readonly successProbability: number;
  readonly covered: boolean;
  /** The best gateway of this device. */
  readonly best: boolean;
}

/** A place that is not covered, and the path to the gateway that comes nearest to covering it. */
export interface WorstSpot {
  readonly longitudeDeg: number;
  readonly latitudeDeg: number;
  /** Name of the area or device it belongs to. */
  readonly place: string;
  /** Weight of the uncovered points that this spot stands for. */
  readonly weight: number;
  /** Index in `Plan.gateways` of the best server; null when no gateway lies within its radius. */
  readonly gateway: number | null;
  readonly marginDb: number | null;
  /** From which it would be covered, dB. */
  readonly requiredMarginDb: number;
  readonly pathLossDb: number | null;
  /** From the gateway to the spot; null without a gateway. */
  readonly profile: TerrainProfilePicture | null;
  /** Why, in a sentence: "terrain 4.2 km from the gateway rises 63 m above the line of sight". */
  readonly reason: string;
}

/** A station of the scenario and what the plan made of it. */
export interface StationChoice {
  readonly station: Station;
  readonly chosen: boolean;
  /** Lies in an exclusion zone (a candidate, then never chosen). */
  readonly excluded: boolean;
  /** Weight it could cover alone, as a fraction of all weight. */
  readonly aloneWeightFraction: number;
  /** Weight that only it covers among the gateways in use (0 when not in use). */
  readonly uniqueWeightFraction: number;
}

export interface CoverageFractions {
  /** Weight of the covered demand points over the weight of all. */
  readonly weightFraction: number;
  /** Covered area samples over all area samples; null without areas. */
  readonly areaFraction: number | null;
}

/** What the gateways in use make of each demand point. */
export interface DemandReach {
  /** By how many of them it is covered. */
  readonly heardCount: Uint16Array;
  /** Of the best of them in the weaker direction, dB; NaN beyond every radius. */
  readonly marginDb: Float32Array;
  /** Of the same one; 0 beyond every radius. */
  readonly probability: Float32Array;
}

/** How surely packets of the demand arrive with the best gateway of each point. */
export interface SuccessShares {
  /** Mean of the points' probabilities by weight; a point beyond every radius has none. */
  readonly meanSuccess: number;
  /** The goal's probability, or what is reported without one. */
  readonly sureProbability: number;
  /** Weight of the points that have at least that probability over the weight of all. */
  readonly sureWeightFraction: number;
}

/** What is said of success, and what it rests on. */
export interface SuccessSummary extends SuccessShares {
  /** Standard deviation of the losses to the default device over places, dB; indoors P.2109's own comes on top. */
  readonly sigmaDb: number;
  readonly sigmaSource: string;
  /** The margin with which the default device counts as covered: the goal's, or what its probability needs, dB. */
  readonly requiredMarginDb: number;
}

export interface PlacementSummary {
  readonly status: "optimal" | "feasible" | "infeasible";
  readonly mode: "max-weight" | "min-cost";
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  /** Weight fraction that all stations together would cover: no choice reaches more. */
  readonly reachableWeightFraction: number;
  readonly trail: readonly string[];
}

/** What made a result, so that it can be made again. */
export interface Provenance {
  readonly version: string;
  readonly seed: number;
  /** The exact model at every pixel, or the sweep. */
  readonly coverageMethod: "sweep" | "exact";
  readonly modelTitle: string;
  readonly modelSource: string;
  readonly modelValidity: string;
}

/** The answer of `plan` and of `coverage` (then `placement` is null and the gateways are the existing ones). */
export interface Plan {
  readonly kind: "plan" | "coverage";
  readonly scenario: Scenario;
  readonly elevation: ElevationGrid;
  /** What stands on the ground; null where nothing is known of it. */
  readonly ground: GroundSummary | null;
  readonly stations: readonly StationChoice[];
  /** Indices in `scenario.stations` of the gateways in use: existing ones and chosen candidates, in that order. */
  readonly gateways: readonly number[];
  /** Of every station that was computed, by station index; undefined where it was not (coverage skips candidates). */
  readonly siteLoss: readonly (SiteLoss | undefined)[];
  readonly demand: DemandPoints;
  readonly demandReach: DemandReach;
  readonly maps: CoverageMaps;
  readonly placement: PlacementSummary | null;
  readonly coverage: CoverageFractions;
  readonly success: SuccessSummary;
  /** Whether the goal's coverage is reached. */
  readonly goalMet: boolean;
  readonly links: readonly Link[];
  readonly worstSpots: readonly WorstSpot[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** Seconds by stage; `coverage` is the path-loss computation alone. */
  readonly stages: Readonly<Record<string, number>>;
  readonly provenance: Provenance;
}

/** A file to be written: text is UTF-8. */
export interface OutputFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}
