import type { Lattice } from "../geo/grid.ts";
import type { Pixel } from "./canvas.ts";

/** Outer edges of a raster's pixels, degrees: half a step beyond the outermost posts, since a post is a pixel's centre. */
export function pixelEdges(lattice: Lattice): { west: number; south: number; east: number; north: number } {
  const west = lattice.westDeg - lattice.lonStepDeg / 2;
  const north = lattice.northDeg + lattice.latStepDeg / 2;
  return {
    west,
    north,
    east: west + lattice.width * lattice.lonStepDeg,
    south: north - lattice.height * lattice.latStepDeg,
  };
}

/** A picture's pixels as a lattice: what lies at each pixel's centre, and where a position falls. */
export interface MapFrame {
  readonly lattice: Lattice;
  readonly pixelsPerKm: number;
  pixelOf(longitudeDeg: number, latitudeDeg: number): Pixel;
}

const KM_PER_DEGREE = 111.195;

/** A map of a raster's extent, `width` pixels wide, in which a kilometre is as long eastwards as northwards (at the middle). */
export function mapFrame(raster: Lattice, width: number): MapFrame {
  const edges = pixelEdges(raster);
  const middleRad = (((edges.north + edges.south) / 2) * Math.PI) / 180;
  const widthKm = (edges.east - edges.west) * KM_PER_DEGREE * Math.cos(middleRad);
  const heightKm = (edges.north - edges.south) * KM_PER_DEGREE;
  const pixelsPerKm = width / widthKm;
  const height = Math.max(1, Math.round(heightKm * pixelsPerKm));
  const lonStepDeg = (edges.east - edges.west) / width;
  const latStepDeg = (edges.north - edges.south) / height;
  const westDeg = edges.west + lonStepDeg / 2;
  const northDeg = edges.north - latStepDeg / 2;
  return {
    lattice: { width, height, westDeg, northDeg, lonStepDeg, latStepDeg },
    pixelsPerKm,
    pixelOf: (longitudeDeg, latitudeDeg) => ({
      x: (longitudeDeg - westDeg) / lonStepDeg,
      y: (northDeg - latitudeDeg) / latStepDeg,
    }),
  };
}

/** Index of the raster's pixel that holds each pixel's centre of the frame, −1 outside. */
export function nearestCells(raster: Lattice, frame: Lattice): Int32Array {
  const cells = new Int32Array(frame.width * frame.height);
  const columns = Int32Array.from({ length: frame.width }, (_, x) =>
    Math.round((frame.westDeg + x * frame.lonStepDeg - raster.westDeg) / raster.lonStepDeg),
  );
  for (let y = 0; y < frame.height; y++) {
    const row = Math.round((raster.northDeg - (frame.northDeg - y * frame.latStepDeg)) / raster.latStepDeg);
    for (let x = 0; x < frame.width; x++) {
      const inside = row >= 0 && row < raster.height && columns[x] >= 0 && columns[x] < raster.width;
      cells[y * frame.width + x] = inside ? row * raster.width + columns[x] : -1;
    }
  }
  return cells;
}
