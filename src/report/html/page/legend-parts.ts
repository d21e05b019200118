import { niceTicks } from "../../axis.ts";
import { hexColour, type Rgb } from "../../colours.ts";
import { formatNumber } from "../format.ts";
import { create } from "./elements.ts";

/** Intervals between ticks, about: their numbers have room on the narrowest panel. */
const TICKS = 5;

/** A bar of colours over a range of values. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly colour: (value: number) => Rgb;
  /** Values marked on the bar, with what they are. */
  readonly marks: readonly { readonly value: number; readonly label: string; readonly kind: string }[];
  /** Absent: round values between the ends. */
  readonly ticks?: readonly { readonly value: number; readonly label: string }[];
}

/** The bar with its ticks and a key of its marks. */
export function scaleLegend(scale: Scale): HTMLElement[] {
  const bar = create("div", "scale-bar");
  bar.append(gradient(scale));
  const ticks = create("div", "scale-ticks");
  const at = (value: number) => `${(100 * (value - scale.from)) / (scale.to - scale.from)}%`;
  const niceOnes = () => niceTicks({ min: scale.from, max: scale.to, count: TICKS });
  for (const { value, label } of scale.ticks ?? niceOnes().map((value) => ({ value, label: formatNumber(value) }))) {
    const tick = create("span", "", label);
    tick.style.left = at(value);
    ticks.append(tick);
  }
  const keys = create("ul", "scale-keys");
  for (const { value, label, kind } of scale.marks) {
    const mark = create("i", `scale-mark ${kind}`);
    mark.style.left = at(Math.min(scale.to, Math.max(scale.from, value)));
    bar.append(mark);
    const key = create("li");
    key.append(create("i", `key-mark ${kind}`), label);
    keys.append(key);
  }
  return [bar, ticks, keys];
}

function gradient({ from, to, colour }: Scale): HTMLCanvasElement {
  const canvas = create("canvas", "scale-gradient");
  canvas.width = 256;
  canvas.height = 1;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  for (let x = 0; x < 256; x++) {
    context.fillStyle = hexColour(colour(from + ((x + 0.5) / 256) * (to - from)));
    context.fillRect(x, 0, 1, 1);
  }
  return canvas;
}

/** A colour and what it stands for. */
export function swatch(colour: Rgb, text: string): HTMLElement {
  const item = create("li");
  const chip = create("i", "swatch");
  chip.style.background = hexColour(colour);
  item.append(chip, text);
  return item;
}

export function note(text: string): HTMLElement {
  return create("p", "legend-note", text);
}
