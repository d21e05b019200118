import { countColour, marginColour, powerColour, type Rgb, serverColour } from "../../colours.ts";
import { decodeExcess, LEAST_CODE, NOTHING_COMPUTED } from "../margin-code.ts";
import type { CombinedMaps } from "./combine.ts";
import type { Palette } from "./palette.ts";

export type LayerName = "power" | "margin" | "server" | "count";

/** Ends of the received power's colours, dB above the sensitivity. */
export const POWER_RANGE_DB = { from: -10, to: 70 };
/** The margin's colours end so far from the threshold, dB. */
export const MARGIN_RANGE_DB = 30;

/** Below the threshold a colour keeps so much of its opacity. */
const FAINT = 0.22;
/** The change between the two is spread over so many decibels, so that the edge of coverage is drawn without stairs. */
const EDGE_DB = 2;
const VEIL_ALPHA = 90;

export interface LayerStyle {
  readonly layer: LayerName;
  readonly palette: Palette;
  readonly sensitivityDbm: number;
  /** The required margin less the goal's, dB. */
  readonly thresholdExcessDb: number;
  readonly redundancy: number;
  /** Colour number of each station; −1 when off. */
  readonly serverNumbers: readonly number[];
}

/** Paints a layer into `image` (as large as the maps), post by post; what lies outside every radius stays clear. */
export function paintLayer(image: ImageData, maps: CombinedMaps, style: LayerStyle): void {
  const { data } = image;
  const colour = colourOf(maps, style);
  const alpha = alphaOf(maps, style);
  for (let post = 0, byte = 0; post < maps.bestCode.length; post++, byte += 4) {
    if (maps.bestCode[post] === NOTHING_COMPUTED) {
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
  if (style.layer === "margin") return () => 255;
  if (style.layer === "count") return (post) => (maps.heard[post] > 0 ? 255 : VEIL_ALPHA);
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
  }
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
