// Coverage of one site: the radial sweep against the exact model at every pixel (`npm run bench:coverage`).
//
// 30 km around a site in Monterey, profiles of 90 m, pixels of 3″, in one process for the warm figures and in a fresh one each
// for the cold ones. Speeds are ratios within this run; the machine's own numbers are printed for scale only.
import { execFileSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { latticeBounds } from "../src/geo/grid.ts";
import { seededRandom } from "../src/math/random.ts";
import { computeCoverage } from "../src/network/coverage/compute.ts";
import { sortTargets } from "../src/network/coverage/targets.ts";
import type { CoverageTask } from "../src/network/coverage/task.ts";
import { discWindow, mapLattice } from "../src/network/coverage/window.ts";
import { loadElevation } from "../src/runtime/node/elevation.ts";
import { createPlanEnvironment } from "../src/runtime/node/plan-environment.ts";

const SITE = { longitudeDeg: -121.885, latitudeDeg: 36.59, heightAglM: 20 };
const RADIUS_M = 30_000;
const STEP_M = 90;
/** Rounds of sweeps and one exact run in turn, so that a machine whose speed drifts slows both; the first ones only warm. */
const ROUNDS = 7;
const WARMING_ROUNDS = 2;
const SWEEPS_PER_ROUND = 3;
const RADIAL_POINTS = 20_000;
const workerUrl = new URL("./worker.js", import.meta.url);

async function makeTask(): Promise<CoverageTask> {
  const path = fileURLToPath(new URL("../../scenarios/monterey/terrain/monterey.tif", import.meta.url));
  const { grid } = await loadElevation([{ path, name: "monterey.tif" }], [{ center: SITE, radiusM: RADIUS_M }]);
  const window = discWindow(mapLattice(grid, null), SITE, RADIUS_M);
  return {
    elevation: grid,
    cover: null,
    site: SITE,
    window,
    radiusM: RADIUS_M,
    deviceHeightAglM: 1.5,
    demand: { longitudeDeg: new Float64Array(0), latitudeDeg: new Float64Array(0), heightAglM: new Float32Array(0) },
    stepM: STEP_M,
    model: "itm",
    inputs: { frequencyHz: 904.6e6 },
    method: "sweep",
    sector: { index: 0, count: 1 },
    lossDb: new Float32Array(new SharedArrayBuffer(4 * window.width * window.height)).fill(Number.NaN),
  };
}

type Method = CoverageTask["method"];
const emptyLike = (loss: Float32Array) => new Float32Array(loss.length).fill(Number.NaN);
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Processor time of this thread's process, which a busy machine disturbs less than wall time. */
function timed(task: CoverageTask, method: Method) {
  const lossDb = emptyLike(task.lossDb);
  const from = process.cpuUsage();
  const { pixels } = computeCoverage({ ...task, method, lossDb });
  const { user, system } = process.cpuUsage(from);
  return { pixels, seconds: (user + system) / 1e6, lossDb };
}

/** Wall time from the first job to the last result on fresh workers: `stages.coverage` of the command. */
async function inWorkers(task: CoverageTask, method: Method, threads: number, warmUp: boolean): Promise<number> {
  const environment = createPlanEnvironment({ threads, workerUrl });
  const run = () =>
    Promise.all(
      Array.from({ length: threads }, (_, index) =>
        environment.computeCoverage({ ...task, method, sector: { index, count: threads } }),
      ),
    );
  if (warmUp) for (let i = 0; i < 3; i++) await run();
  const from = performance.now();
  await run();
  const seconds = (performance.now() - from) / 1000;
  await environment.close();
  return seconds;
}

function errors(got: Float32Array, exact: Float32Array) {
  const found: number[] = [];
  exact.forEach((value, i) => {
    if (!Number.isNaN(value)) found.push(Math.abs(got[i] - value));
  });
  found.sort((a, b) => a - b);
  const at = (share: number) => found[Math.floor(share * (found.length - 1))].toFixed(2);
  const within3 = (100 * found.filter((error) => error <= 3).length) / found.length;
  return `median ${at(0.5)} dB, 95 % within ${at(0.95)} dB, ${within3.toFixed(2)} % within 3 dB`;
}

/** Points that lie exactly on radials: their own line is the radial, so only the walk's own approximations show. */
function onRadials(task: CoverageTask): CoverageTask {
  const { radialCount, plane } = sortTargets(task);
  const longitudeDeg = new Float64Array(RADIAL_POINTS);
  const latitudeDeg = new Float64Array(RADIAL_POINTS);
  const random = seededRandom(1);
  for (let i = 0; i < RADIAL_POINTS; i++) {
    const angle = (2 * Math.PI * Math.floor(random() * radialCount)) / radialCount;
    // Even over the disc's area, short of the edge where map plane and sphere differ
    const rangeM = 0.99 * RADIUS_M * Math.sqrt(random());
    longitudeDeg[i] = SITE.longitudeDeg + (rangeM * Math.cos(angle)) / plane.metresPerLonDeg;
    latitudeDeg[i] = SITE.latitudeDeg + (rangeM * Math.sin(angle)) / plane.metresPerLatDeg;
  }
  const heightAglM = new Float32Array(RADIAL_POINTS).fill(task.deviceHeightAglM);
  const posts = task.window.width * task.window.height;
  const demand = { longitudeDeg, latitudeDeg, heightAglM };
  return { ...task, demand, lossDb: new Float32Array(posts + RADIAL_POINTS).fill(Number.NaN) };
}

const task = await makeTask();
const cold = process.argv.indexOf("--cold");
if (cold > 0) {
  console.log(await inWorkers(task, process.argv[cold + 1] as Method, 1, false));
} else {
  const threads = availableParallelism();
  const { width, height } = task.window;
  const { west, east, south, north } = latticeBounds(task.window);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    sweep: Array.from({ length: SWEEPS_PER_ROUND }, () => timed(task, "sweep")).sort((a, b) => a.seconds - b.seconds)[
      SWEEPS_PER_ROUND >> 1
    ],
    exact: timed(task, "exact"),
  })).slice(WARMING_ROUNDS);
  const [{ sweep, exact }] = rounds;
  const { pixels } = sweep;
  const sweepS = median(rounds.map((round) => round.sweep.seconds));
  const exactS = median(rounds.map((round) => round.exact.seconds));
  const warmRatio = median(rounds.map((round) => round.exact.seconds / round.sweep.seconds));
  const allS = await inWorkers(task, "sweep", threads, true);
  const coldRun = (method: Method) =>
    Number(execFileSync(process.execPath, [process.argv[1], "--cold", method], { encoding: "utf8" }));
  const coldSweepS = median([coldRun("sweep"), coldRun("sweep"), coldRun("sweep")]);
  const coldExactS = coldRun("exact");
  const radial = onRadials(task);
  const posts = width * height;
  const onLine = timed(radial, "sweep").lossDb.subarray(posts);
  const onLineExact = timed(radial, "exact").lossDb.subarray(posts);
  const rate = (seconds: number) => `${Math.round(pixels / seconds).toLocaleString("en")} pixels/s`;
  console.log(`${pixels} pixels (${width} × ${height}, ${west.toFixed(2)}…${east.toFixed(2)}°, ${south.toFixed(2)}…${north.toFixed(2)}°)
${cpus()[0]?.model.trim()}, ${threads} threads, Node ${process.version}

                     one thread, warm          ratio    first run of a process    ratio
exact model          ${rate(exactS).padEnd(24)}   1.0    ${rate(coldExactS).padEnd(24)}    1.0
sweep                ${rate(sweepS).padEnd(24)}  ${warmRatio.toFixed(1).padStart(4)}    ${rate(coldSweepS).padEnd(24)}   ${(coldExactS / coldSweepS).toFixed(1).padStart(4)}
sweep, ${threads} threads     ${rate(allS)}

error on the same radial   ${errors(onLine, onLineExact)}
error per pixel            ${errors(sweep.lossDb, exact.lossDb)}`);
}
