/** Ground by its electrical constants. */
interface Ground {
  readonly permittivity: number;
  readonly conductivitySm: number;
}

/** Average land and sea as the Recommendations take them [P.1812-7, §4.3.3]. */
const LAND: Ground = { permittivity: 22, conductivitySm: 0.003 };
const SEA: Ground = { permittivity: 80, conductivitySm: 5 };

export type Polarization = "horizontal" | "vertical";

/** A path over a smooth earth. */
export interface SphericalPath {
  readonly frequencyHz: number;
  readonly distanceM: number;
  /** Antennas above the smooth earth, m, > 0. */
  readonly txHeightM: number;
  readonly rxHeightM: number;
  /** Share of the path over sea, 0–1. */
  readonly seaFraction: number;
  readonly polarization: Polarization;
}

/**
 * First term of the series for diffraction over a smooth earth, over land and sea by their shares.
 *
 * @param earthRadiusM on which rays are straight, m
 * @returns dB over free space; may be negative well within the horizon, where the first term alone does not hold
 * @see ITU-R P.526-15, §3.1.1; equations by their numbers in P.1812-7, §4.3.3
 */
export function firstTermLossDb(path: SphericalPath, earthRadiusM: number): number {
  const { seaFraction } = path;
  // eq. 28; a share of nothing costs nothing
  const seaDb = seaFraction > 0 ? seaFraction * firstTermOverDb(path, earthRadiusM, SEA) : 0;
  return seaFraction < 1 ? seaDb + (1 - seaFraction) * firstTermOverDb(path, earthRadiusM, LAND) : seaDb;
}

function firstTermOverDb(path: SphericalPath, earthRadiusM: number, ground: Ground): number {
  const frequencyGhz = path.frequencyHz / 1e9;
  const radiusKm = earthRadiusM / 1000;
  const admittance = surfaceAdmittance(path.polarization, frequencyGhz, radiusKm, ground);
  const beta = groundParameter(admittance);
  const distance = 21.88 * beta * Math.cbrt(frequencyGhz / (radiusKm * radiusKm)) * (path.distanceM / 1000); // eq. 31
  const heightUnit = 0.9575 * beta * Math.cbrt((frequencyGhz * frequencyGhz) / radiusKm); // eq. 32
  const txGainDb = heightGainDb(heightUnit * path.txHeightM, beta, admittance);
  const rxGainDb = heightGainDb(heightUnit * path.rxHeightM, beta, admittance);
  return -distanceGainDb(distance) - txGainDb - rxGainDb; // eq. 36
}

/** K, the normalised surface admittance [eq. 29]. */
function surfaceAdmittance(
  polarization: Polarization,
  frequencyGhz: number,
  radiusKm: number,
  { permittivity, conductivitySm }: Ground,
): number {
  const lossPart = (18 * conductivitySm) / frequencyGhz;
  const horizontal = 0.036 / Math.cbrt(radiusKm * frequencyGhz) / Math.sqrt(Math.hypot(permittivity - 1, lossPart));
  return polarization === "horizontal" ? horizontal : horizontal * Math.hypot(permittivity, lossPart);
}

/** β, in which ground and polarization enter [eq. 30]. */
function groundParameter(admittance: number): number {
  const square = admittance * admittance;
  return (1 + 1.6 * square + 0.67 * square * square) / (1 + 4.5 * square + 1.53 * square * square);
}

/** F(X), dB [eq. 33]. */
function distanceGainDb(x: number): number {
  return x >= 1.6 ? 11 + 10 * Math.log10(x) - 17.6 * x : -20 * Math.log10(x) - 5.6488 * x ** 1.425;
}

/** G(Y), dB, kept above 2 + 20 log K [eq. 34 and 35]. */
function heightGainDb(y: number, beta: number, admittance: number): number {
  const b = beta * y;
  const gainDb = b > 2 ? 17.6 * Math.sqrt(b - 1.1) - 5 * Math.log10(b - 1.1) - 8 : 20 * Math.log10(b + 0.1 * b * b * b);
  return Math.max(gainDb, 2 + 20 * Math.log10(admittance));
}
