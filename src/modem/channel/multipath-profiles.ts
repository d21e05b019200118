import type { Tap } from "./multipath.ts";

/** A published power-delay profile; its taps fade, all of them by Clarke's spectrum. */
export interface MultipathProfile {
  readonly title: string;
  readonly delaysNs: readonly number[];
  readonly gainsDb: readonly number[];
  /** Where the first tap has a steady part: its power over that of the scattered part. */
  readonly firstKFactorDb?: number;
  readonly source: string;
}

const M1225 = "ITU-R M.1225, annex 2, section 1.2.2";
const COST207 = 'COST 207, "Digital land mobile radio communications", 1989, reduced profiles';
const TS36104 = "3GPP TS 36.104, annex B.2";

/** COST 207 draws the taps that come later than 0.5 µs from narrower Doppler spectra; here they have Clarke's as well. */
export const MULTIPATH_PROFILES = {
  "itu-pedestrian-a": {
    title: "on foot, short echoes",
    delaysNs: [0, 110, 190, 410],
    gainsDb: [0, -9.7, -19.2, -22.8],
    source: M1225,
  },
  "itu-pedestrian-b": {
    title: "on foot, long echoes",
    delaysNs: [0, 200, 800, 1200, 2300, 3700],
    gainsDb: [0, -0.9, -4.9, -8, -7.8, -23.9],
    source: M1225,
  },
  "itu-vehicular-a": {
    title: "in a vehicle, short echoes",
    delaysNs: [0, 310, 710, 1090, 1730, 2510],
    gainsDb: [0, -1, -9, -10, -15, -20],
    source: M1225,
  },
  "itu-vehicular-b": {
    title: "in a vehicle, echoes up to 20 µs",
    delaysNs: [0, 300, 8900, 12_900, 17_100, 20_000],
    gainsDb: [-2.5, 0, -12.8, -10, -25.2, -16],
    source: M1225,
  },
  "cost207-rural": {
    title: "rural area, with line of sight",
    delaysNs: [0, 200, 400, 600],
    gainsDb: [0, -2, -10, -20],
    // Amplitudes of 0.91 and 0.41: M. Pätzold, "Mobile Fading Channels", 2002, section 7.3.1
    firstKFactorDb: 6.93,
    source: COST207,
  },
  "cost207-urban": {
    title: "typical town",
    delaysNs: [0, 200, 600, 1600, 2400, 5000],
    gainsDb: [-3, 0, -2, -6, -8, -10],
    source: COST207,
  },
  "cost207-bad-urban": {
    title: "town with far echoes",
    delaysNs: [0, 400, 1000, 1600, 5000, 6600],
    gainsDb: [-3, 0, -3, -5, -2, -4],
    source: COST207,
  },
  "cost207-hilly": {
    title: "hills: echoes after 15 µs, two chips at 125 kHz",
    delaysNs: [0, 200, 400, 600, 15_000, 17_200],
    gainsDb: [0, -2, -4, -7, -6, -12],
    source: COST207,
  },
  "3gpp-epa": {
    title: "extended pedestrian A",
    delaysNs: [0, 30, 70, 90, 110, 190, 410],
    gainsDb: [0, -1, -2, -3, -8, -17.2, -20.8],
    source: TS36104,
  },
  "3gpp-eva": {
    title: "extended vehicular A",
    delaysNs: [0, 30, 150, 310, 370, 710, 1090, 1730, 2510],
    gainsDb: [0, -1.5, -1.4, -3.6, -0.6, -9.1, -7, -12, -16.9],
    source: TS36104,
  },
  "3gpp-etu": {
    title: "extended typical urban",
    delaysNs: [0, 50, 120, 200, 230, 500, 1600, 2300, 5000],
    gainsDb: [-1, -1, -1, 0, 0, 0, -3, -5, -7],
    source: TS36104,
  },
} as const satisfies Readonly<Record<string, MultipathProfile>>;

export type MultipathProfileName = keyof typeof MULTIPATH_PROFILES;
export const MULTIPATH_PROFILE_NAMES = Object.keys(MULTIPATH_PROFILES) as readonly MultipathProfileName[];

/** The taps of a profile. */
export function profileTaps(name: MultipathProfileName): Tap[] {
  const { delaysNs, gainsDb, firstKFactorDb }: MultipathProfile = MULTIPATH_PROFILES[name];
  return delaysNs.map((delayNs, k) => ({
    delayS: delayNs * 1e-9,
    gainDb: gainsDb[k],
    phaseRad: 0,
    fading: k === 0 && firstKFactorDb !== undefined ? "rician" : "rayleigh",
    kFactorDb: firstKFactorDb ?? 0,
  }));
}
