import { fromArrayBuffer } from "geotiff";
import { describe, expect, test } from "vitest";
import { createSuccessModel, marginForSuccess } from "../../src/network/success.ts";
import {
  balanceTiff,
  bestServerTiff,
  marginTiff,
  overlapTiff,
  pathLossTiff,
  probabilityTiff,
  RASTER_NO_DATA,
  receivedPowerTiff,
  spreadingFactorTiff,
  uncoveredTiff,
} from "../../src/report/rasters.ts";
import { hasProgram, runOn } from "../support/external.ts";
import { samplePlan } from "../support/sample-plan.ts";

const plan = samplePlan();
const { maps } = plan;

async function read(content: Uint8Array) {
  const image = await (await fromArrayBuffer(new Uint8Array(content).buffer)).getImage();
  return { image, values: (await image.readRasters())[0] as Float32Array | Int16Array };
}

describe("read by the geotiff package", () => {
  test.each([
    ["received power", receivedPowerTiff, maps.receivedPowerDbm],
    ["path loss", pathLossTiff, maps.pathLossDb],
    ["margin", marginTiff, maps.marginDb],
  ])("%s has its values, and -9999 where there is none", async (_name, write, wanted) => {
    const { image, values } = await read(write(plan));
    expect(image.getGDALNoData()).toBe(RASTER_NO_DATA);
    expect([image.getWidth(), image.getHeight()]).toEqual([maps.width, maps.height]);
    expect(Array.from(values)).toEqual(Array.from(wanted, (value) => (Number.isNaN(value) ? RASTER_NO_DATA : value)));
  });

  test("probability only grows with the margin, and is the sure one at the margin that it needs", async () => {
    const { values } = await read(probabilityTiff(plan));
    const onMaps = createSuccessModel(plan.scenario).of(plan.scenario.device);
    const neededDb = marginForSuccess(onMaps, 0.9);
    let sure = 0;
    values.forEach((probability, i) => {
      const marginDb = maps.marginDb[i];
      expect(probability === RASTER_NO_DATA).toBe(Number.isNaN(marginDb));
      if (Number.isNaN(marginDb) || Math.abs(marginDb - neededDb) < 1e-3) return;
      expect(probability >= 0.9).toBe(marginDb > neededDb);
      if (probability >= 0.9) sure++;
    });
    expect(sure).toBeGreaterThan(100);
  });

  test("the spreading factor is the scenario's or a faster one just where the goal is met", async () => {
    const { image, values } = await read(spreadingFactorTiff(plan));
    expect(image.getGDALNoData()).toBe(255);
    const { sf } = plan.scenario.radio;
    values.forEach((value, i) => {
      expect(value === 255).toBe(Number.isNaN(maps.marginDb[i]));
      if (value < 255) expect(value > 0 && value <= sf).toBe(maps.marginDb[i] >= plan.scenario.goal.marginDb);
    });
  });

  test("the balance is what both directions of the links differ by", async () => {
    const { values } = await read(balanceTiff(plan));
    const [{ gateway, uplink, downlink }] = plan.links;
    const served = maps.bestServer.indexOf(gateway);
    expect(values[served]).toBeCloseTo(uplink.marginDb - downlink.marginDb, 4);
    expect(values[maps.bestServer.indexOf(-1)]).toBe(RASTER_NO_DATA);
  });

  test("the overlap is the number of gateways that meet the goal", async () => {
    const { image, values } = await read(overlapTiff(plan));
    expect(image.getGDALNoData()).toBe(255);
    expect(Array.from(values)).toEqual(Array.from(maps.heardCount));
  });

  test("uncovered weight lies where points are not covered", async () => {
    const { image, values } = await read(uncoveredTiff(plan));
    const [west, , , north] = image.getBoundingBox();
    const [lonDeg, latDeg] = image.getResolution().map(Math.abs);
    expect(west).toBeCloseTo(maps.westDeg - maps.lonStepDeg / 2, 9);
    const { demand, demandReach } = plan;
    for (let point = 0; point < demand.devicesFrom; point++) {
      const column = Math.floor((demand.longitudeDeg[point] - west) / lonDeg);
      const row = Math.floor((north - demand.latitudeDeg[point]) / latDeg);
      if (demandReach.heardCount[point] === 0) expect(values[row * image.getWidth() + column]).toBeGreaterThan(0);
    }
    expect(values.some((value) => value === 0)).toBe(true);
  });

  test("the outer edges lie half a step beyond the outermost posts", async () => {
    const { image } = await read(marginTiff(plan));
    const [west, , , north] = image.getBoundingBox();
    expect(west).toBeCloseTo(maps.westDeg - maps.lonStepDeg / 2, 9);
    expect(north).toBeCloseTo(maps.northDeg + maps.latStepDeg / 2, 9);
  });

  test("best servers are counted from 1 and named in the description", async () => {
    const { image, values } = await read(bestServerTiff(plan));
    expect(values).toBeInstanceOf(Int16Array);
    expect(Array.from(values)).toEqual(
      Array.from(maps.bestServer, (server) => (server < 0 ? RASTER_NO_DATA : server + 1)),
    );
    expect(await image.fileDirectory.loadValue("ImageDescription")).toContain("2 = candidate-2");
  });
});

test.skipIf(!hasProgram("gdallocationinfo"))("GDAL finds at a place the value that the map has there", () => {
  const { longitudeDeg, latitudeDeg } = plan.scenario.stations[2];
  const column = Math.round((longitudeDeg - maps.westDeg) / maps.lonStepDeg);
  const row = Math.round((maps.northDeg - latitudeDeg) / maps.latStepDeg);
  const file = { name: "coverage.tif", content: receivedPowerTiff(plan) };
  const place = ["-wgs84", "-valonly", "{}", String(longitudeDeg), String(latitudeDeg)];
  const { stdout } = runOn(file, "gdallocationinfo", place);
  expect(Number(stdout)).toBeCloseTo(maps.receivedPowerDbm[row * maps.width + column], 3);
  const info = runOn(file, "gdalinfo", ["{}"]).stdout;
  expect(info).toContain('ID["EPSG",4326]');
  expect(info).toContain("NoData Value=-9999");
});
