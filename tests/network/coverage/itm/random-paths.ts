import { CLIMATES, type ClimateName } from "../../../../src/link/propagation/itm/climates.ts";
import { effectiveCurvaturePerM, surfaceRefractivityN } from "../../../../src/link/propagation/itm/ground.ts";
import { findHorizons } from "../../../../src/link/propagation/itm/horizons.ts";
import { createItmOutput, type ItmOutput } from "../../../../src/link/propagation/itm/path.ts";
import { referenceAttenuationDb } from "../../../../src/link/propagation/itm/reference-attenuation.ts";
import { type ItmSettings, type ItmSettingsInput, prepareItm } from "../../../../src/link/propagation/itm/settings.ts";
import { analyseTerrain, horizonsFromIrregularity } from "../../../../src/link/propagation/itm/terrain.ts";
import { variableAttenuationDb } from "../../../../src/link/propagation/itm/variability.ts";
import type { ItmBatch } from "../../../../src/network/coverage/itm/batch.ts";
import {
  ANGLE1_RAD,
  ANGLE2_RAD,
  DISTANCE_M,
  EARTH_RADIUS_M,
  EFFECTIVE1_M,
  EFFECTIVE2_M,
  HEIGHT1_M,
  HEIGHT2_M,
  HORIZON1_M,
  HORIZON2_M,
  IN_SIGHT,
  IRREGULARITY_M,
  SCALE_M,
} from "../../../../src/network/coverage/itm/layout.ts";

/** Each choice of settings that the batch treats in its own way, frequency, climate and percentages varied along. */
export function variedSettings(random: () => number): ItmSettings[] {
  const climates = Object.keys(CLIMATES) as ClimateName[];
  const percent = () => 1 + 98 * random();
  const settings: ItmSettings[] = [];
  for (const frequencyHz of [169e6, 433e6, 868e6, 2.4e9]) {
    for (let mode = 0; mode < 34; mode = mode % 10 === 3 ? mode + 7 : mode + 1) {
      const input: ItmSettingsInput = {
        frequencyHz,
        modeOfVariability: mode,
        climate: climates[settings.length % climates.length],
        polarization: settings.length % 2 === 0 ? "vertical" : "horizontal",
        refractivityN: 250 + 150 * random(),
        permittivity: 4 + 77 * random(),
        conductivitySm: 0.001 + random(),
        time: percent(),
        location: percent(),
        situation: percent(),
      };
      settings.push(prepareItm(input));
    }
  }
  return settings;
}

const spread = (random: () => number, from: number, to: number) => from * (to / from) ** random();

/** A path in its own air: distance, antennas, effective earth. */
function randomPath(random: () => number, settings: ItmSettings, distanceM: number): ItmOutput {
  const path = createItmOutput();
  path.distanceM = distanceM;
  path.structuralHeightsM.set([spread(random, 0.5, 300), spread(random, 0.5, 60)]);
  path.surfaceRefractivityN = surfaceRefractivityN(settings.refractivityN, 1500 * random());
  path.effectiveEarthRadiusM = 1 / effectiveCurvaturePerM(path.surfaceRefractivityN);
  return path;
}

/** A path over random hills; null where the model finds it well within line of sight. */
export function randomHillPath(random: () => number, settings: ItmSettings, longestM: number): ItmOutput | null {
  const steps = 20 + Math.floor(200 * random());
  const path = randomPath(random, settings, spread(random, 1000, longestM));
  const roughM = spread(random, 1, 400);
  const elevationM = new Float64Array(steps + 1);
  for (let i = 1; i <= steps; i++) elevationM[i] = 0.9 * elevationM[i - 1] + roughM * (random() - 0.5);
  const profile = { elevationM, steps, resolutionM: path.distanceM / steps };
  findHorizons(profile, path);
  if (path.horizonDistancesM[0] + path.horizonDistancesM[1] > 1.5 * path.distanceM) return null;
  analyseTerrain(profile, path);
  return path;
}

/** A path well within line of sight, before its horizons are estimated. */
export function randomSightPath(random: () => number, settings: ItmSettings): ItmOutput {
  const path = randomPath(random, settings, spread(random, 300, 60e3));
  path.terrainIrregularityM = random() < 0.1 ? 0 : spread(random, 0.1, 800);
  for (let end = 0; end < 2; end++) {
    path.effectiveHeightsM[end] = path.structuralHeightsM[end] + (random() < 0.5 ? 0 : spread(random, 1, 500));
  }
  return path;
}

/** Writes a path into a row of the batch. */
export function fillRow(batch: ItmBatch, row: number, path: ItmOutput, settings: ItmSettings, inSight: boolean): void {
  const { planes, wholePlanes } = batch;
  const set = (plane: number, value: number) => {
    planes[plane / 4 + row] = value;
  };
  set(DISTANCE_M, path.distanceM);
  set(EARTH_RADIUS_M, path.effectiveEarthRadiusM);
  set(SCALE_M, Math.cbrt(path.effectiveEarthRadiusM ** 2 / settings.frequencyMhz));
  set(IRREGULARITY_M, path.terrainIrregularityM);
  set(HEIGHT1_M, path.structuralHeightsM[0]);
  set(HEIGHT2_M, path.structuralHeightsM[1]);
  set(EFFECTIVE1_M, path.effectiveHeightsM[0]);
  set(EFFECTIVE2_M, path.effectiveHeightsM[1]);
  set(HORIZON1_M, path.horizonDistancesM[0]);
  set(HORIZON2_M, path.horizonDistancesM[1]);
  set(ANGLE1_RAD, path.horizonAnglesRad[0]);
  set(ANGLE2_RAD, path.horizonAnglesRad[1]);
  wholePlanes[IN_SIGHT / 4 + row] = inSight ? -1 : 0;
}

/** The oracle: the plain model's own steps from the same point on. */
export function plainLossDb(path: ItmOutput, settings: ItmSettings, inSight: boolean): number {
  if (inSight) horizonsFromIrregularity(path);
  const referenceDb = referenceAttenuationDb(path, settings);
  const freeSpaceDb = 32.45 + 20 * Math.log10(settings.frequencyMhz) + 20 * Math.log10(path.distanceM / 1000);
  return variableAttenuationDb(path, settings, referenceDb) + freeSpaceDb;
}
