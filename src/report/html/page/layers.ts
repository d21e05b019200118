import {
  balanceColour,
  countColour,
  marginColour,
  powerColour,
  probabilityColour,
  type Rgb,
  serverColour,
  spreadingFactorColour,
} from "../../colours.ts";
import { decodeExcess, LEAST_CODE, MARGIN_STEP_DB, NOTHING_COMPUTED } from "../margin-code.ts";
import type { PageStation, Payload } from "../payload.ts";
import type { CombinedMaps } from "./combine.ts";
import type { Palette } from "./palette.ts";

/** `gaps` leaves the posts clear: it is drawn from the demand points. */
export type LayerName = "power" | "margin" | "server" | "count" | "probability" | "factor" | "balance" | "gaps";

/** Ends of the received power's colours, dB above the sensitivity. */
export const POWER_RANGE_DB = { from: -10, to: 70 };
/** The margin's colours end so far from the threshold, dB. */
export const MARGIN_RANGE_DB = 30;

/** Below the threshold a colour keeps so much of its opacity. */
const FAINT = 0.22;
/** The change between the two is spread over so many decibels, so that the edge of coverage is drawn without stairs. */
const EDGE_DB = 2;
const VEIL_ALPHA = 90;
/** Thresholds are whole steps of the codes, but for the last digits of their sums. */
const ROUNDING_DB = 1e-6;

export interface LayerStyle {
  readonly layer: LayerName;
  readonly palette: Palette;
  readonly sensitivityDbm: number;
  /** The required margin less the goal's, dB. */
  readonly thresholdExcessDb: number;
  readonly redundancy: number;
  /** Colour number of each station; −1 when off. */
  readonly serverNumbers: readonly number[];
  readonly payload: Pick<Payload, "successByCode" | "sureProbability" | "spreadingFactors" | "stations">;
}

/** Paints a layer into `image` (as large as the maps), post by post; what lies outside every radius stays clear. */
export function paintLayer(image: { readonly data: Uint8ClampedArray }, maps: CombinedMaps, style: LayerStyle): void {
  const { data } = image;
  const colour = colourOf(maps, style);
  const alpha = alphaOf(maps, style);
  for (let post = 0, byte = 0; post < maps.bestCode.length; post++, byte += 4) {
    if (maps.bestCode[post] === NOTHING_COMPUTED || style.layer === "gaps") {
      data[byte + 3] = 0;
      continue;
    }
    const rgb = colour(post);
    data[byte] = rgb[0];
    data[byte + 1] = rgb[1];
    data[byte + 2] = rgb[2];
    data[byte + 3] = alpha(post);
  }
}

function alphaOf(maps: CombinedMaps, style: LayerStyle): (post: number) => number {
  if (style.layer === "margin" || style.layer === "probability") return () => 255;
  if (style.layer === "count") return (post) => (maps.heard[post] > 0 ? 255 : VEIL_ALPHA);
  if (style.layer === "factor") {
    const numbers = spreadingFactorNumbers(style);
    return (post) => (numbers[maps.bestCode[post]] < 0 ? VEIL_ALPHA : 255);
  }
  const { redundancy, thresholdExcessDb } = style;
  // The best margin tells how near the edge is only where one gateway is enough.
  if (redundancy > 1) return (post) => (maps.heard[post] >= redundancy ? 255 : 255 * FAINT);
  const table = Array.from({ length: 256 }, (_, code) => {
    const part = Math.min(1, Math.max(0, 0.5 + (decodeExcess(code) - thresholdExcessDb) / EDGE_DB));
    return 255 * (FAINT + (1 - FAINT) * part);
  });
  return (post) => table[maps.bestCode[post]];
}

/** The colour of a post on which something was computed. */
function colourOf(maps: CombinedMaps, style: LayerStyle): (post: number) => Rgb {
  switch (style.layer) {
    case "power": {
      const { from, to } = POWER_RANGE_DB;
      const table = Array.from({ length: 256 }, (_, i) => powerColour(i / 255));
      const perDb = 255 / (to - from);
      const weakest = style.sensitivityDbm + from;
      return (post) => table[clampByte((maps.receivedDbm[post] - weakest) * perDb)];
    }
    case "margin": {
      const table = Array.from({ length: 256 }, (_, code) =>
        marginColour((decodeExcess(Math.max(LEAST_CODE, code)) - style.thresholdExcessDb) / MARGIN_RANGE_DB),
      );
      return (post) => table[maps.bestCode[post]];
    }
    case "server": {
      const table = style.serverNumbers.map((n) => serverColour(Math.max(0, n)));
      return (post) => table[maps.bestStation[post]];
    }
    case "count":
      return (post) => (maps.heard[post] > 0 ? countColour(maps.heard[post]) : style.palette.veil);
    case "probability": {
      const { successByCode, sureProbability } = style.payload;
      const table = successByCode.map((probability) => probabilityColour(probability, sureProbability));
      return (post) => table[maps.bestCode[post]];
    }
    case "factor": {
      const { length } = style.payload.spreadingFactors;
      const table = spreadingFactorNumbers(style).map((n) =>
        n < 0 ? style.palette.veil : spreadingFactorColour(n, length),
      );
      return (post) => table[maps.bestCode[post]];
    }
    case "balance": {
      const table = style.payload.stations.map((station) => balanceColour(balanceDb(station)));
      return (post) => table[maps.bestStation[post]];
    }
    case "gaps":
      return () => style.palette.veil;
  }
}

/** How much more margin the way up has than the way down, dB. */
export function balanceDb({ uplinkAtZeroLossDb, downlinkAtZeroLossDb }: PageStation): number {
  return uplinkAtZeroLossDb - downlinkAtZeroLossDb;
}

/** By margin code the number of the fastest spreading factor that meets the requirement; −1 where none does. */
function spreadingFactorNumbers({ payload, thresholdExcessDb }: LayerStyle): number[] {
  return Array.from({ length: 256 }, (_, code) => fastestFactor(payload.spreadingFactors, code, thresholdExcessDb));
}

/** @param thresholdExcessDb the required margin less the goal's */
export function fastestFactor(factors: Payload["spreadingFactors"], code: number, thresholdExcessDb: number): number {
  // The lower end of the code's step: what it holds is at least as much
  const leastDb = decodeExcess(code) - MARGIN_STEP_DB / 2 - thresholdExcessDb;
  return factors.findIndex(({ excessDb }) => leastDb >= excessDb - ROUNDING_DB);
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
