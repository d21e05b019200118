import { availableParallelism } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { InputError, InterruptedError } from "../../../src/math/errors.ts";
import { type PlanRequest, planNetwork } from "../../../src/network/plan.ts";
import { createPlanEnvironment, type PlanEnvironmentOptions } from "../../../src/runtime/node/plan-environment.ts";
import { inProcessEnvironment } from "../../support/in-process-environment.ts";
import { madeScenario } from "../../support/made-scenario.ts";
import { madeTask, madeTerrain } from "../../support/made-task.ts";
import { differences, quantile } from "../../support/raster.ts";

/** As `npm run build`, which `npm test` runs first, leaves it. */
const workerUrl = new URL("../../../dist/cli/worker.js", import.meta.url);

const environments: { close(): Promise<void> }[] = [];
function makeEnvironment(options: Partial<PlanEnvironmentOptions> = {}) {
  const environment = createPlanEnvironment({ workerUrl, ...options });
  environments.push(environment);
  return environment;
}
afterEach(() => Promise.all(environments.splice(0).map((environment) => environment.close())));

const request: PlanRequest = {
  kind: "plan",
  scenario: madeScenario({
    stations: [{ at: [-2500, 0], kind: "gateway" }, { at: [2500, 0] }, { at: [0, 2500] }],
    areas: [{ box: [-4000, -4000, 4000, 4000] }],
    devices: [{ at: [-2000, 300] }],
    goal: { maxGateways: 2, marginDb: 10 },
    resolutionM: 180,
  }),
  elevation: madeTerrain((eastM, northM) => 100 + 60 * Math.sin(eastM / 900) * Math.cos(northM / 1100), 8000, 180),
  method: "sweep",
  pixelM: null,
  target: null,
  warnings: [],
  timeLimitS: 20,
  gap: 0,
  seed: 1,
};
const bytes = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

describe("a plan on worker threads", () => {
  it("is the same to the bit on one thread and on three, and the core's own", async () => {
    const [one, three] = [
      await planNetwork(request, makeEnvironment({ threads: 1 })),
      await planNetwork(request, makeEnvironment({ threads: 3 })),
    ];
    const core = await planNetwork(request, inProcessEnvironment());
    expect(three.gateways).toEqual(one.gateways);
    expect(core.gateways).toEqual(one.gateways);
    expect(three.placement).toEqual(one.placement);
    expect(Buffer.compare(bytes(three.maps.marginDb), bytes(one.maps.marginDb))).toBe(0);
    one.siteLoss.forEach((site, i) => {
      const other = three.siteLoss[i];
      if (site === undefined || other === undefined) throw new Error("every station was to be computed");
      expect(site.lossDb.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(Buffer.compare(bytes(other.lossDb), bytes(site.lossDb))).toBe(0);
      expect(Buffer.compare(bytes(other.demandLossDb), bytes(site.demandLossDb))).toBe(0);
      // The build may be a little older than the sources
      const { sorted, missing } = differences(site.lossDb, core.siteLoss[i]?.lossDb ?? new Float32Array(0));
      expect(missing).toBe(0);
      expect(quantile(sorted, 0.99)).toBeLessThan(0.01);
    });
  });

  it("stops when it is told to", async () => {
    const controller = new AbortController();
    const environment = makeEnvironment({
      threads: 2,
      signal: controller.signal,
      onProgress: ({ done }) => done === 1 && controller.abort(),
    });
    await expect(planNetwork(request, environment)).rejects.toBeInstanceOf(InterruptedError);
  });
});

describe("createPlanEnvironment", () => {
  it("has a worker for each core unless told otherwise", () => {
    expect(makeEnvironment().threads).toBe(availableParallelism());
    expect(makeEnvironment({ threads: 1 }).threads).toBe(1);
  });

  it("hands back a worker's fault as the core would have thrown it", async () => {
    const task = madeTask({ groundM: () => 0, radiusM: 500, siteHeightM: 0.1 });
    const failed = makeEnvironment({ threads: 1 }).computeCoverage(task);
    await expect(failed).rejects.toBeInstanceOf(InputError);
    await expect(failed).rejects.toMatchObject({ code: "out-of-range", issues: [{ where: "txHeightM" }] });
  });

  it("passes on what the placement notes", async () => {
    const notes: string[] = [];
    const solution = await makeEnvironment({ threads: 1 }).solvePlacement(
      {
        costs: Float64Array.of(1, 1),
        weights: Float64Array.of(1, 2, 3),
        covers: [Uint32Array.of(0, 1), Uint32Array.of(2)],
        k: 1,
        fixedOpen: [],
        fixedClosed: [],
        objective: { kind: "max-weight", maxSites: 1, budget: null },
      },
      { timeLimitS: 10, gap: 0, seed: 1 },
      (note) => notes.push(note),
    );
    expect(solution).toMatchObject({ status: "optimal", objective: 3, gap: 0 });
    expect(solution.open).toHaveLength(1);
    expect(notes.length).toBeGreaterThan(0);
  });
});
