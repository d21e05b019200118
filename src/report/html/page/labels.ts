import { haloText } from "./graticule.ts";
import type { Palette } from "./palette.ts";

const LINE_ABOVE_PX = 12;
const LINE_BELOW_PX = 4;

/** The upper right corner, where the zoom buttons lie over the map. */
const BUTTONS_PX = { width: 58, height: 140 };

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a text may go: its middle (or its left end) and its baseline, best first. */
export interface LabelSpot {
  readonly x: number;
  readonly baseline: number;
  readonly align: "left" | "centre" | "right";
}

/** Keeps texts on the map from covering each other and the symbols: first come, first served. */
export class LabelSpace {
  readonly #taken: Box[] = [];
  readonly #width: number;
  readonly #height: number;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#taken.push({ left: width - BUTTONS_PX.width, right: width, top: 0, bottom: BUTTONS_PX.height });
  }

  /** Reserves a symbol's place. */
  block(x: number, y: number, radius: number): void {
    this.#taken.push({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  }

  /** Writes the text at the first spot that is free and within the map; leaves it out when none is. */
  write(context: CanvasRenderingContext2D, palette: Palette, text: string, spots: readonly LabelSpot[]): void {
    const { width } = context.measureText(text);
    for (const { x, baseline, align } of spots) {
      const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
      const box = {
        left: left - 3,
        right: left + width + 3,
        top: baseline - LINE_ABOVE_PX,
        bottom: baseline + LINE_BELOW_PX,
      };
      if (box.left < 0 || box.right > this.#width || box.top < 0 || box.bottom > this.#height) continue;
      if (this.#taken.some((other) => overlaps(box, other))) continue;
      this.#taken.push(box);
      haloText(context, palette, text, left, baseline);
      return;
    }
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
