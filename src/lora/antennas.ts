import type { Range } from "./radios/radio.ts";

/** How the gain lies around the antenna: even in the horizontal, in one direction, or as the housing has it. */
export type AntennaPattern = "isotropic" | "omnidirectional" | "directional" | "irregular";
export const ANTENNA_PATTERNS = [
  "isotropic",
  "omnidirectional",
  "directional",
  "irregular",
] as const satisfies readonly AntennaPattern[];

export interface Antenna {
  readonly title: string;
  readonly pattern: AntennaPattern;
  /** Peak, over an isotropic antenna, with the antenna's own losses. */
  readonly gainDbi: number;
  /** Full width at half power in the vertical, degrees; null where it says little. */
  readonly verticalBeamwidthDeg: number | null;
  readonly frequenciesHz: readonly Range[];
  readonly source: string;
  /** Fields that come from general knowledge and were not checked against a source. */
  readonly unverified: readonly string[];
}

const EVERYWHERE = [{ min: 137e6, max: 2500e6 }] as const;
const BAND_868 = [{ min: 860e6, max: 870e6 }] as const;
const BAND_868_TO_928 = [{ min: 860e6, max: 930e6 }] as const;
const TYPICAL = "typical of catalogues; replace by the datasheet of yours";

/** Ideal antennas, whose gain is theory, and typical ones, whose gain is only a start. */
export const ANTENNAS = {
  isotropic: {
    title: "Isotropic antenna (an idea: 0 dBi by definition)",
    pattern: "isotropic",
    gainDbi: 0,
    verticalBeamwidthDeg: null,
    frequenciesHz: EVERYWHERE,
    source: "IEEE Std 145, definition",
    unverified: [],
  },
  dipole: {
    title: "Half-wave dipole, upright",
    pattern: "omnidirectional",
    gainDbi: 2.15,
    verticalBeamwidthDeg: 78,
    frequenciesHz: EVERYWHERE,
    source: "C. Balanis, Antenna Theory, 4th ed., section 4.6: directivity 1.643",
    unverified: [],
  },
  monopole: {
    title: "Quarter-wave monopole over a large ground plane",
    pattern: "omnidirectional",
    gainDbi: 5.16,
    verticalBeamwidthDeg: 39,
    frequenciesHz: EVERYWHERE,
    source:
      "C. Balanis, Antenna Theory, 4th ed., section 4.7: twice the dipole's directivity; a small board reaches 0 to 2 dBi",
    unverified: [],
  },
  whip: {
    title: "Rubber whip on a device",
    pattern: "omnidirectional",
    gainDbi: 2,
    verticalBeamwidthDeg: 80,
    frequenciesHz: BAND_868_TO_928,
    source: TYPICAL,
    unverified: ["gainDbi", "verticalBeamwidthDeg"],
  },
  helical: {
    title: "Helical spring on a small board",
    pattern: "irregular",
    gainDbi: -2,
    verticalBeamwidthDeg: null,
    frequenciesHz: BAND_868_TO_928,
    source: TYPICAL,
    unverified: ["gainDbi"],
  },
  chip: {
    title: "Ceramic chip antenna",
    pattern: "irregular",
    gainDbi: -1,
    verticalBeamwidthDeg: null,
    frequenciesHz: BAND_868_TO_928,
    source: TYPICAL,
    unverified: ["gainDbi"],
  },
  pcb: {
    title: "Printed antenna in a housing",
    pattern: "irregular",
    gainDbi: 0,
    verticalBeamwidthDeg: null,
    frequenciesHz: BAND_868_TO_928,
    source: TYPICAL,
    unverified: ["gainDbi"],
  },
  "collinear-5": {
    title: "Fibreglass collinear, about 0.8 m",
    pattern: "omnidirectional",
    gainDbi: 5,
    verticalBeamwidthDeg: 25,
    frequenciesHz: BAND_868_TO_928,
    source: TYPICAL,
    unverified: ["gainDbi", "verticalBeamwidthDeg"],
  },
  "collinear-8": {
    title: "Fibreglass collinear, about 1.5 m",
    pattern: "omnidirectional",
    gainDbi: 8,
    verticalBeamwidthDeg: 15,
    frequenciesHz: BAND_868,
    source: TYPICAL,
    unverified: ["gainDbi", "verticalBeamwidthDeg"],
  },
  panel: {
    title: "Sector panel, 60° wide",
    pattern: "directional",
    gainDbi: 10,
    verticalBeamwidthDeg: 60,
    frequenciesHz: BAND_868_TO_928,
    source: TYPICAL,
    unverified: ["gainDbi", "verticalBeamwidthDeg"],
  },
  yagi: {
    title: "Yagi with about eight elements",
    pattern: "directional",
    gainDbi: 11,
    verticalBeamwidthDeg: 45,
    frequenciesHz: BAND_868_TO_928,
    source: TYPICAL,
    unverified: ["gainDbi", "verticalBeamwidthDeg"],
  },
} as const satisfies Record<string, Antenna>;
