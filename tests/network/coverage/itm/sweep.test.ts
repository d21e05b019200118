import { describe, expect, it } from "vitest";
import { freeSpaceLossDb } from "../../../../src/link/propagation/free-space.ts";
import { sortTargets } from "../../../../src/network/coverage/radials/targets.ts";
import { compute, type GroundM, madeTask, madeTerrain, placeAt, postPlaces } from "../../../support/made-task.ts";
import { seededRandom } from "../../../support/random.ts";
import { differences, quantile, shareWithin } from "../../../support/raster.ts";

const flat: GroundM = () => 100;
/** Hills about a kilometre apart, 80 m up and down. */
const hills: GroundM = (eastM, northM) =>
  100 + 60 * Math.sin(eastM / 900) * Math.cos(northM / 1100) + 20 * Math.sin(eastM / 430 + northM / 370);
const sameGaps = (a: Float32Array, b: Float32Array) =>
  a.every((value, i) => Number.isNaN(value) === Number.isNaN(b[i]));

describe("sweep over flat ground", () => {
  it.each([
    { frequencyHz: 433e6, siteHeightM: 30, deviceHeightM: 30, stepM: 90, radiusM: 6000 },
    { frequencyHz: 868e6, siteHeightM: 20, deviceHeightM: 1, stepM: 90, radiusM: 6000 },
    { frequencyHz: 868e6, siteHeightM: 1, deviceHeightM: 1, stepM: 30, radiusM: 2500 },
    { frequencyHz: 2.4e9, siteHeightM: 10, deviceHeightM: 30, stepM: 30, radiusM: 2500 },
    // So far that horizons, and troposcatter beyond them, come into play
    { frequencyHz: 868e6, siteHeightM: 1, deviceHeightM: 1, stepM: 500, radiusM: 60_000, toleranceDb: 0.3 },
  ])("is the exact model's ($frequencyHz Hz, $siteHeightM and $deviceHeightM m, steps of $stepM m)", (made) => {
    const task = madeTask({ groundM: flat, ...made });
    const { postDb } = compute(task, "sweep");
    const { sorted, missing } = differences(postDb, compute(task, "exact").postDb);
    expect(missing).toBe(0);
    expect(sorted[sorted.length - 1]).toBeLessThan(made.toleranceDb ?? 0.05);
  });

  it("has a loss at every post within the radius, the site's own too, and none beyond", () => {
    const task = madeTask({ groundM: flat, radiusM: 3000 });
    const { postDb } = compute(task, "sweep");
    const places = postPlaces(task);
    const nearEdge = 5;
    places.forEach(({ distanceM }, i) => {
      if (distanceM < task.radiusM - nearEdge) expect(postDb[i]).toBeGreaterThan(20);
      if (distanceM > task.radiusM + nearEdge) expect(postDb[i]).toBeNaN();
    });
    // Under the antenna: about free space over a metre
    const own = places.findIndex(({ distanceM }) => distanceM < 1);
    expect(Math.abs(postDb[own] - freeSpaceLossDb(1, 868e6))).toBeLessThan(15);
  });
});

describe("sweep over a tilted plane", () => {
  it.each([0.01, 0.05, 0.1])("finds each place's own ground beside the radial (slope %d)", (slope) => {
    const groundM: GroundM = (eastM, northM) => 2000 + slope * (0.6 * eastM + 0.8 * northM);
    const task = madeTask({ groundM, radiusM: 8000, siteHeightM: 20, deviceHeightM: 1.5 });
    const { sorted } = differences(compute(task, "sweep").postDb, compute(task, "exact").postDb);
    expect(quantile(sorted, 0.95)).toBeLessThan(0.002);
    // The rest lie where the plane just touches the ray: a horizon more or less
    expect(quantile(sorted, 0.99)).toBeLessThan(0.1);
  });
});

describe("sweep over a ridge", () => {
  const ridgeM = 4000;
  const made = { radiusM: 8000, siteHeightM: 20, deviceHeightM: 1.5 };
  const withRidge = madeTask({ ...made, groundM: (eastM) => (Math.abs(eastM - ridgeM) < 100 ? 160 : 100) });
  const ridge = compute(withRidge, "sweep").postDb;
  const plain = compute(madeTask({ ...made, groundM: flat }), "sweep").postDb;
  const places = postPlaces(withRidge);

  it("changes nothing on the other side of the site", () => {
    // West of the site even the interpolated terrain irregularity has not seen it
    places.forEach(({ eastM }, i) => {
      if (eastM < -100) expect(ridge[i]).toBe(plain[i]);
    });
  });

  it("changes nothing well before it", () => {
    places.forEach(({ eastM }, i) => {
      if (eastM < 0.6 * ridgeM) expect(Math.abs(ridge[i] - plain[i]) || 0).toBeLessThan(0.01);
    });
  });

  it("casts a shadow behind it", () => {
    // By hand: 40 m above the antenna at 4 km, so a ray over it grazes 1 km behind at 70 m above the ground; a knife edge
    // of v = h √(2 d / λ d1 d2) ≈ 51.5 √(2 · 5000 / (0.345 · 4000 · 1000)) = 4.4 costs 13 + 20 log10(4.4) = 26 dB.
    const behind = places.flatMap(({ eastM, northM }, i) =>
      eastM > 4900 && eastM < 5100 && Math.abs(northM) < 1000 ? [ridge[i] - plain[i]] : [],
    );
    expect(behind.length).toBeGreaterThan(30);
    for (const extraDb of behind) {
      expect(extraDb).toBeGreaterThan(12);
      expect(extraDb).toBeLessThan(45);
    }
  });

  it("is the exact model's within the sweep's error", () => {
    const { sorted, missing } = differences(ridge, compute(withRidge, "exact").postDb);
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.05);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.95);
  });
});

describe("sweep past a wall of cover on flat ground", () => {
  const bare = madeTask({ groundM: flat, radiusM: 5000, siteHeightM: 20, deviceHeightM: 1.5 });
  // A block of buildings, on a lattice of its own with three cells to a step of the terrain's
  const wallM = 2500;
  const isWall = (eastM: number, northM: number) => Math.abs(eastM - wallM) < 180 && Math.abs(northM) < 2500;
  const walled = { ...bare, cover: madeTerrain((eastM, northM) => (isWall(eastM, northM) ? 40 : 0), 5200, 30) };
  const places = postPlaces(walled);
  const sweep = compute(walled, "sweep").postDb;
  const exact = compute(walled, "exact").postDb;
  const bareDb = compute(bare, "sweep").postDb;
  const within = (isThere: (eastM: number, northM: number) => boolean) => {
    const chosen = (from: Float32Array) => from.filter((_, i) => isThere(places[i].eastM, places[i].northM));
    return { sweep: chosen(sweep), exact: chosen(exact), bare: chosen(bareDb) };
  };

  it("changes nothing on the other side of the site", () => {
    const west = within((eastM) => eastM < -100);
    expect(west.sweep).toEqual(west.bare);
  });

  it("is the exact model's well before it", () => {
    const before = within((eastM) => eastM < 0.75 * wallM);
    expect(differences(before.sweep, before.exact).sorted.at(-1)).toBeLessThan(0.05);
  });

  it("is the exact model's behind it, in its shadow, within the sweep's error", () => {
    const behind = within((eastM, northM) => eastM > wallM + 180 && Math.abs(northM) < 0.9 * eastM);
    const { sorted, missing } = differences(behind.sweep, behind.exact);
    expect(missing).toBe(0);
    // A wall is no terrain: among few heights, one more or less above the upper tenth moves the exact model's own irregularity
    expect(quantile(sorted, 0.5)).toBeLessThan(1);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.9);
    expect(quantile(differences(behind.sweep, behind.bare).sorted, 0.1)).toBeGreaterThan(20);
  });

  it("leaves the devices on the ground, and out of sight, where the wall stands", () => {
    const on = within((eastM, northM) => Math.abs(eastM - wallM) < 100 && Math.abs(northM) < 1000);
    expect(quantile(differences(on.sweep, on.bare).sorted, 0.1)).toBeGreaterThan(20);
  });

  it("gives the same bits however the circle is cut", () => {
    expect(compute(walled, "sweep", 3).postDb).toEqual(sweep);
  });
});

describe("sweep over terrain with a gap", () => {
  const isGap = (eastM: number, northM: number) => Math.hypot(eastM - 2500, northM - 1500) < 600;
  const task = madeTask({ groundM: (e, n) => (isGap(e, n) ? Number.NaN : hills(e, n)), radiusM: 5000 });
  const { postDb } = compute(task, "sweep");
  const whole = compute(madeTask({ groundM: hills, radiusM: 5000 }), "sweep").postDb;

  it("has no answer in the gap and behind it, and its usual one elsewhere", () => {
    const exact = compute(task, "exact").postDb;
    const places = postPlaces(task);
    let differing = 0;
    postDb.forEach((lossDb, i) => {
      if (isGap(places[i].eastM, places[i].northM)) expect(lossDb).toBeNaN();
      if (Number.isNaN(lossDb) !== Number.isNaN(exact[i])) differing++;
    });
    // Both agree on the shadow but for pixels on its rim
    expect(differing / postDb.length).toBeLessThan(0.005);
    const beside = postDb.filter((_, i) => places[i].eastM < 0);
    const wholeBeside = whole.filter((_, i) => places[i].eastM < 0);
    expect(Buffer.compare(Buffer.from(beside.buffer), Buffer.from(wholeBeside.buffer))).toBe(0);
  });

  it("has no answer anywhere when the site stands in it, or beside the terrain", () => {
    for (const place of [placeAt(2500, 1500), placeAt(30_000, 0)]) {
      const moved = { ...task, site: { ...task.site, ...place }, radiusM: 40_000 };
      expect(compute(moved, "sweep").postDb.every(Number.isNaN)).toBe(true);
    }
  });
});

describe("sweep to demand points", () => {
  const random = seededRandom(11);
  const onPosts = Array.from({ length: 200 }, () => {
    const metres = () => 90 * Math.round(50 * (2 * random() - 1));
    return [metres(), metres(), 1.5] as const;
  });
  const between = Array.from({ length: 400 }, () => {
    const metres = () => 4500 * (2 * random() - 1);
    return [metres(), metres(), 1 + 20 * random()] as const;
  });

  it("gives a point on a post the post's loss", () => {
    const task = madeTask({ groundM: hills, radiusM: 5000, demand: onPosts });
    const { postDb, demandDb } = compute(task, "sweep");
    const postOf = new Map(postPlaces(task).map((p, i) => [`${Math.round(p.eastM)} ${Math.round(p.northM)}`, i]));
    let compared = 0;
    let equal = 0;
    onPosts.forEach(([eastM, northM], k) => {
      const post = postOf.get(`${eastM} ${northM}`);
      if (post === undefined || Number.isNaN(postDb[post])) return;
      compared++;
      const difference = Math.abs(demandDb[k] - postDb[post]);
      if (difference < 1e-4) equal++;
      // Their coordinates differ in the last digit, which can move the end of a fitted line by a sample
      expect(difference).toBeLessThan(0.5);
    });
    expect(compared).toBeGreaterThan(120);
    expect(equal / compared).toBeGreaterThan(0.97);
  });

  it("takes each point's own place and height", () => {
    const task = madeTask({ groundM: hills, radiusM: 5000, demand: between });
    const exact = compute(task, "exact").demandDb;
    const { sorted, missing } = differences(compute(task, "sweep").demandDb, exact);
    expect(missing).toBe(0);
    expect(sorted.length).toBeGreaterThan(250);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.3);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.97);
  });

  it("serves a point at the site itself", () => {
    const task = madeTask({ groundM: hills, radiusM: 5000, demand: [[0, 0, 1.5]] });
    for (const method of ["sweep", "exact"] as const) {
      const [lossDb] = compute(task, method).demandDb;
      expect(lossDb).toBeGreaterThan(10);
      expect(lossDb).toBeLessThan(60);
    }
  });

  it("leaves a point beyond the radius without an answer", () => {
    const task = madeTask({ groundM: hills, radiusM: 5000, demand: [[5010, 0, 1.5]] });
    for (const method of ["sweep", "exact"] as const) expect(compute(task, method).demandDb[0]).toBeNaN();
  });
});

describe("sweep", () => {
  it.each([30, 90])("meets the exact model on hills with steps of %d m", (stepM) => {
    const task = madeTask({ groundM: hills, radiusM: 60 * stepM, stepM });
    const exact = compute(task, "exact").postDb;
    const sweep = compute(task, "sweep").postDb;
    expect(sameGaps(sweep, exact)).toBe(true);
    const { sorted } = differences(sweep, exact);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.2);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.97);
  });

  it("meets the exact model better on the radials themselves", () => {
    const made = madeTask({ groundM: hills, radiusM: 6000 });
    const { radialCount } = sortTargets(made);
    const random = seededRandom(5);
    const demand = Array.from({ length: 1000 }, () => {
      const angle = (2 * Math.PI * Math.floor(radialCount * random())) / radialCount;
      const rangeM = 5900 * Math.sqrt(random());
      return [rangeM * Math.cos(angle), rangeM * Math.sin(angle), 1.5] as const;
    });
    const task = madeTask({ groundM: hills, radiusM: 6000, demand });
    const { sorted, missing } = differences(compute(task, "sweep").demandDb, compute(task, "exact").demandDb);
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.15);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.99);
  });

  it("gives the same bits however the circle is cut", () => {
    const task = madeTask({ groundM: hills, radiusM: 4000, demand: [[700, 300, 2]] });
    const whole = Buffer.from(compute(task, "sweep").lossDb.buffer);
    for (const sectors of [2, 3, 7]) {
      expect(Buffer.compare(Buffer.from(compute(task, "sweep", sectors).lossDb.buffer), whole)).toBe(0);
    }
    const exact = Buffer.from(compute(task, "exact").lossDb.buffer);
    expect(Buffer.compare(Buffer.from(compute(task, "exact", 3).lossDb.buffer), exact)).toBe(0);
  });

  it.each([
    [78, 20_000, 300],
    [-82, 50_000, 600],
  ])("meets it near the poles, where degrees of longitude are short (%d°)", (latitudeDeg, radiusM, stepM) => {
    const task = madeTask({ groundM: hills, radiusM, stepM, middle: { longitudeDeg: 20, latitudeDeg } });
    const exact = compute(task, "exact").postDb;
    const sweep = compute(task, "sweep").postDb;
    expect(sameGaps(sweep, exact)).toBe(true);
    expect(shareWithin(differences(sweep, exact).sorted, 3)).toBeGreaterThan(0.95);
  });
});
