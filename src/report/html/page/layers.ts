import { decodeExcess, NOTHING_COMPUTED } from "../margin-code.ts";
import type { CombinedMaps } from "./combine.ts";
import { countColour, marginColour, type Palette, powerColour, type Rgb, serverColour } from "./palette.ts";

export type LayerName = "power" | "margin" | "server" | "count";

/** Ends of the received power's colours, dB above the sensitivity. */
export const POWER_RANGE_DB = { from: -15, to: 75 };
/** The margin's colours end so far from the threshold, dB. */
export const MARGIN_RANGE_DB = 30;

/** Below the threshold a colour keeps so much of its opacity. */
const FAINT = 0.22;
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
  for (let post = 0, byte = 0; post < maps.bestCode.length; post++, byte += 4) {
    if (maps.bestCode[post] === NOTHING_COMPUTED) {
      data[byte + 3] = 0;
      continue;
    }
    const reached = maps.heard[post] >= style.redundancy;
    const rgb = colour(post) ?? style.palette.veil;
    data[byte] = rgb[0];
    data[byte + 1] = rgb[1];
    data[byte + 2] = rgb[2];
    data[byte + 3] = alpha(style.layer, reached, maps.heard[post]);
  }
}

function alpha(layer: LayerName, reached: boolean, heard: number): number {
  if (layer === "margin" || (layer === "count" && heard > 0)) return 255;
  if (layer === "count") return VEIL_ALPHA;
  return reached ? 255 : 255 * FAINT;
}

/** The colour of a post; null where the layer has none (the veil is drawn). */
function colourOf(maps: CombinedMaps, style: LayerStyle): (post: number) => Rgb | null {
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
        marginColour((decodeExcess(code) - style.thresholdExcessDb) / MARGIN_RANGE_DB),
      );
      return (post) => table[maps.bestCode[post]];
    }
    case "server": {
      const table = style.serverNumbers.map((n) => serverColour(Math.max(0, n)));
      return (post) => table[maps.bestStation[post]];
    }
    case "count":
      return (post) => (maps.heard[post] > 0 ? countColour(maps.heard[post]) : null);
  }
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
