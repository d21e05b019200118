import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { coverageKmz } from "../../src/report/kmz.ts";
import { decodePng } from "../support/decode-png.ts";
import { hasProgram, runOn } from "../support/external.ts";
import { samplePlan } from "../support/sample-plan.ts";

const plan = samplePlan();
const file = coverageKmz(plan);
const parts = unzipSync(file);
const kml = strFromU8(parts["doc.kml"]);

test("holds the document first, then a picture of each map", () => {
  expect(Object.keys(parts)).toEqual([
    "doc.kml",
    "overlay.png",
    "best-server.png",
    "probability.png",
    "spreading-factor.png",
    "overlap.png",
    "balance.png",
    "uncovered.png",
  ]);
});

test("the document names every picture, and shows the first of them alone", () => {
  const overlays = [...kml.matchAll(/<GroundOverlay>([\s\S]*?)<\/GroundOverlay>/g)].map(([, overlay]) => overlay);
  expect(overlays.map((overlay) => /<href>(.*)<\/href>/.exec(overlay)?.[1])).toEqual(Object.keys(parts).slice(1));
  expect(overlays.map((overlay) => overlay.includes("<visibility>0</visibility>"))).toEqual([
    false,
    ...Array(6).fill(true),
  ]);
});

test("the further pictures are clear where their map has nothing", () => {
  const picture = (name: string) => decodePng(parts[name]).rgba;
  const overlap = picture("overlap.png");
  const factors = picture("spreading-factor.png");
  const probability = picture("probability.png");
  plan.maps.heardCount.forEach((count, i) => {
    expect(overlap[4 * i + 3] > 0).toBe(count > 0 && count < 255);
    // SF12 needs 7.5 dB less than the scenario's SF9 (−12.5 to −20 dB), and the goal 10 dB
    expect(factors[4 * i + 3] > 0).toBe(plan.maps.marginDb[i] >= 2.5);
    if (plan.maps.marginDb[i] > 10) expect(probability[4 * i + 3]).toBeGreaterThan(0);
    if (Number.isNaN(plan.maps.marginDb[i])) expect(probability[4 * i + 3]).toBe(0);
  });
});

test("the picture has a pixel for each of the map's, clear where the link does not work", () => {
  const { width, height, rgba } = decodePng(parts["overlay.png"]);
  expect([width, height]).toEqual([plan.maps.width, plan.maps.height]);
  plan.maps.marginDb.forEach((marginDb, i) => {
    expect(rgba[4 * i + 3] > 0).toBe(marginDb >= 0);
  });
});

test("the picture lies between the outer edges of its pixels", () => {
  const edge = (name: string) => Number(new RegExp(`<${name}>([^<]+)`).exec(kml)?.[1]);
  const { westDeg, northDeg, lonStepDeg, latStepDeg, width, height } = plan.maps;
  expect(edge("west")).toBeCloseTo(westDeg - lonStepDeg / 2, 9);
  expect(edge("east")).toBeCloseTo(westDeg + (width - 0.5) * lonStepDeg, 9);
  expect(edge("north")).toBeCloseTo(northDeg + latStepDeg / 2, 9);
  expect(edge("south")).toBeCloseTo(northDeg - (height - 0.5) * latStepDeg, 9);
});

test("the same plan gives the same bytes", () => {
  expect(coverageKmz(plan)).toEqual(file);
});

test.skipIf(!hasProgram("ogrinfo"))("OGR finds every station, device and area", () => {
  const { stdout } = runOn({ name: "doc.kml", content: kml }, "ogrinfo", ["-ro", "-al", "-so", "{}"]);
  const counts = Object.fromEntries(
    [...stdout.matchAll(/Layer name: (.+)\n(?:.*\n)*?Feature Count: (\d+)/g)].map(([, layer, count]) => [
      layer,
      Number(count),
    ]),
  );
  expect(counts).toMatchObject({
    "Gateways in use": 4,
    "Candidates not chosen": 3,
    Devices: 8,
    Areas: 2,
    "No gateway here": 1,
  });
});

test("wide maps have pictures of fewer pixels, but for the first, on the same ground", () => {
  const [width, height] = [2100, 4];
  const lattice = { ...plan.maps, width, height, lonStepDeg: 0.001, latStepDeg: 0.001 };
  const posts = width * height;
  const wide = {
    ...plan,
    maps: {
      ...lattice,
      receivedPowerDbm: new Float32Array(posts).fill(-80),
      pathLossDb: new Float32Array(posts).fill(100),
      // The western half is out of reach
      marginDb: Float32Array.from({ length: posts }, (_, i) => (i % width < width / 2 ? Number.NaN : 30)),
      bestServer: new Int16Array(posts),
      heardCount: new Uint8Array(posts).fill(1),
    },
  };
  const files = unzipSync(coverageKmz(wide));
  expect(decodePng(files["overlay.png"])).toMatchObject({ width, height });
  const probability = decodePng(files["probability.png"]);
  expect(probability).toMatchObject({ width: 700, height: 2 });
  const opacities = Array.from({ length: 700 }, (_, column) => probability.rgba[4 * column + 3]);
  expect(opacities.map((opacity) => opacity > 0)).toEqual(opacities.map((_, column) => column >= 350));
  const document = strFromU8(files["doc.kml"]);
  const easts = [...document.matchAll(/<href>(\w[\w-]*)\.png<\/href>[\s\S]*?<east>([^<]+)/g)];
  const eastOf = new Map(easts.map(([, name, east]) => [name, Number(east)]));
  expect(eastOf.get("probability")).toBeCloseTo(eastOf.get("overlay") as number, 9);
});
