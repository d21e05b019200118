import { niceTicks } from "../../axis.ts";
import {
  countColour,
  hexColour,
  MOST_COUNTED,
  marginColour,
  powerColour,
  type Rgb,
  serverColour,
} from "../../colours.ts";
import { formatNumber, formatQuantity } from "../format.ts";
import { create } from "./elements.ts";
import { MARGIN_RANGE_DB, POWER_RANGE_DB } from "./layers.ts";
import type { State } from "./state.ts";

/** Intervals between ticks, about: their numbers have room on the narrowest panel. */
const TICKS = 5;

const TITLES = {
  power: "Received power at the device, dBm",
  margin: "Margin in the weaker direction, dB",
  server: "Gateway with the greatest margin",
  count: "Gateways that reach the required margin",
} as const;

/** Rebuilds the legend of the current layer. */
export function renderLegend(box: HTMLElement, state: State): void {
  const title = create("p", "legend-title", TITLES[state.layer]);
  const parts = {
    power: powerLegend,
    margin: marginLegend,
    server: serverLegend,
    count: countLegend,
  }[state.layer](state);
  box.replaceChildren(title, ...parts);
}

interface Scale {
  readonly from: number;
  readonly to: number;
  readonly colour: (value: number) => Rgb;
  /** Values marked on the bar, with what they are. */
  readonly marks: readonly { readonly value: number; readonly label: string; readonly kind: string }[];
}

function powerLegend(state: State): HTMLElement[] {
  const { sensitivityDbm } = state.payload;
  const from = sensitivityDbm + POWER_RANGE_DB.from;
  const to = sensitivityDbm + POWER_RANGE_DB.to;
  const needed = state.sitesOn().map((site) => site.receivedAtGoalDbm + state.excessDb);
  const [least, most] = [Math.min(...needed), Math.max(...needed)];
  const same = most - least < 0.05;
  const marks = [
    { value: sensitivityDbm, label: `sensitivity ${formatQuantity(sensitivityDbm, "dBm", 1)}`, kind: "is-sensitivity" },
  ];
  if (needed.length > 0) {
    const range = same ? formatNumber(least, 1) : `${formatNumber(least, 1)} to ${formatNumber(most, 1)}`;
    const label = `needed for the margin, both ways: ${range}\u202fdBm`;
    marks.push({ value: least, label, kind: "is-needed" });
  }
  const colour = (dbm: number) => powerColour((dbm - from) / (to - from));
  return [...scaleLegend({ from, to, colour, marks }), note("Faint: in reach, not covered")];
}

function marginLegend(state: State): HTMLElement[] {
  const required = state.requiredMarginDb;
  const [from, to] = [required - MARGIN_RANGE_DB, required + MARGIN_RANGE_DB];
  const colour = (db: number) => marginColour((db - required) / MARGIN_RANGE_DB);
  const marks = [{ value: required, label: `required ${formatQuantity(required, "dB", 1)}`, kind: "is-needed" }];
  if (from < 0 && required !== 0) {
    marks.push({ value: 0, label: "sensitivity (margin 0 dB)", kind: "is-sensitivity" });
  }
  return scaleLegend({ from, to, colour, marks });
}

function serverLegend(state: State): HTMLElement[] {
  const numbers = state.serverNumbers();
  const list = create("ul", "swatches");
  state.payload.stations.forEach((station, i) => {
    if (state.on[i]) list.append(swatch(serverColour(numbers[i]), station.name));
  });
  return [list, note("Faint: in reach, not covered")];
}

function countLegend(state: State): HTMLElement[] {
  const list = create("ul", "swatches is-row");
  for (let count = 1; count <= MOST_COUNTED; count++) {
    list.append(swatch(countColour(count), count === MOST_COUNTED ? `${count} or more` : String(count)));
  }
  const needed = state.payload.redundancy;
  return [list, note(needed > 1 ? `Counts as covered from ${needed} on` : "Grey: in reach, heard by none")];
}

function scaleLegend(scale: Scale): HTMLElement[] {
  const bar = create("div", "scale-bar");
  bar.append(gradient(scale));
  const ticks = create("div", "scale-ticks");
  const at = (value: number) => `${(100 * (value - scale.from)) / (scale.to - scale.from)}%`;
  for (const value of niceTicks({ min: scale.from, max: scale.to, count: TICKS })) {
    const tick = create("span", "", formatNumber(value));
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

function swatch(colour: Rgb, text: string): HTMLElement {
  const item = create("li");
  const chip = create("i", "swatch");
  chip.style.background = hexColour(colour);
  item.append(chip, text);
  return item;
}

function note(text: string): HTMLElement {
  return create("p", "legend-note", text);
}
