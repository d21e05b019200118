import { describe, expect, it } from "vitest";
import type { CoverGrid } from "../../../../src/geo/cover/cover-grid.ts";
import type { ModelInput } from "../../../../src/link/propagation/model.ts";
import { PATH_MODELS } from "../../../../src/link/propagation/registry.ts";
import { SWEEPS } from "../../../../src/network/coverage/compute.ts";
import type { CoverageTask } from "../../../../src/network/coverage/task.ts";
import { compute, type GroundM, type MadeTask, madeTask, placeAt, postPlaces } from "../../../support/made-task.ts";
import { seededRandom } from "../../../support/random.ts";
import { differences, quantile, referenceRaster, shareWithin } from "../../../support/raster.ts";

const flat: GroundM = () => 100;
/** Hills about a kilometre apart, 80 m up and down. */
const hills: GroundM = (eastM, northM) =>
  100 + 60 * Math.sin(eastM / 900) * Math.cos(northM / 1100) + 20 * Math.sin(eastM / 430 + northM / 370);

/** Heights that stand on a made terrain, in cells of 30 m. */
function madeCover(task: CoverageTask, heightM: GroundM): CoverGrid {
  const cellM = 30;
  const half = Math.ceil(task.radiusM / cellM) + 4;
  const size = 2 * half + 1;
  const corner = placeAt(-half * cellM, half * cellM);
  const step = placeAt(cellM, cellM);
  const data = new Float32Array(size * size);
  for (let i = 0; i < data.length; i++) {
    data[i] = heightM(((i % size) - half) * cellM, (half - Math.floor(i / size)) * cellM);
  }
  const lonStepDeg = step.longitudeDeg - task.site.longitudeDeg;
  const latStepDeg = step.latitudeDeg - task.site.latitudeDeg;
  return {
    data,
    width: size,
    height: size,
    westDeg: corner.longitudeDeg,
    northDeg: corner.latitudeDeg,
    lonStepDeg,
    latStepDeg,
  };
}

describe.each(["delta-bullington", "p1812"])("sweep by %s", (model) => {
  const taskOf = (made: Omit<MadeTask, "model">, inputs: ModelInput = {}): CoverageTask => {
    const task = madeTask({ ...made, model });
    return { ...task, inputs: { ...task.inputs, ...inputs } };
  };
  const errorsOf = (task: CoverageTask) => {
    const exact = compute(task, "exact").lossDb;
    return differences(compute(task, "sweep").lossDb, exact);
  };

  it.each([
    ["cape_town_868_tls50", "cape-town"],
    ["monterey_915_tls95", "monterey"],
  ])("meets the exact model on real ground (%s)", async (name, terrain) => {
    const { task } = await referenceRaster(name, terrain);
    const { frequencyHz } = task.inputs;
    const { sorted, missing } = errorsOf({ ...task, model, inputs: { frequencyHz }, radiusM: 8000 });
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.1);
    expect(quantile(sorted, 0.95)).toBeLessThan(1);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.99);
  });

  it.each([
    { frequencyHz: 433e6, siteHeightM: 30, deviceHeightM: 30, stepM: 90, radiusM: 6000 },
    { frequencyHz: 868e6, siteHeightM: 20, deviceHeightM: 1, stepM: 90, radiusM: 6000 },
    { frequencyHz: 868e6, siteHeightM: 1, deviceHeightM: 1, stepM: 30, radiusM: 2500 },
    { frequencyHz: 2.4e9, siteHeightM: 10, deviceHeightM: 30, stepM: 30, radiusM: 2500 },
    // So far that the earth itself stands between, and other ways about it come into play
    { frequencyHz: 868e6, siteHeightM: 1, deviceHeightM: 1, stepM: 500, radiusM: 40_000 },
  ])(
    "is the exact model's over flat ground ($frequencyHz Hz, $siteHeightM and $deviceHeightM m, to $radiusM m)",
    (made) => {
      const { sorted, missing } = errorsOf(taskOf({ groundM: flat, ...made }));
      expect(missing).toBe(0);
      expect(sorted[sorted.length - 1]).toBeLessThan(0.02);
    },
  );

  it.each([0.01, 0.05, 0.1])("finds each place's own ground beside the radial (slope %d)", (slope) => {
    const groundM: GroundM = (eastM, northM) => 2000 + slope * (0.6 * eastM + 0.8 * northM);
    const { sorted } = errorsOf(taskOf({ groundM, radiusM: 8000 }));
    expect(quantile(sorted, 0.99)).toBeLessThan(0.02);
    expect(sorted[sorted.length - 1]).toBeLessThan(0.1);
  });

  it.each<[string, GroundM]>([
    ["an edge", (eastM) => (Math.abs(eastM - 3000) < 150 ? 220 : 100)],
    ["a wedge", (eastM) => 100 + Math.max(0, 150 - 0.1 * Math.abs(eastM - 3000))],
    ["two edges", (eastM) => (Math.abs(eastM - 2000) < 150 || Math.abs(eastM - 4000) < 150 ? 180 : 100)],
    [
      "a hill beside the path",
      (eastM, northM) => 100 + 200 * Math.exp(-((eastM - 2500) ** 2 + (northM - 700) ** 2) / 5e5),
    ],
  ])("meets the exact model behind %s", (_, groundM) => {
    const task = taskOf({ groundM, radiusM: 6000 });
    const { sorted, missing } = errorsOf(task);
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.05);
    expect(quantile(sorted, 0.95)).toBeLessThan(1);
    const places = postPlaces(task);
    const shadowed = compute(task, "sweep").postDb.filter(
      (_, i) => places[i].eastM > 4500 && Math.abs(places[i].northM) < 500,
    );
    const open = compute(task, "sweep").postDb.filter(
      (_, i) => places[i].eastM < -4500 && Math.abs(places[i].northM) < 500,
    );
    expect(Math.min(...shadowed)).toBeGreaterThan(Math.max(...open));
  });

  it("shows the shadow of a wall that stands on the ground", () => {
    const bare = taskOf({ groundM: flat, radiusM: 4000, deviceHeightM: 1.5 });
    const task = { ...bare, cover: madeCover(bare, (eastM) => (Math.abs(eastM - 1980) < 20 ? 25 : 0)) };
    const { sorted, missing } = errorsOf(task);
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.02);
    expect(quantile(sorted, 0.95)).toBeLessThan(0.2);
    const places = postPlaces(task);
    const [walled, free] = [task, bare].map((made) => compute(made, "sweep").postDb);
    const extraDb = walled.map((lossDb, i) => lossDb - free[i]);
    places.forEach(({ eastM, northM, distanceM }, i) => {
      if (distanceM > 3900) return;
      if (eastM < 1900) expect(Math.abs(extraDb[i])).toBeLessThan(0.01);
      // By hand: 25 m over the line from 20 to 1.5 m, 200 m behind it: v ≈ 22 √(2 · 2200 / (0.345 · 2000 · 200)) = 4
      if (eastM > 2150 && eastM < 2250 && Math.abs(northM) < 300) expect(extraDb[i]).toBeGreaterThan(15);
    });
  });

  it("meets the exact model between houses", () => {
    const bare = taskOf({ groundM: hills, radiusM: 4000, deviceHeightM: 1.5 });
    const random = seededRandom(3);
    const cover = madeCover(bare, () => (random() < 0.1 ? 3 + 12 * random() : 0));
    const { sorted, missing } = errorsOf({ ...bare, cover });
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.1);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.9);
  });

  it("meets the exact model among trees, by a grid and by one height", () => {
    const bare = taskOf({ groundM: hills, radiusM: 5000 });
    const grove: GroundM = (eastM, northM) => (Math.sin(eastM / 300) * Math.sin(northM / 400) > 0.3 ? 15 : 0);
    for (const task of [
      { ...bare, cover: madeCover(bare, grove) },
      taskOf({ groundM: hills, radiusM: 5000 }, { clutterHeightM: 8 }),
    ]) {
      const { sorted, missing } = errorsOf(task);
      expect(missing).toBe(0);
      expect(quantile(sorted, 0.5)).toBeLessThan(0.2);
      expect(shareWithin(sorted, 3)).toBeGreaterThan(0.97);
    }
  });

  it.each([30, 90])("meets the exact model on hills with steps of %d m", (stepM) => {
    const { sorted, missing } = errorsOf(taskOf({ groundM: hills, radiusM: 60 * stepM, stepM }));
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.2);
    expect(quantile(sorted, 0.95)).toBeLessThan(1);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.98);
  });

  it("has no answer in a gap of the terrain and behind it, and its usual one elsewhere", () => {
    const isGap = (eastM: number, northM: number) => Math.hypot(eastM - 2500, northM - 1500) < 600;
    const task = taskOf({ groundM: (e, n) => (isGap(e, n) ? Number.NaN : hills(e, n)), radiusM: 5000 });
    const { postDb } = compute(task, "sweep");
    const exact = compute(task, "exact").postDb;
    const whole = compute(taskOf({ groundM: hills, radiusM: 5000 }), "sweep").postDb;
    const places = postPlaces(task);
    let differing = 0;
    postDb.forEach((lossDb, i) => {
      if (isGap(places[i].eastM, places[i].northM)) expect(lossDb).toBeNaN();
      if (places[i].eastM < 0) expect(lossDb).toBe(whole[i]);
      if (Number.isNaN(lossDb) !== Number.isNaN(exact[i])) differing++;
    });
    expect(differing / postDb.length).toBeLessThan(0.005);
  });

  it("takes each demand point's own place and height", () => {
    const random = seededRandom(11);
    const metres = () => 4500 * (2 * random() - 1);
    const demand = Array.from({ length: 400 }, () => [metres(), metres(), 1 + 20 * random()] as const);
    const task = taskOf({ groundM: hills, radiusM: 5000, demand: [...demand, [0, 0, 1.5], [5010, 0, 1.5]] });
    const { demandDb } = compute(task, "sweep");
    const { sorted, missing } = differences(demandDb, compute(task, "exact").demandDb);
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.2);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.97);
    expect(demandDb[400]).toBeGreaterThan(10);
    expect(demandDb[401]).toBeNaN();
  });

  it("gives the same bits however the circle is cut", () => {
    const task = taskOf({ groundM: hills, radiusM: 4000, demand: [[700, 300, 2]] });
    const whole = Buffer.from(compute(task, "sweep").lossDb.buffer);
    for (const sectors of [2, 3, 7]) {
      expect(Buffer.compare(Buffer.from(compute(task, "sweep", sectors).lossDb.buffer), whole)).toBe(0);
    }
  });

  it.each([
    [78, 20_000, 300],
    [-82, 50_000, 600],
  ])("meets the exact model near the poles (%d°)", (latitudeDeg, radiusM, stepM) => {
    const { sorted, missing } = errorsOf(
      taskOf({ groundM: hills, radiusM, stepM, middle: { longitudeDeg: 20, latitudeDeg } }),
    );
    expect(missing).toBe(0);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.95);
  });
});

describe("sweep by p1812", () => {
  it.each<ModelInput>([
    { time: 10 },
    { time: 1, location: 95 },
    { time: 1, zone: "sea" },
    { time: 49.9, zone: "coastal", txCoastDistanceM: 1000 },
    { polarization: "horizontal", refractivityGradient: 70 },
    { location: 90, locationSigmaDb: 8 },
  ])("takes %o as the exact model does", (inputs) => {
    const made = madeTask({ groundM: hills, radiusM: 12_000, stepM: 200, model: "p1812", siteHeightM: 40 });
    const task = { ...made, inputs: { ...made.inputs, ...inputs } };
    const { sorted, missing } = differences(compute(task, "sweep").lossDb, compute(task, "exact").lossDb);
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.2);
    expect(quantile(sorted, 0.95)).toBeLessThan(1.2);
  });
});

describe("models over terrain", () => {
  it("all have a sweep", () => {
    const without = PATH_MODELS.filter((model) => model.usesTerrain && !SWEEPS.has(model));
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});
