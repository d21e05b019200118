// Coverage of 50 km around one site by the sweep, on made terrain with posts and profiles of 30 m: time, and how much memory the
// process had at most, workers and terrain included (`npm run build`, then `node dist/bench/coverage-wide.js`).
import { availableParallelism, cpus } from "node:os";
import type { ElevationGrid } from "../src/geo/grid.ts";
import type { CoverageTask } from "../src/network/coverage/task.ts";
import { discWindow, mapLattice } from "../src/network/coverage/window.ts";
import { createPlanEnvironment } from "../src/runtime/node/plan-environment.ts";

const SITE = { longitudeDeg: 9.5, latitudeDeg: 46.5, heightAglM: 30 };
const RADIUS_M = 50_000;
const STEP_M = 30;
const METRES_PER_DEGREE = 111_195;
const MEBIBYTE = 2 ** 20;

/** Hills on hills, from ten kilometres apart down to a few hundred metres. */
function hillM(eastM: number, northM: number): number {
  const ranges = 600 + 250 * Math.sin(eastM / 1600) * Math.cos(northM / 2000);
  return ranges + 90 * Math.sin(eastM / 410 + northM / 540) + 30 * Math.sin(eastM / 130) * Math.sin(northM / 118);
}

function makeTerrain(): ElevationGrid {
  const latStepDeg = STEP_M / METRES_PER_DEGREE;
  const lonStepDeg = latStepDeg / Math.cos((SITE.latitudeDeg * Math.PI) / 180);
  const half = Math.ceil(RADIUS_M / STEP_M) + 20;
  const size = 2 * half + 1;
  const data = new Float32Array(new SharedArrayBuffer(4 * size * size));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      data[row * size + column] = hillM((column - half) * STEP_M, (half - row) * STEP_M);
    }
  }
  return {
    data,
    width: size,
    height: size,
    westDeg: SITE.longitudeDeg - half * lonStepDeg,
    northDeg: SITE.latitudeDeg + half * latStepDeg,
    lonStepDeg,
    latStepDeg,
    sources: [{ name: "made", format: "flat", stepArcSeconds: latStepDeg * 3600 }],
    filledVoids: 0,
    assumedFlat: null,
  };
}

const elevation = makeTerrain();
const window = discWindow(mapLattice(elevation, null), SITE, RADIUS_M);
const threads = availableParallelism();
const environment = createPlanEnvironment({ threads, workerUrl: new URL("./worker.js", import.meta.url) });
const task: CoverageTask = {
  elevation,
  cover: null,
  site: SITE,
  window,
  radiusM: RADIUS_M,
  deviceHeightAglM: 1.5,
  demand: { longitudeDeg: new Float64Array(0), latitudeDeg: new Float64Array(0), heightAglM: new Float32Array(0) },
  stepM: STEP_M,
  model: "itm",
  inputs: { frequencyHz: 868.1e6 },
  method: "sweep",
  sector: { index: 0, count: 1 },
  lossDb: environment.allocateFloat32(window.width * window.height).fill(Number.NaN),
};
const fromMs = performance.now();
const from = process.cpuUsage();
const parts = await Promise.all(
  Array.from({ length: threads }, (_, index) =>
    environment.computeCoverage({ ...task, sector: { index, count: threads } }),
  ),
);
const { user, system } = process.cpuUsage(from);
const wallS = (performance.now() - fromMs) / 1000;
await environment.close();
const pixels = parts.reduce((sum, part) => sum + part.pixels, 0);
const mostMib = (process.resourceUsage().maxRSS * 1024) / MEBIBYTE;
console.log(`${pixels.toLocaleString("en")} pixels (${window.width} × ${window.height}), profiles of ${STEP_M} m
${cpus()[0]?.model.trim()}, ${threads} threads, Node ${process.version}
${wallS.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time, at most ${mostMib.toFixed(0)} MiB of memory`);
