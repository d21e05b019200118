// Coverage of one site: the radial sweep against the exact model at every pixel (`npm run bench:coverage`).
//
// 30 km around a site in Monterey, profiles of 90 m and of 30 m, pixels of 3″, in one process for the warm figures and in a fresh
// one each for the cold ones. Speeds are ratios within this run, of processor time; the machine's own numbers are for scale only.
import { execFileSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../src/math/random.ts";
import { computeCoverage } from "../src/network/coverage/compute.ts";
import { sortTargets } from "../src/network/coverage/radials/targets.ts";
import type { CoverageTask } from "../src/network/coverage/task.ts";
import { discWindow, mapLattice } from "../src/network/coverage/window.ts";
import { loadElevation } from "../src/runtime/node/elevation.ts";
import { createPlanEnvironment } from "../src/runtime/node/plan-environment.ts";

const SITE = { longitudeDeg: -121.885, latitudeDeg: 36.59, heightAglM: 20 };
const RADIUS_M = 30_000;
/** Steps of the profiles, m. For each, rounds of sweeps and one exact run in turn, so that a machine whose speed drifts slows both. */
const CASES = [
  { stepM: 90, rounds: 5 },
  { stepM: 30, rounds: 3 },
];
/** The first rounds only warm. */
const WARMING_ROUNDS = 1;
const SWEEPS_PER_ROUND = 3;
const COLD_RUNS = 3;
const RADIAL_POINTS = 20_000;
const workerUrl = new URL("./worker.js", import.meta.url);

async function makeTask(stepM: number): Promise<CoverageTask> {
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
    stepM,
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

/** Wall and processor time, s, from the first job to the last result on fresh workers. */
async function inWorkers(task: CoverageTask, method: Method, threads: number, warmUp: boolean) {
  const environment = createPlanEnvironment({ threads, workerUrl });
  const run = () =>
    Promise.all(
      Array.from({ length: threads }, (_, index) =>
        environment.computeCoverage({ ...task, method, sector: { index, count: threads } }),
      ),
    );
  if (warmUp) for (let i = 0; i < 3; i++) await run();
  const fromMs = performance.now();
  const from = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(from);
  const wallS = (performance.now() - fromMs) / 1000;
  await environment.close();
  return { wallS, processorS: (user + system) / 1e6 };
}

/** Processor time of the first run in a process, s: loading, starting the worker and compiling included. */
function coldS(stepM: number, method: Method): number {
  return Number(execFileSync(process.execPath, [process.argv[1], "--cold", `${stepM}`, method], { encoding: "utf8" }));
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

async function compare({ stepM, rounds }: (typeof CASES)[number]): Promise<void> {
  const task = await makeTask(stepM);
  const threads = availableParallelism();
  const { width, height } = task.window;
  const found = Array.from({ length: WARMING_ROUNDS + rounds }, () => ({
    sweep: Array.from({ length: SWEEPS_PER_ROUND }, () => timed(task, "sweep")).sort((a, b) => a.seconds - b.seconds)[
      SWEEPS_PER_ROUND >> 1
    ],
    exact: timed(task, "exact"),
  })).slice(WARMING_ROUNDS);
  const [{ sweep, exact }] = found;
  const { pixels } = sweep;
  const sweepS = median(found.map((round) => round.sweep.seconds));
  const exactS = median(found.map((round) => round.exact.seconds));
  const warmRatio = median(found.map((round) => round.exact.seconds / round.sweep.seconds));
  const { wallS: allS } = await inWorkers(task, "sweep", threads, true);
  const cold = Array.from({ length: COLD_RUNS }, () => ({
    sweep: coldS(stepM, "sweep"),
    exact: coldS(stepM, "exact"),
  }));
  const coldSweepS = median(cold.map((run) => run.sweep));
  const coldExactS = median(cold.map((run) => run.exact));
  const coldRatio = median(cold.map((run) => run.exact / run.sweep));
  const radial = onRadials(task);
  const posts = width * height;
  const onLine = timed(radial, "sweep").lossDb.subarray(posts);
  const onLineExact = timed(radial, "exact").lossDb.subarray(posts);
  const rate = (seconds: number) => `${Math.round(pixels / seconds).toLocaleString("en")} pixels/s`;
  console.log(`
${pixels} pixels (${width} × ${height}), profiles of ${stepM} m

                     one thread, warm          ratio    first run of a process    ratio
exact model          ${rate(exactS).padEnd(24)}   1.0    ${rate(coldExactS).padEnd(24)}    1.0
sweep                ${rate(sweepS).padEnd(24)}  ${warmRatio.toFixed(1).padStart(4)}    ${rate(coldSweepS).padEnd(24)}   ${coldRatio.toFixed(1).padStart(4)}
sweep, ${threads} threads     ${rate(allS)}

error on the same radial   ${errors(onLine, onLineExact)}
error per pixel            ${errors(sweep.lossDb, exact.lossDb)}`);
}

const cold = process.argv.indexOf("--cold");
if (cold > 0) {
  const task = await makeTask(Number(process.argv[cold + 1]));
  const { processorS } = await inWorkers(task, process.argv[cold + 2] as Method, 1, false);
  console.log(processorS);
} else {
  console.log(`${cpus()[0]?.model.trim()}, ${availableParallelism()} threads, Node ${process.version}`);
  for (const one of CASES) await compare(one);
}
