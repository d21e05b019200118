import { fromArrayBuffer } from "geotiff";
import { describe, expect, test } from "vitest";
import {
  bestServerTiff,
  marginTiff,
  pathLossTiff,
  RASTER_NO_DATA,
  receivedPowerTiff,
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
