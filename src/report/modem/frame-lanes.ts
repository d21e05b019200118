import type { AxisScale, PlotArea } from "../plot/frame.ts";
import { box, type Mark } from "../plot/scene.ts";
import { FRAME_PARTS, frameLabel, frameParts, type MarkedFrame } from "./frame-parts.ts";

/** A lane: a line of text above a bar. */
export const LANE = { height: 38, bar: 13, text: 5 } as const;
/** Frames that overlap stand in lanes of their own; more than so many at a time share the last. */
const MAX_LANES = 6;
/** Width of a letter of the labels, and of the letters of a part's name, pixels. */
const LETTER = 6.4;
const ROOM = 8;

export interface PlacedFrame {
  readonly frame: MarkedFrame;
  readonly lane: number;
}

/** Puts each frame into the first lane that is free when it starts. */
export function placeInLanes(frames: readonly MarkedFrame[]): PlacedFrame[] {
  const freeFromS: number[] = [];
  return [...frames]
    .sort((a, b) => a.startS - b.startS)
    .map((frame) => {
      let lane = freeFromS.findIndex((endS) => endS <= frame.startS);
      if (lane < 0) lane = Math.min(freeFromS.length, MAX_LANES - 1);
      freeFromS[lane] = Math.max(freeFromS[lane] ?? 0, frame.endS);
      return { frame, lane };
    });
}

export function laneCount(placed: readonly PlacedFrame[]): number {
  return placed.reduce((count, { lane }) => Math.max(count, lane + 1), 0);
}

/**
 * Bars above a picture over time: each frame's parts in their colours, with its label where there is room.
 *
 * @param top of the first lane, pixels
 */
export function laneMarks(placed: readonly PlacedFrame[], area: PlotArea, x: AxisScale, top: number): Mark[] {
  return placed.flatMap((one, i): Mark[] => {
    const laneTop = top + one.lane * LANE.height;
    const next = placed.slice(i + 1).find(({ lane }) => lane === one.lane);
    const from = Math.max(area.left, x.at(one.frame.startS));
    const end = next === undefined ? area.right : Math.min(area.right, x.at(next.frame.startS) - ROOM);
    return [...barMarks(one.frame, area, x, laneTop), ...labelMarks(frameLabel(one.frame), from, end, laneTop)];
  });
}

function barMarks(frame: MarkedFrame, area: PlotArea, x: AxisScale, laneTop: number): Mark[] {
  const top = laneTop + LANE.height - LANE.bar - LANE.text;
  return frameParts(frame).flatMap(({ kind, fromS, toS }): Mark[] => {
    const from = Math.max(area.left, x.at(fromS));
    const to = Math.min(area.right, x.at(toS));
    if (!(to > from)) return [];
    const { title, colour } = FRAME_PARTS[kind];
    const points = box({ x: from, y: top }, { x: Math.max(to, from + 0.5), y: top + LANE.bar });
    return [{ kind: "polygon", points, colour, hint: `${title}: ${frameLabel(frame)}` }];
  });
}

/** Cut to the room there is; a few letters say nothing and are left out. */
function labelMarks(label: string, from: number, end: number, laneTop: number): Mark[] {
  const letters = Math.floor((end - from) / LETTER);
  if (letters < Math.min(4, label.length)) return [];
  const text = label.length <= letters ? label : `${label.slice(0, Math.max(1, letters - 3))}...`;
  return [{ kind: "text", text, x: from, y: laneTop + LANE.height - LANE.bar - LANE.text - 5, size: "small" }];
}

/** The names of the parts' colours, in a row. */
export function partsLegend(at: { x: number; y: number }): Mark[] {
  let x = at.x;
  return Object.values(FRAME_PARTS).flatMap(({ title, colour }): Mark[] => {
    const left = x;
    x += 18 + LETTER * title.length + 22;
    return [
      { kind: "polygon", points: box({ x: left, y: at.y - 10 }, { x: left + 12, y: at.y + 1 }), colour },
      { kind: "text", text: title, x: left + 18, y: at.y, size: "small", colour: "soft" },
    ];
  });
}
