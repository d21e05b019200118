/**
 * The closed-form part of the Irregular Terrain Model for many paths at once: from the horizons and effective heights of each
 * path to its loss. One typed array per quantity and one loop per physical step, so that nothing is allocated and no double is
 * boxed; logarithms and exponentials come from tables. The same equations, readably, are in the plain model
 * (`itm/reference-attenuation.ts` and what it calls), and a test holds the two together.
 *
 * Index 1 is the transmitter's end, 2 the receiver's. Troposcatter, which only paths beyond `BatchConstants.nearestScatterM` can
 * meet, is the plain model's own (`scatter.ts`).
 */
export interface ItmBatch {
  readonly capacity: number;
  // In: what the walk over the terrain finds.
  readonly distanceM: Float64Array;
  /** Effective earth radius a for the path's mean elevation, and (a²/f)^⅓: from the tables in `BatchConstants`. */
  readonly earthRadiusM: Float64Array;
  readonly scaleM: Float64Array;
  readonly irregularityM: Float64Array;
  /** Antennas above ground. */
  readonly height1M: Float64Array;
  readonly height2M: Float64Array;
  /** Effective antenna heights over the fitted ground. */
  readonly effective1M: Float64Array;
  readonly effective2M: Float64Array;
  /** Distance to each end's horizon and its elevation angle; not read where `lineOfSight` is 1. */
  readonly horizon1M: Float64Array;
  readonly horizon2M: Float64Array;
  readonly angle1Rad: Float64Array;
  readonly angle2Rad: Float64Array;
  /** 1 where the horizons' distances exceed 1.5 path lengths: they are then estimated statistically. */
  readonly lineOfSight: Uint8Array;
  // Out.
  readonly lossDb: Float64Array;
  // Between the steps.
  readonly smoothHorizonsM: Float64Array;
  readonly losAngleRad: Float64Array;
  readonly terminalsX: Float64Array;
  readonly terminalsDb: Float64Array;
  readonly clutterDb: Float64Array;
  readonly slopeDbPerM: Float64Array;
  readonly interceptDb: Float64Array;
  readonly sight0M: Float64Array;
  readonly sight1M: Float64Array;
  readonly sight0Db: Float64Array;
  readonly sight1Db: Float64Array;
  readonly referenceDb: Float64Array;
}

export function createItmBatch(capacity: number): ItmBatch {
  const numbers = () => new Float64Array(capacity);
  return {
    capacity,
    distanceM: numbers(),
    irregularityM: numbers(),
    height1M: numbers(),
    height2M: numbers(),
    effective1M: numbers(),
    effective2M: numbers(),
    horizon1M: numbers(),
    horizon2M: numbers(),
    angle1Rad: numbers(),
    angle2Rad: numbers(),
    lineOfSight: new Uint8Array(capacity),
    lossDb: numbers(),
    earthRadiusM: numbers(),
    scaleM: numbers(),
    smoothHorizonsM: numbers(),
    losAngleRad: numbers(),
    terminalsX: numbers(),
    terminalsDb: numbers(),
    clutterDb: numbers(),
    slopeDbPerM: numbers(),
    interceptDb: numbers(),
    sight0M: numbers(),
    sight1M: numbers(),
    sight0Db: numbers(),
    sight1Db: numbers(),
    referenceDb: numbers(),
  };
}
