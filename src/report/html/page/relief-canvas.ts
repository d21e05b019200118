import type { Lattice } from "../../../geo/grid.ts";
import type { Palette } from "./palette.ts";
import { KM_PER_DEGREE } from "./viewport.ts";

/** Light from the north-west at 45°, as maps have it. */
const LIGHT = { x: -0.5, y: 0.5, z: Math.SQRT1_2 };
/** Slopes are drawn steeper than they are, so that low hills show. */
const EXAGGERATION = 3;
/** Ground at sea level between ground at sea level is drawn as water. */
const SEA_LEVEL_M = 0;

/** The shaded relief of the elevations, one pixel a post; clear where there is no terrain. */
export function paintRelief(lattice: Lattice, elevationM: Float32Array, palette: Palette): HTMLCanvasElement {
  const { width, height } = lattice;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  const image = context.createImageData(width, height);
  const middleDeg = lattice.northDeg - (height / 2) * lattice.latStepDeg;
  const eastM = lattice.lonStepDeg * KM_PER_DEGREE * 1000 * Math.cos((middleDeg * Math.PI) / 180);
  const northM = lattice.latStepDeg * KM_PER_DEGREE * 1000;
  for (let row = 0; row < height; row++) {
    const up = Math.max(0, row - 1) * width;
    const down = Math.min(height - 1, row + 1) * width;
    for (let column = 0; column < width; column++) {
      const i = row * width + column;
      const here = elevationM[i];
      if (Number.isNaN(here)) continue;
      const west = orHere(elevationM[row * width + Math.max(0, column - 1)], here);
      const east = orHere(elevationM[row * width + Math.min(width - 1, column + 1)], here);
      const north = orHere(elevationM[up + column], here);
      const south = orHere(elevationM[down + column], here);
      const water = here === SEA_LEVEL_M && west === here && east === here && north === here && south === here;
      const slopeX = (EXAGGERATION * (east - west)) / (2 * eastM);
      const slopeY = (EXAGGERATION * (north - south)) / (2 * northM);
      const facing = (LIGHT.z - LIGHT.x * slopeX - LIGHT.y * slopeY) / Math.hypot(slopeX, slopeY, 1);
      const shade = Math.min(1, Math.max(0, facing / LIGHT.z) * 0.78);
      const rgb = water ? palette.water : null;
      for (let c = 0; c < 3; c++) {
        image.data[4 * i + c] = rgb ? rgb[c] : palette.shadow[c] + (palette.light[c] - palette.shadow[c]) * shade;
      }
      image.data[4 * i + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function orHere(neighbour: number, here: number): number {
  return Number.isNaN(neighbour) ? here : neighbour;
}
