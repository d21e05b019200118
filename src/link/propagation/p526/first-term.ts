/** Ground by its electrical constants. */
interface Ground {
  readonly permittivity: number;
  readonly conductivitySm: number;
}

/** Average land and sea as the Recommendations take them [P.1812-7, §4.3.3]. */
const LAND: Ground = { permittivity: 22, conductivitySm: 0.003 };
const SEA: Ground = { permittivity: 80, conductivitySm: 5 };

export type Polarization = "horizontal" | "vertical";

/** A carrier over a ground, with what of the first term needs neither path nor earth: worked out once for many paths. */
interface CarrierOver {
  /** K·∛a, a in km: the normalised surface admittance but for the earth's radius. */
  readonly admittance: number;
  /** ∛f, f in GHz. */
  readonly rootGhz: number;
}

/** A carrier as the first term takes it. */
export interface Carrier {
  readonly frequencyHz: number;
  readonly overLand: CarrierOver;
  readonly overSea: CarrierOver;
}

export function prepareCarrier(frequencyHz: number, polarization: Polarization): Carrier {
  const over = (ground: Ground): CarrierOver => ({
    admittance: surfaceAdmittance(polarization, frequencyHz / 1e9, ground),
    rootGhz: Math.cbrt(frequencyHz / 1e9),
  });
  return { frequencyHz, overLand: over(LAND), overSea: over(SEA) };
}

/** A path over a smooth earth. */
export interface SphericalPath {
  readonly carrier: Carrier;
  readonly distanceM: number;
  /** Antennas above the smooth earth, m, > 0. */
  readonly txHeightM: number;
  readonly rxHeightM: number;
  /** Share of the path over sea, 0–1. */
  readonly seaFraction: number;
}

/**
 * First term of the series for diffraction over a smooth earth, over land and sea by their shares.
 *
 * @param earthRadiusM on which rays are straight, m
 * @returns dB over free space; may be negative well within the horizon, where the first term alone does not hold
 * @see ITU-R P.526-15, §3.1.1; equations by their numbers in P.1812-7, §4.3.3
 */
export function firstTermLossDb(path: SphericalPath, earthRadiusM: number): number {
  const { seaFraction, carrier } = path;
  // eq. 28; a share of nothing costs nothing
  const seaDb = seaFraction > 0 ? seaFraction * firstTermOverDb(path, earthRadiusM, carrier.overSea) : 0;
  return seaFraction < 1 ? seaDb + (1 - seaFraction) * firstTermOverDb(path, earthRadiusM, carrier.overLand) : seaDb;
}

function firstTermOverDb(path: SphericalPath, earthRadiusM: number, carrier: CarrierOver): number {
  const { rootGhz } = carrier;
  const rootKm = Math.cbrt(earthRadiusM / 1000);
  const admittance = carrier.admittance / rootKm;
  const beta = groundParameter(admittance);
  const distance = ((21.88 * beta * rootGhz) / (rootKm * rootKm)) * (path.distanceM / 1000); // eq. 31
  const heightUnit = (0.9575 * beta * rootGhz * rootGhz) / rootKm; // eq. 32
  const leastGainDb = 2 + 20 * Math.log10(admittance);
  const txGainDb = Math.max(leastGainDb, heightGainDb(beta * heightUnit * path.txHeightM)); // eq. 35
  const rxGainDb = Math.max(leastGainDb, heightGainDb(beta * heightUnit * path.rxHeightM));
  return -distanceGainDb(distance) - txGainDb - rxGainDb; // eq. 36
}

/** K·∛a [eq. 29]. */
function surfaceAdmittance(
  polarization: Polarization,
  frequencyGhz: number,
  { permittivity, conductivitySm }: Ground,
): number {
  const lossPart = (18 * conductivitySm) / frequencyGhz;
  const horizontal = 0.036 / Math.cbrt(frequencyGhz) / Math.sqrt(Math.hypot(permittivity - 1, lossPart));
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

/** G(Y), dB, of B = β·Y [eq. 34]. */
function heightGainDb(b: number): number {
  return b > 2 ? 17.6 * Math.sqrt(b - 1.1) - 5 * Math.log10(b - 1.1) - 8 : 20 * Math.log10(b + 0.1 * b * b * b);
}
