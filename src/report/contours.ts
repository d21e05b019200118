import { contours } from "d3-contour";
import type { Grid, Lattice } from "../geo/grid.ts";
import { noiseFloorDbm } from "../link/budget.ts";
import { SPREADING_FACTORS } from "../lora/parameters.ts";
import { REQUIRED_SNR_DB } from "../lora/snr-threshold.ts";
import type { Plan } from "../network/result.ts";
import { createSuccessModel, marginForSuccess } from "../network/success.ts";
import { hexColour, marginColour, probabilityColour } from "./colours.ts";
import { goalWords, percentWords } from "./goal-words.ts";
import { deviceSensitivityDbm, powerScale } from "./power-scale.ts";
import { simplifyRegion } from "./simplify-region.ts";
import { doubleSignedArea, type Point } from "./simplify-ring.ts";
import { thinGrid } from "./thin-grid.ts";

/** Finer rasters are averaged first: more detail than this is speckle, and megabytes. */
const MAX_POSTS_ACROSS = 700;
/** In steps of the raster: what is smaller than an eye can see on it. */
const TOLERANCE_STEPS = 0.25;
/** In square steps: a patch or a hole smaller than a pixel or two says nothing. */
const LEAST_AREA_STEPS = 2;
/** Beyond the sensitivities, a contour at every tenth decibel up to the end of the scale. */
const POWER_STEP_DB = 10;

interface Level {
  readonly quantity: "receivedPowerDbm" | "marginDb" | "probability";
  /** Where the region begins, dBm of received power or dB of margin. */
  readonly level: number;
  /** Of a probability: itself. */
  readonly probability?: number;
  readonly label: string;
  readonly color: string;
}

/**
 * Filled contours as GeoJSON: where the received power at the device is at least each spreading factor's sensitivity and each
 * round level above them, where the margin reaches zero and the goal, and where packets arrive with a probability. Larger regions come first, so that smaller ones are
 * drawn over them.
 */
export function coverageContours(plan: Plan): string {
  const power = thinGrid({ ...plan.maps, data: plan.maps.receivedPowerDbm }, MAX_POSTS_ACROSS);
  const margin = thinGrid({ ...plan.maps, data: plan.maps.marginDb }, MAX_POSTS_ACROSS);
  const levels = [...powerLevels(plan), ...marginLevels(plan), ...probabilityLevels(plan)];
  const features = levels.map(({ quantity, level, probability, label, color }) => ({
    type: "Feature",
    properties: {
      quantity,
      ...(quantity === "receivedPowerDbm" ? { levelDbm: level } : { levelDb: level }),
      ...(probability !== undefined && { probability }),
      label,
      fill: color,
      "fill-opacity": 0.4,
      stroke: color,
    },
    geometry: {
      type: "MultiPolygon",
      coordinates: regionsAtLeast(quantity === "receivedPowerDbm" ? power : margin, level),
    },
  }));
  // One feature a line: a text editor and a version control system can cope with it.
  const lines = features.filter(({ geometry }) => geometry.coordinates.length > 0).map((one) => JSON.stringify(one));
  return `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`;
}

function powerLevels(plan: Plan): Level[] {
  const { scenario } = plan;
  const scale = powerScale(plan);
  const floorDbm = noiseFloorDbm(scenario.radio.bandwidthHz, scenario.device.noiseFigureDb);
  const sensitivities = SPREADING_FACTORS.map((sf) => ({
    level: round(floorDbm + REQUIRED_SNR_DB[sf]),
    label: `sensitivity of the device at SF${sf}`,
  }));
  const highestDbm = floorDbm + REQUIRED_SNR_DB[SPREADING_FACTORS[0]];
  const steps = [];
  const firstDbm = Math.ceil(highestDbm / POWER_STEP_DB + 1e-9) * POWER_STEP_DB;
  for (let level = firstDbm; level <= scale.strongestDbm; level += POWER_STEP_DB)
    steps.push({ level, label: `${level} dBm` });
  const ascending = [...sensitivities, ...steps].sort((a, b) => a.level - b.level);
  return ascending.map(({ level, label }) => ({
    quantity: "receivedPowerDbm",
    level,
    label: level === round(deviceSensitivityDbm(plan)) ? `${label} (in use)` : label,
    color: hexColour(scale.colourOf(level)),
  }));
}

/** Besides the probability that counts as sure: as often as not, and hardly ever in vain. */
const PROBABILITIES = [0.5, 0.99] as const;

/** Probability follows from the margin: its regions are those of margins. */
function probabilityLevels({ scenario, success }: Plan): Level[] {
  const sure = success.sureProbability;
  const onMaps = createSuccessModel(scenario).of(scenario.device);
  return [...new Set([...PROBABILITIES, sure])]
    .sort((a, b) => a - b)
    .map((probability) => ({
      quantity: "probability",
      level: round(marginForSuccess(onMaps, probability)),
      probability,
      label: `a packet arrives with ${percentWords(probability)}${probability === sure ? " (sure)" : ""}`,
      color: hexColour(probabilityColour(probability, sure)),
    }));
}

function marginLevels(plan: Plan): Level[] {
  const quantity = "marginDb";
  const works: Level = { quantity, level: 0, label: "both directions work", color: hexColour(marginColour(0.3)) };
  const goalDb = plan.success.requiredMarginDb;
  const goal: Level = {
    quantity,
    level: goalDb,
    label: `goal of ${goalWords(plan)}`,
    color: hexColour(marginColour(0.8)),
  };
  return goalDb > 0 ? [works, goal] : goalDb < 0 ? [goal, works] : [goal];
}

/**
 * Where a grid is at least a level, as GeoJSON MultiPolygon coordinates: outer rings counter-clockwise, holes clockwise, none
 * crossing or touching another. Between posts the value is taken as linear; where there is no value nothing is drawn.
 *
 * @see RFC 7946, section 3.1.6 (order of a ring's points)
 */
export function regionsAtLeast(grid: Grid, level: number): Point[][][] {
  const draw = contours().size([grid.width, grid.height]);
  const { coordinates } = draw.contour(
    Array.from(grid.data, (value) => distanceFromLevel(value, level)),
    0,
  );
  const polygons = (coordinates as unknown as Point[][][])
    .map((polygon) => polygon.filter((ring) => Math.abs(doubleSignedArea(ring)) >= 2 * LEAST_AREA_STEPS))
    // Rings come with the outer one first; without it there are no holes either, since they are smaller.
    .filter((polygon) => polygon.length > 0);
  const simple = simplifyRegion(polygons.flat(), TOLERANCE_STEPS).values();
  return polygons.map((polygon) =>
    polygon.map((_, index) => {
      const ring = (simple.next().value as Point[]).map((point) => toDegrees(point, grid));
      return doubleSignedArea(ring) > 0 === (index === 0) ? ring : ring.reverse();
    }),
  );
}

/**
 * How far a value lies above a level, never nearer than half a decibel nor further than twenty: a contour then keeps clear of the
 * posts, where rings would touch. It moves by less than the tolerance for that. No value counts as well below.
 */
function distanceFromLevel(value: number, level: number): number {
  const [least, most] = [0.5, 20];
  if (Number.isNaN(value)) return -10;
  const size = Math.min(most, Math.max(least, Math.abs(value - level)));
  return value >= level ? size : -size;
}

/** d3-contour puts the value of column c and row r at (c + ½, r + ½), rows counted downwards; a sixth decimal is 0.1 m. */
function toDegrees([x, y]: Point, { westDeg, northDeg, lonStepDeg, latStepDeg }: Lattice): Point {
  return [round(westDeg + (x - 0.5) * lonStepDeg), round(northDeg - (y - 0.5) * latStepDeg)];
}

function round(value: number): number {
  return Number(value.toFixed(6));
}
