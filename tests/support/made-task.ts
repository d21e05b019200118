import { EARTH_RADIUS_M } from "../../src/geo/geodesy.ts";
import type { ElevationGrid } from "../../src/geo/grid.ts";
import { computeCoverage } from "../../src/network/coverage/compute.ts";
import type { CoverageTask } from "../../src/network/coverage/task.ts";
import { discWindow, mapLattice } from "../../src/network/coverage/window.ts";

const METRES_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180;

/** Where the made terrains lie, unless a test puts them elsewhere. */
export const MIDDLE = { longitudeDeg: 10, latitudeDeg: 45 };

/** Height of the ground at metres east and north of the middle. */
export type GroundM = (eastM: number, northM: number) => number;

/** A place at metres east and north of a middle, on the plane that is true at its latitude. */
export function placeAt(eastM: number, northM: number, middle = MIDDLE) {
  const metresPerLonDeg = METRES_PER_DEGREE * Math.cos((middle.latitudeDeg * Math.PI) / 180);
  return {
    longitudeDeg: middle.longitudeDeg + eastM / metresPerLonDeg,
    latitudeDeg: middle.latitudeDeg + northM / METRES_PER_DEGREE,
  };
}

/** Terrain of square posts `postM` apart, `halfM` to each side of the middle; a post lies on the middle itself. */
export function madeTerrain(groundM: GroundM, halfM: number, postM = 90, middle = MIDDLE): ElevationGrid {
  const half = Math.ceil(halfM / postM);
  const size = 2 * half + 1;
  const step = placeAt(postM, postM, middle);
  const lonStepDeg = step.longitudeDeg - middle.longitudeDeg;
  const latStepDeg = step.latitudeDeg - middle.latitudeDeg;
  const data = new Float32Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      data[row * size + column] = groundM((column - half) * postM, (half - row) * postM);
    }
  }
  return {
    data,
    width: size,
    height: size,
    westDeg: middle.longitudeDeg - half * lonStepDeg,
    northDeg: middle.latitudeDeg + half * latStepDeg,
    lonStepDeg,
    latStepDeg,
    sources: [{ name: "made", format: "flat", stepArcSeconds: latStepDeg * 3600 }],
    filledVoids: 0,
    assumedFlat: null,
  };
}

export interface MadeTask {
  readonly groundM: GroundM;
  readonly radiusM: number;
  readonly stepM?: number;
  readonly postM?: number;
  readonly frequencyHz?: number;
  readonly siteHeightM?: number;
  readonly deviceHeightM?: number;
  /** Metres east and north of the middle, and height. */
  readonly demand?: readonly (readonly [eastM: number, northM: number, heightM: number])[];
  readonly model?: string;
  readonly middle?: typeof MIDDLE;
}

/** A task from the middle of a made terrain that reaches a little past the radius. */
export function madeTask(made: MadeTask): CoverageTask {
  const { radiusM, stepM = 90, postM = stepM, middle = MIDDLE, model = "itm", demand = [] } = made;
  const elevation = madeTerrain(made.groundM, radiusM + 2 * postM, postM, middle);
  const window = discWindow(mapLattice(elevation, null), middle, radiusM);
  const places = demand.map(([eastM, northM]) => placeAt(eastM, northM, middle));
  return {
    elevation,
    cover: null,
    site: { ...middle, heightAglM: made.siteHeightM ?? 20 },
    window,
    radiusM,
    deviceHeightAglM: made.deviceHeightM ?? 1.5,
    demand: {
      longitudeDeg: Float64Array.from(places, ({ longitudeDeg }) => longitudeDeg),
      latitudeDeg: Float64Array.from(places, ({ latitudeDeg }) => latitudeDeg),
      heightAglM: Float32Array.from(demand, ([, , heightM]) => heightM),
    },
    stepM,
    model,
    inputs: { frequencyHz: made.frequencyHz ?? 868e6 },
    method: "sweep",
    sector: { index: 0, count: 1 },
    lossDb: new Float32Array(window.width * window.height + demand.length).fill(Number.NaN),
  };
}

/** Computes a task into fresh memory: losses of the posts, and of the demand points. */
export function compute(task: CoverageTask, method: CoverageTask["method"], sectors = 1) {
  const lossDb = new Float32Array(task.lossDb.length).fill(Number.NaN);
  for (let index = 0; index < sectors; index++) {
    computeCoverage({ ...task, method, lossDb, sector: { index, count: sectors } });
  }
  const posts = task.window.width * task.window.height;
  return { lossDb, postDb: lossDb.subarray(0, posts), demandDb: lossDb.subarray(posts) };
}

/** Each post of the task's window: metres east and north of the site, by index. */
export function postPlaces({ window, site }: CoverageTask): { eastM: number; northM: number; distanceM: number }[] {
  const metresPerLonDeg = METRES_PER_DEGREE * Math.cos((site.latitudeDeg * Math.PI) / 180);
  return Array.from({ length: window.width * window.height }, (_, i) => {
    const row = Math.floor(i / window.width);
    const lonDeg = window.westDeg + (i % window.width) * window.lonStepDeg;
    const latDeg = window.northDeg - row * window.latStepDeg;
    const eastM = (lonDeg - site.longitudeDeg) * metresPerLonDeg;
    const northM = (latDeg - site.latitudeDeg) * METRES_PER_DEGREE;
    return { eastM, northM, distanceM: Math.hypot(eastM, northM) };
  });
}
