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

/** The maps beside the first are painted with at most so many pixels across: they are for the eye, the rasters for numbers. */
const MOST_ACROSS = 1000;

/** A map as a picture. */
export interface MapOverlay {
  readonly name: string;
  /** File in the KMZ. */
  readonly href: string;
  /** What the colours mean. */
  readonly description: string;
  /** Of the picture's pixels. */
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
    mostAcross = MOST_ACROSS,
  ): MapOverlay => {
    const picture = thinned(maps, mostAcross);
    return { name, href, description, lattice: picture.lattice, paint: () => paintOverlay(picture, maps, colours()) };
  };
  return [
    overlay(
      "Received power at the device",
      "overlay.png",
      "Dark: weak, light: strong",
      () => {
        const scale = powerScale(plan);
        return (i) => (works(i) ? scale.colourOf(maps.receivedPowerDbm[i]) : null);
      },
      Number.POSITIVE_INFINITY,
    ),
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
    paint: () =>
      paintOverlay({ lattice: grid, step: 1 }, grid, (i) =>
        grid.data[i] > 0 ? uncoveredColour(grid.data[i] / greatest) : null,
      ),
  };
}

/** @param colourAt null: clear; of a post by its index in the whole raster */
function paintOverlay(
  { lattice, step }: Thinned,
  { width, height }: Lattice,
  colourAt: (i: number) => Rgb | null,
): RgbaImage {
  const canvas = new Canvas(lattice.width, lattice.height);
  const { data } = canvas;
  const middle = Math.floor(step / 2);
  let byte = 0;
  for (let row = 0; row < lattice.height; row++) {
    const from = Math.min(row * step + middle, height - 1) * width;
    for (let column = 0; column < lattice.width; column++, byte += 4) {
      const colour = colourAt(from + Math.min(column * step + middle, width - 1));
      if (colour === null) continue;
      data[byte] = colour[0];
      data[byte + 1] = colour[1];
      data[byte + 2] = colour[2];
      data[byte + 3] = 255 * OVERLAY_OPACITY;
    }
  }
  return canvas;
}

/** A raster of which only every `step`-th post is painted; the picture's pixels are as many times larger. */
interface Thinned {
  readonly lattice: Lattice;
  readonly step: number;
}

/** Blocks of posts of which the middle one is shown; the north-western corner stays where it is. */
function thinned({ width, height, westDeg, northDeg, lonStepDeg, latStepDeg }: Lattice, mostAcross: number): Thinned {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / mostAcross));
  const lattice = {
    width: Math.ceil(width / step),
    height: Math.ceil(height / step),
    westDeg: westDeg + ((step - 1) / 2) * lonStepDeg,
    northDeg: northDeg - ((step - 1) / 2) * latStepDeg,
    lonStepDeg: lonStepDeg * step,
    latStepDeg: latStepDeg * step,
  };
  return { lattice, step };
}
