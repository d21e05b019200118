// How long placements take to be proven, or how far they are from it when the time limit comes: node dist/bench/placement.js
import { performance } from "node:perf_hooks";
import { seededRandom } from "../src/math/random.ts";
import type { CoverInstance } from "../src/network/placement/instance.ts";
import { solveCover } from "../src/network/placement/solve.ts";
import { solveMip } from "../src/runtime/node/mip-solver.ts";

interface Case {
  readonly demands: number;
  readonly sites: number;
  readonly k: number;
  /** Part of the area that a site covers on average. */
  readonly coverShare: number;
  /** Budget as a part of the cost of all sites. */
  readonly budgetShare: number;
}

const CASES: readonly Case[] = [
  { demands: 10_000, sites: 100, k: 1, coverShare: 0.04, budgetShare: 0.1 },
  { demands: 10_000, sites: 100, k: 2, coverShare: 0.03, budgetShare: 0.2 },
  { demands: 10_000, sites: 100, k: 2, coverShare: 0.06, budgetShare: 0.2 },
  { demands: 50_000, sites: 500, k: 1, coverShare: 0.03, budgetShare: 0.05 },
  { demands: 50_000, sites: 1000, k: 1, coverShare: 0.02, budgetShare: 0.05 },
];
const TIME_LIMIT_S = 60;

/** Demands in a dozen clusters and between them, on a unit square; sites anywhere, each with its own radius. */
function makeInstance({ demands, sites, k, coverShare, budgetShare }: Case): CoverInstance {
  const random = seededRandom(1);
  const clusters = Array.from({ length: 12 }, () => ({ x: random(), y: random(), width: 0.05 + 0.15 * random() }));
  const points = Array.from({ length: demands }, () => {
    const { x, y, width } = clusters[Math.floor(random() * clusters.length)];
    const scattered = random() < 0.3;
    return scattered
      ? { x: random(), y: random() }
      : { x: x + width * (random() - 0.5), y: y + width * (random() - 0.5) };
  });
  const covers = Array.from({ length: sites }, () => {
    const [x, y] = [random(), random()];
    const radius = Math.sqrt(coverShare / Math.PI) * (0.75 + 0.5 * random());
    return Uint32Array.from(points.keys()).filter((i) => Math.hypot(points[i].x - x, points[i].y - y) <= radius);
  });
  const costs = Float64Array.from({ length: sites }, () => 50 + Math.floor(150 * random()));
  const weights = Float64Array.from({ length: demands }, () => 1 + Math.floor(50 * random()));
  const budget = Math.round(budgetShare * costs.reduce((sum, cost) => sum + cost, 0));
  const objective = { kind: "max-weight", maxSites: null, budget } as const;
  return { costs, weights, covers, k, fixedOpen: [], fixedClosed: [], objective };
}

console.log("demands  sites  k  covers  status    objective      gap    seconds");
for (const one of CASES) {
  const instance = makeInstance(one);
  const nowS = () => performance.now() / 1000;
  const startS = nowS();
  const { status, objective, gap } = await solveCover(instance, {
    solveMip,
    timeLimitS: TIME_LIMIT_S,
    gap: 0,
    seed: 1,
    nowS,
  });
  const columns = [
    String(one.demands).padStart(7),
    String(one.sites).padStart(6),
    String(one.k).padStart(2),
    `${(100 * one.coverShare).toFixed(0)} %`.padStart(7),
    ` ${status.padEnd(8)}`,
    String(objective).padStart(10),
    `${(100 * (gap ?? 0)).toFixed(3)} %`.padStart(8),
    (nowS() - startS).toFixed(1).padStart(10),
  ];
  console.log(columns.join(" "));
}
