import type { Grid, Lattice } from "../geo/grid.ts";
import { mix, type Rgb } from "./colours.ts";

const METRES_PER_DEGREE = 111_195;
/** Light from the north-west, 45° high: what eyes trained on maps expect; from below, valleys turn into ridges. */
const LIGHT = { east: -0.5, north: 0.5, up: Math.SQRT1_2 };
/** Slopes are drawn steeper than they are, so that low hills show. */
const EXAGGERATION = 2.5;

/** Shade of each post: 0 in full shadow, about 0.7 on level ground, 1 facing the light; NaN where there is no terrain. */
export function hillshade(elevation: Grid): Float32Array {
  const { width, height, data } = elevation;
  const shade = new Float32Array(width * height);
  const northM = elevation.latStepDeg * METRES_PER_DEGREE;
  for (let row = 0; row < height; row++) {
    const latitudeRad = ((elevation.northDeg - row * elevation.latStepDeg) * Math.PI) / 180;
    const eastM = elevation.lonStepDeg * METRES_PER_DEGREE * Math.max(0.01, Math.cos(latitudeRad));
    const above = Math.max(0, row - 1) * width;
    const below = Math.min(height - 1, row + 1) * width;
    for (let column = 0; column < width; column++) {
      const here = data[row * width + column];
      const east = known(data[row * width + Math.min(width - 1, column + 1)], here);
      const west = known(data[row * width + Math.max(0, column - 1)], here);
      const eastward = (EXAGGERATION * (east - west)) / (2 * eastM);
      const northward =
        (EXAGGERATION * (known(data[above + column], here) - known(data[below + column], here))) / (2 * northM);
      const facing = (LIGHT.up - LIGHT.east * eastward - LIGHT.north * northward) / Math.hypot(eastward, northward, 1);
      shade[row * width + column] = Number.isNaN(here) ? Number.NaN : Math.max(0, facing);
    }
  }
  return shade;
}

/** Level ground is drawn with this shade. */
const LEVEL_SHADE = LIGHT.up;
const SEA: Rgb = [193, 212, 224];
const NO_TERRAIN: Rgb = [226, 224, 219];
const DARKEST: Rgb = [52, 54, 60];
/** Height above sea level (m) and its colour: pale, so that a map's own colours stand out on it. */
const TINTS: readonly (readonly [number, Rgb])[] = [
  [0, [222, 229, 212]],
  [150, [233, 234, 216]],
  [400, [240, 232, 212]],
  [900, [229, 214, 192]],
  [1800, [218, 203, 187]],
  [3000, [244, 242, 240]],
];

/** How much of a layer's colour replaces the ground's own. */
const LAYER_PART = 0.86;

/**
 * The shaded relief as seen from above.
 *
 * @param elevation ground, NaN where there is none
 * @param at longitude and latitude of each wanted pixel's centre
 * @param layer colour of a pixel of `at` (row-major index) that lies on the ground and is shaded with it; null: bare ground
 * @returns red, green, blue for each pixel of `at`, row-major
 */
export function paintRelief(
  elevation: Grid,
  at: Lattice,
  layer: (pixel: number) => Rgb | null = () => null,
): Uint8ClampedArray {
  const shade = hillshade(elevation);
  const rgb = new Uint8ClampedArray(at.width * at.height * 3);
  for (let row = 0; row < at.height; row++) {
    const y = (elevation.northDeg - (at.northDeg - row * at.latStepDeg)) / elevation.latStepDeg;
    for (let column = 0; column < at.width; column++) {
      const x = (at.westDeg + column * at.lonStepDeg - elevation.westDeg) / elevation.lonStepDeg;
      const pixel = row * at.width + column;
      rgb.set(colourAt(elevation, shade, { x, y, layer: layer(pixel) }), 3 * pixel);
    }
  }
  return rgb;
}

interface Sample {
  /** Column and row of the elevations, fractions included. */
  readonly x: number;
  readonly y: number;
  readonly layer: Rgb | null;
}

function colourAt(elevation: Grid, shade: Float32Array, { x, y, layer }: Sample): Rgb {
  const { width, height, data } = elevation;
  if (!(x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5)) return covered(NO_TERRAIN, layer);
  const column = Math.min(width - 2, Math.max(0, Math.floor(x)));
  const row = Math.min(height - 2, Math.max(0, Math.floor(y)));
  const right = Math.min(1, Math.max(0, x - column));
  const down = Math.min(1, Math.max(0, y - row));
  const corner = row * width + column;
  const nearest = corner + (right > 0.5 ? 1 : 0) + (down > 0.5 ? width : 0);
  if (Number.isNaN(data[nearest])) return covered(NO_TERRAIN, layer);
  const isSea = [0, 1, width, width + 1].every((step) => data[corner + step] === 0);
  if (isSea) return covered(SEA, layer);
  const place = { corner, width, right, down, nearest };
  const tint = covered(tintAt(bilinear(data, place)), layer);
  const light = bilinear(shade, place);
  return light < LEVEL_SHADE
    ? mix(DARKEST, tint, 0.35 + (0.65 * light) / LEVEL_SHADE)
    : mix(tint, [255, 255, 255], (0.4 * (light - LEVEL_SHADE)) / (1 - LEVEL_SHADE));
}

function covered(ground: Rgb, layer: Rgb | null): Rgb {
  return layer ? mix(ground, layer, LAYER_PART) : ground;
}

interface Corner {
  readonly corner: number;
  readonly width: number;
  readonly right: number;
  readonly down: number;
  /** The post whose value stands in for a missing neighbour. */
  readonly nearest: number;
}

function bilinear(data: Float32Array, { corner, width, right, down, nearest }: Corner): number {
  const here = data[nearest];
  const top = known(data[corner], here) * (1 - right) + known(data[corner + 1], here) * right;
  const bottom = known(data[corner + width], here) * (1 - right) + known(data[corner + width + 1], here) * right;
  return top * (1 - down) + bottom * down;
}

function tintAt(heightM: number): Rgb {
  const upper = TINTS.findIndex(([tintM]) => heightM < tintM);
  if (upper === 0) return TINTS[0][1];
  if (upper < 0) return TINTS[TINTS.length - 1][1];
  const [[fromM, from], [toM, to]] = [TINTS[upper - 1], TINTS[upper]];
  return mix(from, to, (heightM - fromM) / (toM - fromM));
}

function known(neighbour: number, here: number): number {
  return Number.isNaN(neighbour) ? here : neighbour;
}
