import type { Rgb } from "../../colours.ts";

/** Colours of what is drawn on the map's canvas; the page's own are in style.css. */
export interface Palette {
  /** Where there is no terrain. */
  readonly void: string;
  /** Relief: darkest shade, lightest shade, water, as red–green–blue. */
  readonly shadow: Rgb;
  readonly light: Rgb;
  readonly water: Rgb;
  /** How a layer joins the relief: multiplied on light paper the relief's shading stays in the colours. */
  readonly blend: "multiply" | "source-over";
  /** Laid over land that is in reach but below the threshold. */
  readonly veil: Rgb;
  readonly ink: string;
  readonly halo: string;
  readonly grid: string;
  readonly area: string;
  readonly exclusion: string;
  readonly flat: string;
  readonly covered: string;
  readonly missed: string;
  readonly gateway: string;
  readonly candidate: string;
}

export const LIGHT: Palette = {
  void: "#e9e7e2",
  shadow: [122, 120, 116],
  light: [253, 252, 249],
  water: [205, 219, 228],
  blend: "multiply",
  veil: [92, 86, 80],
  ink: "#1d2327",
  halo: "rgba(255,255,255,0.92)",
  grid: "rgba(30,40,50,0.16)",
  area: "#1d2327",
  exclusion: "#8f2d56",
  flat: "rgba(96,60,140,0.55)",
  covered: "#0b6e4f",
  missed: "#c1121f",
  gateway: "#10222e",
  candidate: "#ffffff",
};

export const DARK: Palette = {
  void: "#15181b",
  shadow: [18, 21, 25],
  light: [112, 117, 122],
  water: [29, 42, 54],
  blend: "source-over",
  veil: [8, 9, 11],
  ink: "#f2f4f5",
  halo: "rgba(12,15,18,0.9)",
  grid: "rgba(235,240,245,0.14)",
  area: "#f2f4f5",
  exclusion: "#ff8fb8",
  flat: "rgba(196,164,240,0.6)",
  covered: "#3ddc97",
  missed: "#ff6b6b",
  gateway: "#f2f4f5",
  candidate: "#15181b",
};
