import type { AntennaHeights } from "../p526/profile.ts";
import type { DuctingHeights } from "./ducting-heights.ts";
import type { PathHorizons } from "./horizons.ts";
import { inlandFactor } from "./radio-climate.ts";
import type { PathZones } from "./zones.ts";

/** What ducting and layer reflection depend on at any time. */
export interface SteadyDuctingPath {
  readonly frequencyHz: number;
  readonly distanceM: number;
  /** Above sea level. */
  readonly antennas: AntennaHeights;
  /** d_ct and d_cr: over land from each antenna to the coast, m. */
  readonly coastDistancesM: readonly [number, number];
  readonly horizons: Pick<PathHorizons, "anglesRad" | "distancesM">;
  readonly zones: Pick<PathZones, "seaFraction" | "longestInlandM">;
  readonly medianEarthRadiusM: number;
}

/** What they depend on for a share of the time. */
export interface DuctingPath extends SteadyDuctingPath {
  readonly heights: DuctingHeights;
  /** β₀ */
  readonly anomalousTimePercent: number;
  /** p */
  readonly timePercent: number;
}

/**
 * Loss in periods of ducting and layer reflection, dB.
 *
 * @see ITU-R P.1812-7, §4.5, eq. 46
 */
export function ductingLossDb(path: DuctingPath): number {
  return steadyDuctingLossDb(path) + variableDuctingLossDb(path);
}

/** What of the loss is the same at all times: coupling, and what the way along the duct costs by its angle [eq. 47, eq. 50]. */
export function steadyDuctingLossDb(path: SteadyDuctingPath): number {
  return couplingLossDb(path) + angularLossDb(path);
}

/** A lower bound of {@link steadyDuctingLossDb}, without a look at what stands before the antennas. */
export function leastSteadyDuctingLossDb(path: SteadyDuctingPath): number {
  const [txHorizonM, rxHorizonM] = path.horizons.distancesM;
  const openDb = openCouplingLossDb(path.frequencyHz, txHorizonM + rxHorizonM);
  const seaDb = path.zones.seaFraction < LEAST_SEA_FRACTION ? 0 : 2 * GREATEST_SEA_COUPLING_DB;
  return openDb - seaDb + angularLossDb(path);
}

/** What of the loss depends on the share of the time: A(p), with the share that ducts take over this terrain [eq. 53 to 56]. */
export function variableDuctingLossDb(path: DuctingPath): number {
  const { distanceM, timePercent } = path;
  const ductedTimePercent = path.anomalousTimePercent * geometryFactor(path) * roughnessFactor(path); // eq. 54
  return ductingTimeVariationDb({ distanceM, timePercent, ductedTimePercent });
}

/** A_f: into the duct and out of it [eq. 47]. */
function couplingLossDb({ frequencyHz, antennas, coastDistancesM, horizons, zones }: SteadyDuctingPath): number {
  const frequencyGhz = frequencyHz / 1e9;
  const [txHorizonM, rxHorizonM] = horizons.distancesM;
  return (
    openCouplingLossDb(frequencyHz, txHorizonM + rxHorizonM) +
    siteShieldingDb(frequencyGhz, horizons.anglesRad[0], txHorizonM) +
    siteShieldingDb(frequencyGhz, horizons.anglesRad[1], rxHorizonM) +
    seaCouplingDb(zones.seaFraction, coastDistancesM[0], txHorizonM, antennas.txM) +
    seaCouplingDb(zones.seaFraction, coastDistancesM[1], rxHorizonM, antennas.rxM)
  );
}

/** A_f of antennas with nothing before them, no sea either. */
function openCouplingLossDb(frequencyHz: number, horizonsM: number): number {
  const frequencyGhz = frequencyHz / 1e9;
  const longWavesDb = frequencyGhz < 0.5 ? 45.375 - 137 * frequencyGhz + 92.5 * frequencyGhz * frequencyGhz : 0; // eq. 47a
  return 102.45 + 20 * Math.log10(frequencyGhz * (horizonsM / 1000)) + longWavesDb;
}

/** A_st or A_sr: terrain before an antenna shields it from the duct [eq. 48]. */
function siteShieldingDb(frequencyGhz: number, angleRad: number, horizonM: number): number {
  const horizonKm = horizonM / 1000;
  const angleMrad = 1000 * angleRad - 0.1 * horizonKm; // eq. 48a
  if (angleMrad <= 0) return 0;
  return (
    20 * Math.log10(1 + 0.361 * angleMrad * Math.sqrt(frequencyGhz * horizonKm)) +
    0.264 * angleMrad * Math.cbrt(frequencyGhz)
  );
}

/** Over less sea than this there is no coupling through it. */
const LEAST_SEA_FRACTION = 0.75;
/** As far as {@link seaCouplingDb} can go below 0 at each end. */
const GREATEST_SEA_COUPLING_DB = 6;

/** A_ct or A_cr: ducts over sea are entered easily from a low antenna near the coast [eq. 49]. */
function seaCouplingDb(seaFraction: number, coastM: number, horizonM: number, antennaAmslM: number): number {
  if (seaFraction < LEAST_SEA_FRACTION || coastM > horizonM || coastM > 5000) return 0;
  const coastKm = coastM / 1000;
  return -3 * Math.exp(-0.25 * coastKm * coastKm) * (1 + Math.tanh(0.07 * (50 - antennaAmslM)));
}

/** Along the duct, by the angle between the horizons: A_d(p) without A(p) [eq. 50]. */
function angularLossDb({ frequencyHz, distanceM, horizons, medianEarthRadiusM }: SteadyDuctingPath): number {
  const { anglesRad, distancesM } = horizons;
  const specificDb = 5e-5 * (medianEarthRadiusM / 1000) * Math.cbrt(frequencyHz / 1e9); // eq. 51, dB/mrad
  const txAngle = Math.min(1000 * anglesRad[0], 0.1 * (distancesM[0] / 1000)); // eq. 52a, mrad
  const rxAngle = Math.min(1000 * anglesRad[1], 0.1 * (distancesM[1] / 1000));
  return specificDb * ((1000 * distanceM) / medianEarthRadiusM + txAngle + rxAngle); // eq. 52
}

/**
 * A(p): how the loss along the duct varies over time, dB. It grows as the ducted share of the time falls.
 *
 * @param ductedTimePercent β, at most β₀
 * @see ITU-R P.1812-7, §4.5, eq. 53
 */
export function ductingTimeVariationDb(path: {
  readonly distanceM: number;
  readonly timePercent: number;
  readonly ductedTimePercent: number;
}): number {
  const distanceKm = path.distanceM / 1000;
  const beta = path.ductedTimePercent;
  const logBeta = Math.log10(beta);
  const gamma =
    (1.076 / (2.0058 - logBeta) ** 1.012) *
    Math.exp(-(9.51 - 4.8 * logBeta + 0.198 * logBeta * logBeta) * 1e-6 * distanceKm ** 1.13); // eq. 53a
  const ratio = path.timePercent / beta;
  return -12 + (1.2 + 3.7e-3 * distanceKm) * Math.log10(ratio) + 12 * ratio ** gamma;
}

/** μ₂: low antennas over a long path leave the duct [eq. 55]. */
function geometryFactor({ distanceM, heights, medianEarthRadiusM, zones }: DuctingPath): number {
  const distanceKm = distanceM / 1000;
  const tau = inlandFactor(zones.longestInlandM);
  const alpha = Math.max(-3.4, -0.6 - 3.5e-9 * distanceKm ** 3.1 * tau); // eq. 55a
  const [txM, rxM] = heights.effectiveHeightsM;
  const rootsM = Math.sqrt(txM) + Math.sqrt(rxM);
  return Math.min(1, ((500 / (medianEarthRadiusM / 1000)) * (distanceKm / rootsM) ** 2) ** alpha);
}

/** μ₃: rough ground breaks the duct [eq. 56]. */
function roughnessFactor({ distanceM, heights, horizons }: DuctingPath): number {
  if (heights.roughnessM <= 10) return 1;
  const betweenKm = Math.min((distanceM - horizons.distancesM[0] - horizons.distancesM[1]) / 1000, 40); // eq. 56a
  return Math.exp(-4.6e-5 * (heights.roughnessM - 10) * (43 + 6 * betweenKm));
}
