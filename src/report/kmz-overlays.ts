import type { Lattice } from "../geo/grid.ts";
import { NOT_COMPUTED } from "../network/coverage/combine.ts";
import { NO_SPREADING_FACTOR, SPREADING_FACTOR_NOT_COMPUTED } from "../network/coverage/derived-maps.ts";
import type { Plan } from "../network/result.ts";
import { uncoveredWeight } from "../network/uncovered.ts";
import { Canvas } from "./canvas.ts";
import {
  balanceColour,
  countColour,
  MOST_COUNTED,
  probabilityColour,
  type Rgb,
  serverColour,
  spreadingFactorColour,
  uncoveredColour,
} from "./colours.ts";
import { balanceRaster, planSpreadingFactors, probabilityRaster, spreadingFactorRaster } from "./derived.ts";
import type { RgbaImage } from "./png.ts";
import { powerScale } from "./power-scale.ts";

const OVERLAY_OPACITY = 0.65;
/** Less probable than this is as good as out of reach. */
const LEAST_SHOWN_PROBABILITY = 0.05;

/** A map as a picture, one pixel for each of its raster's. */
export interface MapOverlay {
  readonly name: string;
  /** File in the KMZ. */
  readonly href: string;
  /** What the colours mean. */
  readonly description: string;
  readonly lattice: Lattice;
  /** Painted when it is asked for, so that one is in memory at a time. */
  paint(): RgbaImage;
}

/** Every map of a plan, the received power first. */
export function mapOverlays(plan: Plan): MapOverlay[] {
  const { maps } = plan;
  const works = (i: number) => maps.marginDb[i] >= 0;
  const overlay = (
    name: string,
    href: string,
    description: string,
    colours: () => (i: number) => Rgb | null,
  ): MapOverlay => ({ name, href, description, lattice: maps, paint: () => paintOverlay(maps, colours()) });
  return [
    overlay("Received power at the device", "overlay.png", "Dark: weak, light: strong", () => {
      const scale = powerScale(plan);
      return (i) => (works(i) ? scale.colourOf(maps.receivedPowerDbm[i]) : null);
    }),
    overlay("Best server", "best-server.png", "One colour for each gateway in use", () => {
      return (i) => (works(i) ? serverColour(maps.bestServer[i]) : null);
    }),
    overlay("Probability of success", "probability.png", probabilityText(plan), () => {
      const probability = probabilityRaster(plan);
      const { sureProbability } = plan.success;
      return (i) =>
        probability[i] >= LEAST_SHOWN_PROBABILITY ? probabilityColour(probability[i], sureProbability) : null;
    }),
    overlay("Required spreading factor", "spreading-factor.png", spreadingFactorText(plan), () => {
      const steps = planSpreadingFactors(plan);
      const map = spreadingFactorRaster(plan);
      const colours = new Map(steps.map(({ sf }, n) => [sf as number, spreadingFactorColour(n, steps.length)]));
      return (i) => (isSpreadingFactor(map[i]) ? (colours.get(map[i]) ?? null) : null);
    }),
    overlay("Gateways heard", "overlap.png", `Pale blue: 1, dark blue: ${MOST_COUNTED} or more`, () => {
      const { heardCount } = maps;
      return (i) => (heardCount[i] > 0 && heardCount[i] < NOT_COMPUTED ? countColour(heardCount[i]) : null);
    }),
    overlay("Balance of uplink and downlink", "balance.png", "Brown: the uplink is weaker, teal: the downlink", () => {
      const balanceDb = balanceRaster(plan);
      return (i) => (works(i) ? balanceColour(balanceDb[i]) : null);
    }),
    uncoveredOverlay(plan),
  ];
}

function isSpreadingFactor(value: number): boolean {
  return value !== NO_SPREADING_FACTOR && value !== SPREADING_FACTOR_NOT_COMPUTED;
}

function probabilityText({ success }: Plan): string {
  return `Of a packet of the default device: teal from ${100 * success.sureProbability} % on, brown below`;
}

function spreadingFactorText(plan: Plan): string {
  const factors = planSpreadingFactors(plan).map(({ sf }) => `SF${sf}`);
  return `The fastest that meets the goal: light ${factors[0]} to dark ${factors[factors.length - 1]}`;
}

function uncoveredOverlay({ scenario, demand, demandReach, maps }: Plan): MapOverlay {
  const grid = uncoveredWeight(scenario, demand, demandReach, maps);
  const greatest = grid.data.reduce((most, weight) => (Number.isNaN(weight) ? most : Math.max(most, weight)), 0);
  return {
    name: "Uncovered weight",
    href: "uncovered.png",
    description: `Dark: up to ${Number(greatest.toPrecision(2))} a square kilometre`,
    lattice: grid,
    paint: () => paintOverlay(grid, (i) => (grid.data[i] > 0 ? uncoveredColour(grid.data[i] / greatest) : null)),
  };
}

/** @param colourAt null: clear */
function paintOverlay({ width, height }: Lattice, colourAt: (i: number) => Rgb | null): RgbaImage {
  const canvas = new Canvas(width, height);
  for (let i = 0; i < width * height; i++) {
    const colour = colourAt(i);
    if (colour === null) continue;
    const [red, green, blue] = colour;
    canvas.data.set([red, green, blue, 255 * OVERLAY_OPACITY], 4 * i);
  }
  return canvas;
}
