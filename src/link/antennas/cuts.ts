import { type RadiationPattern, wrapRad } from "./pattern.ts";

/** A measured antenna: two cuts through its pattern at equal steps. Plain values, so that it can cross to a worker. */
export interface AntennaCuts {
  readonly title: string;
  /** What the cuts are relative to; null when its file does not say. */
  readonly gainDbi: number | null;
  /**
   * dB against `gainDbi` (0 or negative) by bearing, clockwise from straight ahead: value i of n stands at i·360°/n.
   */
  readonly horizontalDb: readonly number[];
  /** The same by angle upwards from straight ahead: through the zenith, backwards, the nadir. */
  readonly verticalDb: readonly number[];
  /** What else its file says, for people: make, frequency, polarization, … */
  readonly remarks: Readonly<Record<string, string>>;
}

/**
 * A pattern in all directions from its two cuts, by horizontal projection interpolation: the horizontal cut, corrected by what
 * the vertical cut loses, of which the front half counts in proportion to how far the bearing is from straight behind, and the
 * back half in proportion to how far it is from straight ahead:
 *
 * G(φ, θ) = G_H(φ) − [(π − |φ|)/π · (G_H(0) − G_V(θ)) + |φ|/π · (G_H(π) − G_V(π − θ))].
 *
 * It meets the vertical cut exactly, and the horizontal one where both agree at 0° and 180°. Within a cut: linear in dB.
 *
 * @param gainDbi what the cuts are relative to
 * @see Altair WinProp User Guide, "Horizontal Projection Interpolation (HPI) Algorithm", which recommends it for tilted beams
 */
export function measuredPattern(cuts: AntennaCuts, gainDbi: number): RadiationPattern {
  const horizontal = Float64Array.from(cuts.horizontalDb);
  const vertical = Float64Array.from(cuts.verticalDb);
  const aheadDb = valueAt(horizontal, 0);
  const behindDb = valueAt(horizontal, Math.PI);
  return {
    title: cuts.title,
    peakGainDbi: gainDbi + Math.max(...cuts.horizontalDb, ...cuts.verticalDb),
    gainDbi: (bearing, elevation) => {
      const backShare = Math.abs(wrapRad(bearing)) / Math.PI;
      const frontLossDb = aheadDb - valueAt(vertical, elevation);
      const backLossDb = behindDb - valueAt(vertical, Math.PI - elevation);
      return gainDbi + valueAt(horizontal, bearing) - (1 - backShare) * frontLossDb - backShare * backLossDb;
    },
  };
}

/** The table goes once around the circle; between its values linear. */
function valueAt(tableDb: Float64Array, angleRad: number): number {
  const turns = angleRad / (2 * Math.PI);
  const at = (turns - Math.floor(turns)) * tableDb.length;
  const before = Math.floor(at) % tableDb.length;
  const after = (before + 1) % tableDb.length;
  return tableDb[before] + (at - Math.floor(at)) * (tableDb[after] - tableDb[before]);
}
