/** 10 log10 of a power ratio. @param ratio ≥ 0; 0 gives −Infinity, below it NaN */
export function ratioToDb(ratio: number): number {
  return 10 * Math.log10(ratio);
}

/** The power ratio of a level in dB. */
export function dbToRatio(levelDb: number): number {
  return 10 ** (levelDb / 10);
}

/** @param powerW ≥ 0; 0 gives −Infinity, below it NaN */
export function wattsToDbm(powerW: number): number {
  return ratioToDb(powerW * 1000);
}

export function dbmToWatts(powerDbm: number): number {
  return dbToRatio(powerDbm) / 1000;
}

/**
 * Sum of powers given as levels: 3 dBm and 3 dBm are 6.01 dBm. Works for dBm and for dB about one common reference.
 *
 * @returns −Infinity for no levels
 */
export function sumLevelsDb(levelsDb: Iterable<number>): number {
  let ratio = 0;
  for (const levelDb of levelsDb) ratio += dbToRatio(levelDb);
  return ratioToDb(ratio);
}
