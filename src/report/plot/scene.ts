import type { RgbaImage } from "../png.ts";
import type { ColourName } from "./palette.ts";

/** Points of a line as x and y in turn, pixels from the upper left. NaN ends a stroke: the next point begins another. */
export type Points = readonly number[] | Float64Array;

/** What plots are drawn from: one list, written as SVG or as PNG. */
export type Mark =
  | {
      readonly kind: "line";
      readonly points: Points;
      readonly colour: ColourName;
      readonly width?: number;
      readonly dashed?: boolean;
    }
  | {
      readonly kind: "dots";
      readonly points: Points;
      readonly colour: ColourName;
      readonly diameter: number;
    }
  | {
      readonly kind: "polygon";
      readonly points: readonly number[];
      readonly colour: ColourName;
      /** 0 to 1; default 1. */
      readonly opacity?: number;
      /** What a pointer that rests on it is told. */
      readonly hint?: string;
    }
  | {
      readonly kind: "text";
      readonly text: string;
      readonly x: number;
      /** Of the base line. */
      readonly y: number;
      readonly colour?: ColourName;
      readonly size?: TextSize;
      readonly anchor?: "start" | "middle" | "end";
      /** A rim in this colour, to be read on any ground. */
      readonly halo?: ColourName;
    }
  | {
      readonly kind: "image";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly pixels: RgbaImage;
    };

/** Dashes and gaps of a dashed line, pixels. */
export const DASH = { on: 6, off: 4 } as const;

export type TextSize = "title" | "normal" | "small";

/** A picture before it is a file. */
export interface Scene {
  /** Also its name for those who cannot see it. */
  readonly title: string;
  /** What is to be seen, in a sentence, for those who cannot. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** The first lies undermost. */
  readonly marks: readonly Mark[];
}

export function line(points: Points, colour: ColourName, style: { width?: number; dashed?: boolean } = {}): Mark {
  return { kind: "line", points, colour, ...style };
}

/** Four corners. */
export function box(from: { x: number; y: number }, to: { x: number; y: number }): number[] {
  return [from.x, from.y, to.x, from.y, to.x, to.y, from.x, to.y];
}

/** {@link box}, closed, for its outline. */
export function outline(from: { x: number; y: number }, to: { x: number; y: number }): number[] {
  return [...box(from, to), from.x, from.y];
}

/** Head lines of a picture: the title and, smaller, what it shows. */
export function heading(title: string, subtitle: string, x: number): Mark[] {
  return [
    { kind: "text", text: title, x, y: 28, size: "title" },
    { kind: "text", text: subtitle, x, y: 48, colour: "soft" },
  ];
}
