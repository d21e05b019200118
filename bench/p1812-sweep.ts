// Coverage by P.1812 and delta-Bullington: the walk along radials against the model path by path (`npm run bench:p1812-sweep`).
//
// Both bundled terrains, pixels of 3″, one thread. The case with houses has made ones: rectangles of 10 to 30 m, 3 to 43 m high, on a
// seventh of the ground. Speeds are ratios within this run; the machine's own numbers are printed for scale only.
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import type { CoverGrid } from "../src/geo/cover/cover-grid.ts";
import { METRES_PER_DEGREE } from "../src/geo/geodesy.ts";
import { seededRandom } from "../src/math/random.ts";
import { computeCoverage } from "../src/network/coverage/compute.ts";
import type { CoverageTask } from "../src/network/coverage/task.ts";
import { discWindow, mapLattice } from "../src/network/coverage/window.ts";
import { loadElevation } from "../src/runtime/node/elevation.ts";

const SITES = {
  monterey: { longitudeDeg: -121.885, latitudeDeg: 36.59, heightAglM: 20 },
  "cape-town": { longitudeDeg: 18.52, latitudeDeg: -33.98, heightAglM: 30 },
};
const PIXEL_M = METRES_PER_DEGREE / 1200;
const HOUSE_CELL_M = 10;

interface Case {
  readonly terrain: keyof typeof SITES;
  readonly model: string;
  readonly radiusM: number;
  readonly stepM: number;
  readonly inputs?: Readonly<Record<string, number>>;
  readonly houses?: true;
}

const FAR = { terrain: "monterey", radiusM: 30_000, stepM: 90 } as const;
const STEEP = { terrain: "cape-town", radiusM: 12_000, stepM: 30 } as const;
const CASES: readonly Case[] = [
  { ...FAR, model: "p1812" },
  { ...FAR, model: "p1812", inputs: { time: 5 } },
  { ...FAR, model: "delta-bullington" },
  { ...STEEP, model: "p1812" },
  { ...STEEP, model: "delta-bullington" },
  { ...STEEP, model: "p1812", houses: true },
];
/** Sweeps and exact runs in turn, so that a machine whose speed drifts slows both; the first round only warms. */
const ROUNDS = 3;
const SWEEPS_PER_ROUND = 3;

async function makeTask({ terrain, model, radiusM, stepM, inputs, houses }: Case): Promise<CoverageTask> {
  const site = SITES[terrain];
  const path = fileURLToPath(new URL(`../../scenarios/${terrain}/terrain/${terrain}.tif`, import.meta.url));
  const { grid } = await loadElevation([{ path, name: `${terrain}.tif` }], [{ center: site, radiusM }]);
  const window = discWindow(mapLattice(grid, PIXEL_M), site, radiusM);
  return {
    elevation: grid,
    cover: houses === true ? makeHouses(site, radiusM) : null,
    site,
    window,
    radiusM,
    deviceHeightAglM: 1.5,
    demand: { longitudeDeg: new Float64Array(0), latitudeDeg: new Float64Array(0), heightAglM: new Float32Array(0) },
    stepM,
    model,
    inputs: { frequencyHz: 868e6, ...inputs },
    method: "sweep",
    sector: { index: 0, count: 1 },
    lossDb: new Float32Array(window.width * window.height).fill(Number.NaN),
  };
}

function makeHouses(site: CoverageTask["site"], radiusM: number): CoverGrid {
  const size = Math.ceil((2 * radiusM) / HOUSE_CELL_M);
  const latStepDeg = HOUSE_CELL_M / METRES_PER_DEGREE;
  const lonStepDeg = latStepDeg / Math.cos((site.latitudeDeg * Math.PI) / 180);
  const data = new Float32Array(size * size);
  const random = seededRandom(4);
  const upTo = (n: number) => Math.floor(random() * n);
  for (let house = 0; house < (0.15 * size * size) / 4; house++) {
    const [left, top, width, height] = [upTo(size), upTo(size), 1 + upTo(3), 1 + upTo(3)];
    const heightM = 3 + 8 * random() * (random() < 0.05 ? 5 : 1);
    for (let row = top; row < Math.min(top + height, size); row++) {
      data.fill(heightM, row * size + left, row * size + Math.min(left + width, size));
    }
  }
  const westDeg = site.longitudeDeg - (size / 2) * lonStepDeg;
  const northDeg = site.latitudeDeg + (size / 2) * latStepDeg;
  return { data, width: size, height: size, westDeg, northDeg, lonStepDeg, latStepDeg };
}

/** Processor time of this process, which a busy machine disturbs less than wall time. */
function timed(task: CoverageTask, method: CoverageTask["method"]) {
  const lossDb = new Float32Array(task.lossDb.length).fill(Number.NaN);
  const from = process.cpuUsage();
  const { pixels } = computeCoverage({ ...task, method, lossDb });
  const { user, system } = process.cpuUsage(from);
  return { pixels, seconds: (user + system) / 1e6, lossDb };
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

function errors(got: Float32Array, exact: Float32Array): string {
  const found: number[] = [];
  exact.forEach((value, i) => {
    if (!Number.isNaN(value)) found.push(Math.abs(got[i] - value));
  });
  found.sort((a, b) => a - b);
  const [half, most, nearly] = [0.5, 0.95, 0.99].map((share) =>
    found[Math.floor(share * (found.length - 1))].toFixed(2).padStart(6),
  );
  return `${half} ${most} ${nearly}`;
}

console.log(`${cpus()[0]?.model.trim()}, Node ${process.version}, one thread, warm

                                              pixels/s                error, dB
                                          exact      sweep  ratio   50 %   95 %   99 %`);
for (const made of CASES) {
  const task = await makeTask(made);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const sweeps = Array.from({ length: SWEEPS_PER_ROUND }, () => timed(task, "sweep"));
    return { sweep: sweeps[0], sweepS: median(sweeps.map(({ seconds }) => seconds)), exact: timed(task, "exact") };
  }).slice(1);
  const [{ sweep, exact }] = rounds;
  const rate = (seconds: number) =>
    Math.round(sweep.pixels / seconds)
      .toLocaleString("en")
      .padStart(10);
  const title = [made.model, made.inputs?.time && `${made.inputs.time} %`, made.houses && "houses"]
    .filter(Boolean)
    .join(" ");
  const place = `${made.radiusM / 1000} km, ${made.stepM} m`;
  const ratio = median(rounds.map((round) => round.exact.seconds / round.sweepS));
  console.log(
    `${title.padEnd(20)} ${place.padEnd(14)} ${rate(rounds[0].exact.seconds)} ${rate(rounds[0].sweepS)} ${ratio.toFixed(1).padStart(6)} ${errors(sweep.lossDb, exact.lossDb)}`,
  );
}
