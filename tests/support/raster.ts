import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Disc } from "../../src/geo/discs.ts";
import type { CoverageTask } from "../../src/network/coverage/task.ts";
import { loadElevation } from "../../src/runtime/node/elevation.ts";

const CLIMATES = [
  "",
  "equatorial",
  "continental-subtropical",
  "maritime-subtropical",
  "desert",
  "continental-temperate",
  "maritime-temperate-land",
  "maritime-temperate-sea",
];

/** What `tests/reference/raster/*.json` says of a raster. */
interface RasterMeta {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly north_lat: number;
  readonly west_lon: number;
  readonly inputs: Readonly<Record<string, number>>;
}

export interface ReferenceRaster {
  /** dB, NaN where the reference has none. */
  readonly lossDb: Float32Array;
  /** The same computation as a task, with an empty result. */
  readonly task: CoverageTask;
}

/** A raster of the NTIA code and the task that should give the same. */
export async function referenceRaster(name: string, terrain: string): Promise<ReferenceRaster> {
  const folder = new URL("../reference/raster/", import.meta.url);
  const meta = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as RasterMeta;
  const bytes = gunzipSync(readFileSync(new URL(meta.file, folder)));
  const values = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  const lossDb = Float32Array.from(values, (value) => (value >= 65534 ? Number.NaN : value / 100));
  const { inputs } = meta;
  const site = { longitudeDeg: inputs.lon, latitudeDeg: inputs.lat, heightAglM: inputs.h_tx };
  const disc: Disc = { center: site, radiusM: inputs.radius_m };
  const path = new URL(`../../scenarios/${terrain}/terrain/${terrain}.tif`, import.meta.url).pathname;
  const { grid } = await loadElevation([{ path, name: `${terrain}.tif` }], [disc]);
  const window = {
    width: meta.width,
    height: meta.height,
    westDeg: meta.west_lon,
    northDeg: meta.north_lat,
    lonStepDeg: 1 / 1200,
    latStepDeg: 1 / 1200,
  };
  return {
    lossDb,
    task: {
      elevation: grid,
      cover: null,
      site,
      window,
      radiusM: inputs.radius_m,
      deviceHeightAglM: inputs.h_rx,
      demand: {
        longitudeDeg: new Float64Array(0),
        latitudeDeg: new Float64Array(0),
        heightAglM: new Float32Array(0),
      },
      stepM: inputs.step_m,
      model: "itm",
      inputs: {
        frequencyHz: inputs.f_mhz * 1e6,
        climate: CLIMATES[inputs.climate],
        refractivityN: inputs.N0,
        polarization: ["horizontal", "vertical"][inputs.pol],
        permittivity: inputs.epsilon,
        conductivitySm: inputs.sigma,
        modeOfVariability: inputs.mdvar,
        time: inputs.time,
        location: inputs.location,
        situation: inputs.situation,
      },
      method: "sweep",
      sector: { index: 0, count: 1 },
      lossDb: new Float32Array(meta.width * meta.height).fill(Number.NaN),
    },
  };
}

/** Absolute differences where `wanted` has a value, ascending; `missing` counts those that `got` lacks. */
export function differences(got: Float32Array, wanted: Float32Array): { sorted: Float64Array; missing: number } {
  const found: number[] = [];
  let missing = 0;
  wanted.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    if (Number.isNaN(got[i])) missing++;
    else found.push(Math.abs(got[i] - value));
  });
  return { sorted: Float64Array.from(found).sort(), missing };
}

export const quantile = (sorted: Float64Array, share: number) => sorted[Math.floor(share * (sorted.length - 1))];

export const shareWithin = (sorted: Float64Array, limit: number) =>
  sorted.filter((difference) => difference <= limit).length / sorted.length;
