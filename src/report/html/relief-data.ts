import type { ElevationGrid } from "../../geo/grid.ts";
import type { ByteStore } from "./byte-store.ts";
import { ELEVATION_OFFSET_M, type Extent, type PageRelief } from "./payload.ts";
import { predict } from "./predict.ts";

/** The base map has at most so many posts across: fine enough for a large screen, about a third of a megabyte when packed. */
const MAX_RELIEF_POSTS = 720;

/** The elevations under the map, thinned and in whole metres, for the shaded relief and the values under the pointer. */
export function packRelief(elevation: ElevationGrid, extent: Extent, store: ByteStore): PageRelief {
  const left = clampIndex((extent.west - elevation.westDeg) / elevation.lonStepDeg, elevation.width);
  const right = clampIndex((extent.east - elevation.westDeg) / elevation.lonStepDeg, elevation.width);
  const top = clampIndex((elevation.northDeg - extent.north) / elevation.latStepDeg, elevation.height);
  const bottom = clampIndex((elevation.northDeg - extent.south) / elevation.latStepDeg, elevation.height);
  const step = Math.max(1, Math.ceil(Math.max(right - left, bottom - top) / MAX_RELIEF_POSTS));
  const width = Math.floor((right - left) / step) + 1;
  const height = Math.floor((bottom - top) / step) + 1;
  const metres = new Uint16Array(width * height);
  const flat = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (top + row * step) * elevation.width + left + column * step;
      const heightM = elevation.data[from];
      metres[row * width + column] = Number.isNaN(heightM) ? 0 : Math.round(heightM) + ELEVATION_OFFSET_M;
      flat[row * width + column] = elevation.assumedFlat?.[from] ?? 0;
    }
  }
  return {
    lattice: {
      width,
      height,
      westDeg: elevation.westDeg + left * elevation.lonStepDeg,
      northDeg: elevation.northDeg - top * elevation.latStepDeg,
      lonStepDeg: elevation.lonStepDeg * step,
      latStepDeg: elevation.latStepDeg * step,
    },
    elevation: store.add(predict(metres, width)),
    assumedFlat: flat.includes(1) ? store.add(flat) : null,
  };
}

function clampIndex(position: number, size: number): number {
  return Math.min(size - 1, Math.max(0, Math.round(position)));
}
