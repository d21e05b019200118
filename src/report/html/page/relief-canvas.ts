import type { Lattice } from "../../../geo/grid.ts";
import { mix } from "../../colours.ts";
import { hillshade } from "../../relief.ts";
import type { Palette } from "./palette.ts";

/** Faces the light so much that the lightest colour is reached: level ground stays a little below white. */
const LIGHTEST_SHADE = 0.86;

/** The shaded relief of the elevations in the theme's quiet colours, one pixel a post; clear where there is no terrain. */
export function paintRelief(lattice: Lattice, elevationM: Float32Array, palette: Palette): HTMLCanvasElement {
  const { width, height } = lattice;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  const image = context.createImageData(width, height);
  const shade = hillshade({ ...lattice, data: elevationM });
  for (let i = 0; i < elevationM.length; i++) {
    if (Number.isNaN(elevationM[i])) continue;
    const land = mix(palette.shadow, palette.light, Math.min(1, shade[i] / LIGHTEST_SHADE));
    image.data.set(isOpenWater(elevationM, i, width) ? palette.water : land, 4 * i);
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** At sea level, as are the neighbours: elevation models have the sea at exactly zero. */
function isOpenWater(elevationM: Float32Array, i: number, width: number): boolean {
  if (elevationM[i] !== 0) return false;
  return [i - 1, i + 1, i - width, i + width].every((neighbour) => (elevationM[neighbour] ?? 0) === 0);
}
