import { type RadiationPattern, wrapRad } from "./pattern.ts";

const DEG = Math.PI / 180;

/** A sector antenna by its numbers; angles in degrees. */
export interface SectorAntenna {
  readonly gainDbi: number;
  /** Full widths at half power. */
  readonly beamwidthDeg: number;
  readonly verticalBeamwidthDeg: number;
  /** Downtilt of the beam by the feeding of its elements: the same in all bearings. */
  readonly electricalTiltDeg: number;
  /** The most that any direction loses against the peak (A_max). */
  readonly frontToBackDb: number;
  /** The most that a direction above or below the beam loses (SLA_V). */
  readonly sideLobeDb: number;
}

/**
 * The 3GPP sector: parabolas in dB about the beam's axis, horizontally and vertically, added and held above a floor.
 *
 * A_V = min(12·(θ/θ3dB)², SLA_V), A_H = min(12·(φ/φ3dB)², A_max), and the loss against the peak min(A_V + A_H, A_max).
 *
 * @see 3GPP TR 38.901, table 7.3-1; horizontally, with A_max = 20 dB, also TR 36.942, §4.2.1. The electrical tilt moves θ = 0
 *   as in TR 36.814, table A.2.1.1-2
 */
export function sectorPattern(antenna: SectorAntenna): RadiationPattern {
  const { gainDbi: peakGainDbi, frontToBackDb, sideLobeDb } = antenna;
  const perWidth = 1 / (antenna.beamwidthDeg * DEG);
  const perHeight = 1 / (antenna.verticalBeamwidthDeg * DEG);
  const tiltRad = antenna.electricalTiltDeg * DEG;
  return {
    title: `sector ${antenna.beamwidthDeg}° × ${antenna.verticalBeamwidthDeg}°`,
    peakGainDbi,
    gainDbi: (bearing, elevation) => {
      const across = wrapRad(bearing) * perWidth;
      const upright = (elevation + tiltRad) * perHeight;
      const horizontalDb = Math.min(12 * across * across, frontToBackDb);
      const verticalDb = Math.min(12 * upright * upright, sideLobeDb);
      return peakGainDbi - Math.min(horizontalDb + verticalDb, frontToBackDb);
    },
  };
}
