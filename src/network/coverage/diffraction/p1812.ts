import { prepareCarrier } from "../../../link/propagation/p526/first-term.ts";
import { basicLossDb, locationVariability, type P1812Settings } from "../../../link/propagation/p1812/basic-loss.ts";
import { combineMechanisms, timeWeight } from "../../../link/propagation/p1812/combination.ts";
import { diffractionAtTimeDb } from "../../../link/propagation/p1812/diffraction.ts";
import { directSlope, horizonAngles } from "../../../link/propagation/p1812/horizons.ts";
import { P1812_SETTING_INPUTS } from "../../../link/propagation/p1812/inputs.ts";
import { freeSpaceLossDb } from "../../../link/propagation/p1812/line-of-sight.ts";
import { gatherMechanisms } from "../../../link/propagation/p1812/mechanisms.ts";
import { ANOMALOUS_EARTH_RADIUS_M, medianEarthRadiusM } from "../../../link/propagation/p1812/radio-climate.ts";
import { troposcatterLossDb } from "../../../link/propagation/p1812/troposcatter.ts";
import { uniformZones, type Zone } from "../../../link/propagation/p1812/zones.ts";
import { P1812 } from "../../../link/propagation/p1812.ts";
import { readInputs } from "../../../link/propagation/read-input.ts";
import type { CoverageTask, CoverageTaskResult } from "../task.ts";
import { createAnomalousTime } from "./anomalous-time.ts";
import { createDeltaWalk, deltaLossOnWalk } from "./delta-loss.ts";
import { createDucting } from "./ducting.ts";
import { fitGround, smoothSurface } from "./ground-fit.ts";
import { findHorizons, type Horizons } from "./layer.ts";
import { sweepWalked } from "./sweep.ts";
import { layerOf, type Walk } from "./walk.ts";

/** For this share of the time the loss is the median: nothing of the anomalous earth enters [P.1812-7, §4.3.5]. */
const MEDIAN_PERCENT = 50;

/** Path loss by P.1812 at every place of a task, by a walk along radials. */
export function sweepP1812(task: CoverageTask): CoverageTaskResult {
  const settings = readInputs(P1812_SETTING_INPUTS, task.inputs);
  const zone = settings.zone as Zone;
  const clutterHeightM = settings.clutterHeightM as number;
  return sweepWalked(task, {
    model: P1812,
    clutterHeightM,
    prepare: (walk) => lossOnWalk(walk, { ...settings, zone, clutterHeightM }),
  });
}

type SweepSettings = P1812Settings & { readonly zone: Zone; readonly clutterHeightM: number };

/** The steps of `p1812Loss`, with what it reads from a profile read from the walk instead. */
function lossOnWalk(walk: Walk, settings: SweepSettings): () => number {
  const { frequencyHz, time: timePercent, refractivityN } = settings;
  const earthRadiusM = medianEarthRadiusM(settings.refractivityGradient);
  const carrier = prepareCarrier(frequencyHz, settings.polarization);
  const { seaFraction } = uniformZones(settings.zone, 0);
  const flatEarth = layerOf(walk, "ground", Number.POSITIVE_INFINITY);
  const ground = layerOf(walk, "ground", earthRadiusM);
  const deltaOf = (radiusM: number) =>
    createDeltaWalk(walk, layerOf(walk, "surface", radiusM), { earthRadiusM: radiusM, carrier, seaFraction });
  const median = deltaOf(earthRadiusM);
  const anomalous = timePercent < MEDIAN_PERCENT ? deltaOf(ANOMALOUS_EARTH_RADIUS_M) : null;
  const anomalousTimeOf = createAnomalousTime(walk.task, settings.zone);
  const ductingOf = createDucting(walk, { ...settings, earthRadiusM, flatEarth, anomalousTimeOf });
  const locationDbOf = createLocationLoss(settings);
  const groundSeen: Horizons = { txSlope: 0, txDistanceM: 0, rxSlope: 0, rxDistanceM: 0 };

  return () => {
    const { distanceM, txM, rxM } = walk.path;
    const antennas = { txM, rxM };
    const fitted = fitGround(walk);
    const smooth = smoothSurface(walk, fitted, antennas, flatEarth);
    const medianDiffractionDb = deltaLossOnWalk(median, smooth);
    const anomalousTimePercent = anomalousTimeOf(distanceM, walk.latitudeDeg);
    let diffractionDb = medianDiffractionDb;
    let weight = 0;
    if (anomalous !== null) {
      weight = timeWeight(timePercent, anomalousTimePercent);
      diffractionDb = diffractionAtTimeDb(medianDiffractionDb, deltaLossOnWalk(anomalous, smooth), weight);
    }

    let seen = median.horizons;
    if (median.surface !== ground) {
      seen = groundSeen;
      findHorizons(ground, walk.tailGroundM, walk.path, seen);
    }
    const ends = { lengthM: distanceM, antennas, earthRadiusM };
    const lineOfSight = seen.txSlope <= directSlope(ends);
    const angles = horizonAngles(ends, lineOfSight ? null : { tx: seen.txSlope, rx: seen.rxSlope });
    const { anglesRad, pathAngleRad } = angles;
    // With line of sight both horizons are one point: where along the path hardly matters, for ducts hardly matter then
    const distancesM: [number, number] = lineOfSight
      ? [0.5 * distanceM, 0.5 * distanceM]
      : [seen.txDistanceM, seen.rxDistanceM];
    const horizons = { anglesRad, distancesM, pathAngleRad };
    const freeSpaceDb = freeSpaceLossDb(Math.hypot(distanceM, txM - rxM), frequencyHz);
    const troposcatterDb = troposcatterLossDb({ distanceM, pathAngleRad, frequencyHz, refractivityN, timePercent });
    const mechanisms = gatherMechanisms({
      freeSpaceDb,
      medianDiffractionDb,
      diffractionDb,
      ductingDb: ductingOf({
        antennas,
        horizons,
        anomalousTimePercent,
        fitted,
        lineOfSight,
        freeSpaceDb,
        diffractionDb,
      }),
      troposcatterDb,
      distanceM,
      horizons,
      seaFraction,
      timePercent,
      anomalousTimePercent,
      timeWeight: weight,
    });
    return basicLossDb(mechanisms, combineMechanisms(mechanisms), locationDbOf(walk.rxHeightM));
  };
}

/** The location term, which only the receiver's height changes: nearly all receivers of a map have the same. */
function createLocationLoss(settings: SweepSettings): (rxHeightM: number) => number {
  const { zone: rxZone, clutterHeightM: rxClutterHeightM } = settings;
  let lastHeightM = Number.NaN;
  let locationDb = 0;
  return (rxHeightM) => {
    if (rxHeightM !== lastHeightM) {
      locationDb = locationVariability({ zones: { rxZone }, rxHeightM, rxClutterHeightM }, settings).locationDb;
      lastHeightM = rxHeightM;
    }
    return locationDb;
  };
}
