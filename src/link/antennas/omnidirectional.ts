import type { RadiationPattern } from "./pattern.ts";

const DEG = Math.PI / 180;

/** The same gain in every direction: an idea, and what a bare gain stands for. */
export function isotropicPattern(gainDbi: number): RadiationPattern {
  return { title: "isotropic", peakGainDbi: gainDbi, gainDbi: () => gainDbi };
}

/** Directivity of a thin half-wave dipole, 1.643, as data sheets round it [C. Balanis, Antenna Theory, 4th ed., §4.6]. */
export const DIPOLE_GAIN_DBI = 2.15;
/** Along its axis an ideal dipole is silent; a real one stands in surroundings that are not. */
const DEEPEST_NULL_DB = 40;

/**
 * An upright half-wave dipole: field cos(π/2·sin ε) / cos ε at elevation ε.
 *
 * @param peakGainDbi at the horizon
 * @see C. Balanis, "Antenna Theory", 4th ed., equation 4-84
 */
export function dipolePattern(peakGainDbi = DIPOLE_GAIN_DBI): RadiationPattern {
  return {
    title: "half-wave dipole",
    peakGainDbi,
    gainDbi: (_bearing, elevation) => {
      const level = Math.cos(elevation);
      // π/2·(1 − |sin ε|) is the angle's complement: its sine keeps its digits where both cosines vanish
      const complement = ((Math.PI / 2) * level * level) / (1 + Math.abs(Math.sin(elevation)));
      const field = Math.sin(complement) / level;
      return peakGainDbi + Math.max(20 * Math.log10(Math.abs(field)), -DEEPEST_NULL_DB);
    },
  };
}

/** Side lobes of a typical antenna at 400 MHz to 3 GHz [ITU-R F.1336-5, recommends 2.3]. */
const SIDE_LOBE_FACTOR = 0.7;

/** An antenna that is even in all bearings and gains by pressing its beam flat. */
export interface OmniAntenna {
  /** Peak, ≥ 0: it decides the beam's height, 107.6°·10^(−gain/10). */
  readonly gainDbi: number;
  readonly electricalTiltDeg: number;
}

/**
 * A collinear antenna by the reference pattern for peak side lobes.
 *
 * @see ITU-R F.1336-5, recommends 2.1 (pattern), 2.3 (k = 0.7) and 2.5 (electrical tilt)
 */
export function omniPattern({ gainDbi: peakGainDbi, electricalTiltDeg }: OmniAntenna): RadiationPattern {
  const widthDeg = 107.6 * 10 ** (-peakGainDbi / 10); // θ3
  const plateauDb = 12 - 10 * Math.log10(SIDE_LOBE_FACTOR + 1);
  const plateauDeg = widthDeg * Math.sqrt(plateauDb / 12); // θ4
  return {
    title: "omnidirectional",
    peakGainDbi,
    gainDbi: (_bearing, elevation) => {
      const fromBeamDeg = elevation / DEG + electricalTiltDeg;
      const stretch = fromBeamDeg >= 0 ? 90 / (90 + electricalTiltDeg) : 90 / (90 - electricalTiltDeg);
      const angle = Math.abs(fromBeamDeg * stretch);
      if (angle < plateauDeg) return peakGainDbi - 12 * (angle / widthDeg) ** 2;
      if (angle < widthDeg) return peakGainDbi - plateauDb;
      return peakGainDbi - 12 + 10 * Math.log10((angle / widthDeg) ** -1.5 + SIDE_LOBE_FACTOR);
    },
  };
}
