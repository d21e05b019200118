/**
 * How much less a mobile antenna above 1.5 m loses in a small or medium city, a(hm).
 *
 * @param frequencyMhz > 0
 * @see M. Hata, 1980, equation (11)
 */
export function smallCityHeightGainDb(frequencyMhz: number, mobileHeightM: number): number {
  const logF = Math.log10(frequencyMhz);
  return (1.1 * logF - 0.7) * mobileHeightM - (1.56 * logF - 0.8);
}

/** From here on the large city's gain has its upper form; Hata leaves 200 to 400 MHz open between the two. */
const LARGE_CITY_UPPER_MHZ = 300;

/**
 * The same in a large city.
 *
 * @see M. Hata, 1980, equations (12) and (13)
 */
export function largeCityHeightGainDb(frequencyMhz: number, mobileHeightM: number): number {
  return frequencyMhz >= LARGE_CITY_UPPER_MHZ
    ? 3.2 * Math.log10(11.75 * mobileHeightM) ** 2 - 4.97
    : 8.29 * Math.log10(1.54 * mobileHeightM) ** 2 - 1.1;
}

/**
 * What the base station's height and the distance add to Hata's urban loss.
 *
 * @see M. Hata, 1980, equation (10): −13.82 log hb + (44.9 − 6.55 log hb) log R
 */
export function hataDistanceLossDb(distanceKm: number, baseHeightM: number): number {
  const logHb = Math.log10(baseHeightM);
  return -13.82 * logHb + (44.9 - 6.55 * logHb) * Math.log10(distanceKm);
}

export const CITY_SIZES = ["small-medium", "large"] as const;
export type CitySize = (typeof CITY_SIZES)[number];

/** Base station and mobile station. */
export interface MobilePath {
  readonly frequencyHz: number;
  readonly distanceM: number;
  readonly baseHeightM: number;
  readonly mobileHeightM: number;
}

/** What the fit's constant is: towns, or anything with fewer houses. */
const SPREAD_OFFSET_DB = { urban: 5.2, suburban: 6.6, open: 6.6 } as const;

/**
 * Standard deviation of the losses about Hata's median over places, dB: a fit to the curves that Okumura drew for towns and for
 * suburbs; open land is taken as suburban.
 *
 * @see S. R. Saunders and A. Aragón-Zavala, Antennas and Propagation for Wireless Communication Systems, 2nd ed. (2007), chapter 9;
 *   Y. Okumura et al., Review of the Electrical Communication Laboratory 16 (1968), pp. 825–873
 */
export function hataSpreadDb(frequencyHz: number, environment: keyof typeof SPREAD_OFFSET_DB): number {
  const logF = Math.log10(frequencyHz / 1e6);
  return 0.65 * logF ** 2 - 1.3 * logF + SPREAD_OFFSET_DB[environment];
}

export const HATA_SPREAD_SOURCE = "Okumura 1968, as fitted in Saunders and Aragón-Zavala (2007), chapter 9";
