/** How the field of an antenna swings: along a line, 45° off the vertical to either side, or round and round. */
export type Polarization = "vertical" | "horizontal" | "slant-right" | "slant-left" | "rhcp" | "lhcp";
export const POLARIZATIONS = [
  "vertical",
  "horizontal",
  "slant-right",
  "slant-left",
  "rhcp",
  "lhcp",
] as const satisfies readonly Polarization[];

/**
 * The most that crossed antennas lose, dB: real antennas send a little of the other polarization, and surroundings turn more.
 * Makers of base-station antennas state 15 to 25 dB of cross-polar discrimination on the beam's axis.
 */
export const CROSS_POLAR_DISCRIMINATION_DB = 20;

/** The angle of each linear polarization from the vertical, degrees. */
const LINEAR_DEG: Readonly<Partial<Record<Polarization, number>>> = {
  vertical: 0,
  "slant-right": 45,
  horizontal: 90,
  "slant-left": 135,
};

/**
 * Power that is lost because two antennas do not swing alike: −10·log10 |ρ₁·ρ₂*|², 20 dB at most.
 *
 * @returns dB: 0 for equal ones, 3.01 for slant against upright or round against straight
 * @see C. Balanis, "Antenna Theory", 4th ed., §2.12.2, polarization loss factor
 */
export function polarizationLossDb(one: Polarization, other: Polarization): number {
  const oneDeg = LINEAR_DEG[one];
  const otherDeg = LINEAR_DEG[other];
  if (oneDeg === undefined && otherDeg === undefined) return one === other ? 0 : CROSS_POLAR_DISCRIMINATION_DB;
  if (oneDeg === undefined || otherDeg === undefined) return 10 * Math.log10(2);
  const factor = Math.cos(((oneDeg - otherDeg) * Math.PI) / 180) ** 2;
  return Math.min(CROSS_POLAR_DISCRIMINATION_DB, Math.abs(10 * Math.log10(factor)));
}
