import { describe, expect, it } from "vitest";
import { InputError, InterruptedError } from "../../src/math/errors.ts";
import { type PlanRequest, planNetwork, stationsToCompute, terrainDiscs } from "../../src/network/plan.ts";
import type { Plan } from "../../src/network/result.ts";
import { inProcessEnvironment, memoryStore } from "../support/in-process-environment.ts";
import { type MadeScenario, madeScenario } from "../support/made-scenario.ts";
import { type GroundM, madeTerrain } from "../support/made-task.ts";

/** Two valleys, west and east of a wall 300 m high. */
const valleys: GroundM = (eastM) => (Math.abs(eastM) < 300 ? 400 : 100);
const hills: GroundM = (eastM, northM) => 100 + 60 * Math.sin(eastM / 900) * Math.cos(northM / 1100);

function requestOf(made: MadeScenario, groundM: GroundM, change: Partial<PlanRequest> = {}): PlanRequest {
  return {
    kind: "plan",
    scenario: madeScenario(made),
    elevation: madeTerrain(groundM, 12_000, 180, made.middle),
    method: "sweep",
    pixelM: 500,
    target: null,
    warnings: [],
    timeLimitS: 20,
    gap: 0,
    seed: 1,
    ...change,
  };
}
const plan = (made: MadeScenario, groundM: GroundM, change: Partial<PlanRequest> = {}) =>
  planNetwork(requestOf(made, groundM, change), inProcessEnvironment());
const bytes = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

/** The most weight that any two stations cover together, from the losses of a plan and the budget's definition. */
function bestPairWeight({ siteLoss, demand }: Plan, maxLossDb: number): number {
  let best = 0;
  for (const a of siteLoss) {
    for (const b of siteLoss) {
      if (a === undefined || b === undefined) continue;
      let weight = 0;
      for (let i = 0; i < demand.count; i++) {
        if (a.demandLossDb[i] <= maxLossDb || b.demandLossDb[i] <= maxLossDb) weight += demand.weight[i];
      }
      best = Math.max(best, weight);
    }
  }
  return best;
}

describe("planNetwork", () => {
  it("puts a gateway into each of two valleys, not two into one", async () => {
    const made: MadeScenario = {
      stations: [{ at: [-2500, 0] }, { at: [-3000, 500] }, { at: [2500, 0] }],
      areas: [
        { box: [-4000, -1000, -1500, 1000], gridM: 250 },
        { box: [1500, -1000, 4000, 1000], gridM: 250 },
      ],
      devices: [{ at: [-2000, 300] }, { at: [2000, -300] }],
      goal: { maxGateways: 2 },
      resolutionM: 180,
    };
    const result = await plan(made, valleys);
    expect(result.gateways).toContain(2);
    expect(result.gateways).toHaveLength(2);
    expect(result.coverage).toEqual({ weightFraction: 1, areaFraction: 1 });
    expect(result).toMatchObject({ kind: "plan", goalMet: true, worstSpots: [] });
    expect(result.placement).toMatchObject({
      status: "optimal",
      mode: "max-weight",
      gap: 0,
      reachableWeightFraction: 1,
    });
    expect(result.stations[2]).toMatchObject({ chosen: true, excluded: false });
    expect(result.stations[2].uniqueWeightFraction).toBeCloseTo(0.5, 2);
    expect(result.links.filter(({ best }) => best).map(({ covered }) => covered)).toEqual([true, true]);
    // Each device is served by the gateway on its side
    const best = result.links.filter((link) => link.best).map(({ gateway }) => result.gateways[gateway]);
    expect(best[1]).toBe(2);
    expect(best[0]).not.toBe(2);
  });

  it("chooses what trying every pair chooses", async () => {
    const result = await plan(
      {
        stations: [
          { at: [-4000, -3500] },
          { at: [-3500, 3000] },
          { at: [0, 0] },
          { at: [3800, -2600] },
          { at: [3000, 4000] },
          { at: [500, -4200] },
        ],
        areas: [{ box: [-6000, -6000, 6000, 6000], gridM: 500 }],
        goal: { maxGateways: 2, marginDb: 6 },
        resolutionM: 180,
      },
      hills,
    );
    // 138.53 dB without a margin (see made-scenario.ts)
    const best = bestPairWeight(result, 138.5309 - 6);
    const total = result.demand.weight.reduce((sum, weight) => sum + weight, 0);
    expect(result.placement?.objective).toBeCloseTo(best, 6);
    expect(result.coverage.weightFraction).toBeCloseTo(best / total, 9);
    expect(result.coverage.weightFraction).toBeGreaterThan(0.1);
    expect(result.coverage.weightFraction).toBeLessThan(0.95);
    expect(result.worstSpots.length).toBeGreaterThan(0);
    expect(result.maps.width).toBeGreaterThan(20);
    expect(Math.max(...result.maps.bestServer)).toBe(1);
  });

  const oneSided: MadeScenario = {
    stations: [
      { at: [-2500, 0], kind: "gateway", cost: 700 },
      { at: [-3000, 500] },
      { at: [2500, 0], cost: 9 },
      { at: [9000, 9000] },
    ],
    areas: [{ box: [-4000, -1000, -1500, 1000] }, { box: [1500, -1000, 4000, 1000] }],
    exclusions: [[8000, 8000, 10_000, 10_000]],
    goal: { coverage: 0.95 },
    resolutionM: 180,
  };

  it("keeps the existing gateway, and adds the least cost for the goal", async () => {
    const result = await plan(oneSided, valleys);
    expect(result.gateways).toEqual([0, 2]);
    expect(result.placement).toMatchObject({ status: "optimal", mode: "min-cost", objective: 9 });
    expect(result.stations[3]).toMatchObject({ chosen: false, excluded: true, aloneWeightFraction: 0 });
    expect(result.siteLoss[3]).toBeUndefined();
  });

  it("shows what there is when a target cannot be reached", async () => {
    const far = { ...oneSided, stations: oneSided.stations.slice(0, 2) };
    const result = await plan(far, valleys, { target: 0.9 });
    expect(result.placement).toMatchObject({ status: "infeasible", objective: null });
    expect(result.placement?.reachableWeightFraction).toBeCloseTo(0.5, 2);
    expect(result.gateways).toEqual([0]);
    expect(result.goalMet).toBe(false);
    expect(result.worstSpots[0].place).toBe("A1");
  });

  it("maps existing gateways alone for coverage", async () => {
    const env = inProcessEnvironment();
    const result = await planNetwork(requestOf(oneSided, valleys, { kind: "coverage" }), env);
    expect(env.computed()).toBe(1);
    expect(result).toMatchObject({ kind: "coverage", placement: null, gateways: [0] });
    expect(result.siteLoss.map((site) => site?.station)).toEqual([0, undefined, undefined, undefined]);
    expect(result.coverage.areaFraction).toBeCloseTo(0.5, 2);
    expect(result.maps.bestServer.every((server) => server <= 0)).toBe(true);
  });

  it("reports progress from nothing to all", async () => {
    const env = inProcessEnvironment();
    await planNetwork(requestOf(oneSided, valleys), env);
    const of = (stage: string) => env.progress.filter((step) => step.stage === stage);
    expect(of("coverage").map(({ done, total }) => [done, total])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(of("placement").at(-1)).toMatchObject({ done: 1, total: 1 });
  });

  it("gives the same bits with one worker and with several", async () => {
    const run = (threads: number) => planNetwork(requestOf(oneSided, hills), inProcessEnvironment({ threads }));
    const [one, three] = [await run(1), await run(3)];
    expect(three.gateways).toEqual(one.gateways);
    one.siteLoss.forEach((site, i) => {
      if (site === undefined) return;
      const other = three.siteLoss[i];
      expect(Buffer.compare(bytes(other?.lossDb ?? new Float32Array(0)), bytes(site.lossDb))).toBe(0);
      expect(Buffer.compare(bytes(other?.demandLossDb ?? new Float32Array(0)), bytes(site.demandLossDb))).toBe(0);
    });
    expect(Buffer.compare(bytes(three.maps.marginDb), bytes(one.maps.marginDb))).toBe(0);
  });

  it("finds the same network across the antimeridian", async () => {
    const usual = await plan(oneSided, hills);
    const middle = { longitudeDeg: 180, latitudeDeg: 45 };
    const moved = madeScenario({ ...oneSided, middle });
    const turn = <T extends { longitudeDeg: number }>(place: T): T => ({
      ...place,
      longitudeDeg: place.longitudeDeg > 180 ? place.longitudeDeg - 360 : place.longitudeDeg,
    });
    const scenario = { ...moved, stations: moved.stations.map(turn) };
    const request = requestOf({ ...oneSided, middle }, hills, { scenario });
    const result = await planNetwork(request, inProcessEnvironment());
    expect(scenario.stations.some(({ longitudeDeg }) => longitudeDeg < 0)).toBe(true);
    expect(result.gateways).toEqual(usual.gateways);
    expect(result.coverage.weightFraction).toBeCloseTo(usual.coverage.weightFraction, 2);
  });

  it("refuses what it cannot answer", async () => {
    const without = (made: Partial<MadeScenario>, kind: Plan["kind"] = "plan") =>
      expect(plan({ ...oneSided, ...made }, valleys, { kind })).rejects;
    await without({ stations: [] }).toMatchObject({ code: "no-station" });
    await without({ areas: [] }).toMatchObject({ code: "nothing-to-cover" });
    await without({ stations: [{ at: [0, 0] }] }, "coverage").toMatchObject({ code: "no-gateway" });
    await without({ stations: [{ at: [9000, 9000] }] }).toMatchObject({ code: "no-station" });
    await without({ stations: [{ at: [9000, 9000] }] }).toBeInstanceOf(InputError);
  });
});

describe("stations to compute and their terrain", () => {
  const made: MadeScenario = {
    stations: [{ at: [0, 0], kind: "gateway" }, { at: [1000, 0] }, { at: [2000, 0] }],
    exclusions: [[-100, -100, 1500, 100]],
    propagation: { radiusM: 4321 },
  };

  it("leaves out excluded candidates, never gateways", () => {
    const scenario = madeScenario(made);
    expect(stationsToCompute(scenario, "plan")).toEqual([0, 2]);
    expect(stationsToCompute(scenario, "coverage")).toEqual([0]);
    expect(terrainDiscs(scenario, "plan")).toEqual([
      { center: scenario.stations[0], radiusM: 4321 },
      { center: scenario.stations[2], radiusM: 4321 },
    ]);
  });
});

describe("store of an interrupted run", () => {
  const made: MadeScenario = {
    stations: [{ at: [-2500, 0] }, { at: [2500, 0] }, { at: [0, 2500] }],
    devices: [{ at: [-2000, 300] }, { at: [2000, -300] }],
    goal: { maxGateways: 2 },
    resolutionM: 180,
  };
  const run = async (store: ReturnType<typeof memoryStore>, change: Partial<MadeScenario> = {}, ground = hills) => {
    const env = inProcessEnvironment({ store });
    const result = await planNetwork(requestOf({ ...made, ...change }, ground), env);
    return { result, computed: env.computed() };
  };

  it("is used instead of computing again", async () => {
    const store = memoryStore();
    const first = await run(store);
    expect(first.computed).toBe(3);
    expect(store.entries.size).toBe(3);
    const second = await run(store);
    expect(second.computed).toBe(0);
    expect(Buffer.compare(bytes(second.result.maps.marginDb), bytes(first.result.maps.marginDb))).toBe(0);
    expect(second.result.gateways).toEqual(first.result.gateways);
  });

  it("computes anew what is damaged", async () => {
    const store = memoryStore();
    await run(store);
    const [key] = store.entries.keys();
    store.entries.set(key, new Float32Array(3));
    expect((await run(store)).computed).toBe(1);
  });

  it("is not used for another question", async () => {
    const store = memoryStore();
    await run(store);
    const others: Partial<MadeScenario>[] = [
      { devices: [{ at: [-2000, 300] }, { at: [2000, -301] }] },
      { devices: [{ at: [-2000, 300] }, { at: [2000, -300], heightAglM: 3 }] },
      { propagation: { radiusM: 5001 } },
      { propagation: { inputs: { refractivityN: 320 } } },
      { resolutionM: 179 },
    ];
    for (const other of others) expect((await run(store, other)).computed).toBe(3);
    expect((await run(store, {}, (e, n) => (e > 4000 ? 1 : hills(e, n)))).computed).toBe(3);
    // A goal or a budget does not change a loss
    expect((await run(store, { goal: { maxGateways: 1, marginDb: 3 } })).computed).toBe(0);
  });

  it("keeps what was finished when the run is stopped", async () => {
    const store = memoryStore();
    const signal = { aborted: false };
    const env = inProcessEnvironment({
      store,
      signal,
      onTask: (computed) => {
        if (computed === 2) signal.aborted = true;
      },
    });
    await expect(planNetwork(requestOf(made, hills), env)).rejects.toBeInstanceOf(InterruptedError);
    expect(store.entries.size).toBeGreaterThan(0);
    expect((await run(store)).computed).toBeLessThan(3);
  });
});
