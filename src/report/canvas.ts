import type { Rgb } from "./colours.ts";
import { GLYPH, glyphs } from "./pixel-font.ts";
import type { RgbaImage } from "./png.ts";

/** A pixel's column and row, from the upper left. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Pixel {
  readonly width: number;
  readonly height: number;
}

/** A picture that can be drawn on. Coordinates are rounded to whole pixels; what falls outside is left out. */
export class Canvas implements RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;

  /** @param background null: fully transparent */
  constructor(width: number, height: number, background: Rgb | null = null) {
    this.width = width;
    this.height = height;
    this.data = new Uint8ClampedArray(4 * width * height);
    if (background) this.fill({ x: 0, y: 0, width, height }, background);
  }

  /** Lays a colour over a pixel; `opacity` 1 replaces it. */
  dot({ x, y }: Pixel, colour: Rgb, opacity = 1): void {
    const column = Math.round(x);
    const row = Math.round(y);
    if (column < 0 || row < 0 || column >= this.width || row >= this.height) return;
    const i = 4 * (row * this.width + column);
    for (let channel = 0; channel < 3; channel++) {
      this.data[i + channel] = this.data[i + channel] * (1 - opacity) + colour[channel] * opacity;
    }
    this.data[i + 3] = Math.max(this.data[i + 3], 255 * opacity);
  }

  fill(area: Rectangle, colour: Rgb, opacity = 1): void {
    for (let row = 0; row < area.height; row++) {
      for (let column = 0; column < area.width; column++) {
        this.dot({ x: area.x + column, y: area.y + row }, colour, opacity);
      }
    }
  }

  /** A straight line; with `dash`, as many pixels drawn as left out. */
  line(from: Pixel, to: Pixel, style: { colour: Rgb; thickness?: number; dash?: number; opacity?: number }): void {
    const { colour, thickness = 1, dash = 0, opacity = 1 } = style;
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))));
    for (let i = 0; i <= steps; i++) {
      if (dash > 0 && Math.floor(i / dash) % 2 === 1) continue;
      const x = from.x + ((to.x - from.x) * i) / steps;
      const y = from.y + ((to.y - from.y) * i) / steps;
      const half = (thickness - 1) / 2;
      this.fill({ x: x - half, y: y - half, width: thickness, height: thickness }, colour, opacity);
    }
  }

  /** A filled circle with a smooth rim. */
  disc(centre: Pixel, radius: number, colour: Rgb): void {
    const reach = Math.ceil(radius + 1);
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(dx, dy)));
        if (cover > 0) this.dot({ x: centre.x + dx, y: centre.y + dy }, colour, cover);
      }
    }
  }

  /** Text whose upper left corner is at `at`; with `halo`, on a rim of that colour, to be read on any ground. */
  text(text: string, at: Pixel, style: { colour: Rgb; scale?: number; halo?: Rgb }): void {
    const { colour, scale = 2, halo } = style;
    const rim = Math.max(1, Math.round(scale / 2));
    if (halo) this.#pixelsOf(text, at, scale, (area) => this.fill(grown(area, rim), halo));
    this.#pixelsOf(text, at, scale, (area) => this.fill(area, colour));
  }

  #pixelsOf(text: string, at: Pixel, scale: number, draw: (area: Rectangle) => void): void {
    glyphs(text).forEach((rows, place) => {
      rows.forEach((bits, row) => {
        for (let column = 0; column < GLYPH.width; column++) {
          if (((bits >> (GLYPH.width - 1 - column)) & 1) === 0) continue;
          const x = at.x + scale * (place * GLYPH.advance + column);
          draw({ x, y: at.y + scale * row, width: scale, height: scale });
        }
      });
    });
  }
}

function grown({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
