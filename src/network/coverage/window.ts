import { discBounds, type LonLat, METRES_PER_DEGREE } from "../../geo/geodesy.ts";
import type { Lattice } from "../../geo/grid.ts";

/**
 * The lattice on which maps are drawn: the elevation grid's own posts, or one of square pixels from its north-western corner.
 *
 * @param pixelM size of a pixel; null: the elevation grid's posts
 */
export function mapLattice(elevation: Lattice, pixelM: number | null): Lattice {
  const { width, height, westDeg, northDeg, lonStepDeg, latStepDeg } = elevation;
  if (pixelM === null) return { width, height, westDeg, northDeg, lonStepDeg, latStepDeg };
  const latPixelDeg = pixelM / METRES_PER_DEGREE;
  const middleDeg = northDeg - ((height - 1) * latStepDeg) / 2;
  const lonPixelDeg = latPixelDeg / Math.max(Math.cos((middleDeg * Math.PI) / 180), 0.01);
  return {
    westDeg,
    northDeg,
    lonStepDeg: lonPixelDeg,
    latStepDeg: latPixelDeg,
    width: Math.floor(((width - 1) * lonStepDeg) / lonPixelDeg) + 1,
    height: Math.floor(((height - 1) * latStepDeg) / latPixelDeg) + 1,
  };
}

/** The part of a lattice that holds every post within the radius; posts stay where they are. */
export function discWindow(lattice: Lattice, center: LonLat, radiusM: number): Lattice {
  const bounds = discBounds(center, radiusM);
  const { westDeg, northDeg, lonStepDeg, latStepDeg } = lattice;
  const clamp = (value: number, size: number) => Math.min(Math.max(value, 0), size - 1);
  const left = clamp(Math.ceil((bounds.west - westDeg) / lonStepDeg), lattice.width);
  const right = clamp(Math.floor((bounds.east - westDeg) / lonStepDeg), lattice.width);
  const top = clamp(Math.ceil((northDeg - bounds.north) / latStepDeg), lattice.height);
  const bottom = clamp(Math.floor((northDeg - bounds.south) / latStepDeg), lattice.height);
  return windowAt(lattice, { left, top, right: Math.max(left, right), bottom: Math.max(top, bottom) });
}

/** The smallest part of a lattice that holds all windows of it. */
export function unionWindow(lattice: Lattice, windows: readonly Lattice[]): Lattice {
  const offsets = windows.map((window) => windowOffset(lattice, window));
  return windowAt(lattice, {
    left: Math.min(...offsets.map(({ left }) => left)),
    top: Math.min(...offsets.map(({ top }) => top)),
    right: Math.max(...offsets.map(({ left }, i) => left + windows[i].width - 1)),
    bottom: Math.max(...offsets.map(({ top }, i) => top + windows[i].height - 1)),
  });
}

/** Column and row of a window's first post in the lattice that it is part of. */
export function windowOffset(lattice: Lattice, window: Lattice): { left: number; top: number } {
  return {
    left: Math.round((window.westDeg - lattice.westDeg) / lattice.lonStepDeg),
    top: Math.round((lattice.northDeg - window.northDeg) / lattice.latStepDeg),
  };
}

function windowAt(
  lattice: Lattice,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): Lattice {
  return {
    width: right - left + 1,
    height: bottom - top + 1,
    westDeg: lattice.westDeg + left * lattice.lonStepDeg,
    northDeg: lattice.northDeg - top * lattice.latStepDeg,
    lonStepDeg: lattice.lonStepDeg,
    latStepDeg: lattice.latStepDeg,
  };
}
