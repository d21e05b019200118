import type { BatteryLife, Phase } from "../lora/energy/battery-life.ts";
import type { PhaseName } from "../lora/energy/cycle.ts";
import { niceTicks } from "./axis.ts";
import { PHASE_TITLES } from "./battery-text.ts";
import { escapeMarkup } from "./escape.ts";
import { percentText, siText } from "./si-text.ts";

export interface BatteryPicture {
  readonly life: BatteryLife;
  readonly title: string;
  /** A second, smaller line. */
  readonly subtitle?: string;
}

const WIDTH = 960;
const LEFT = 76;
const RIGHT = 24;
const PLOT_WIDTH = WIDTH - LEFT - RIGHT;
const BAR = { top: 72, height: 34 };
const LEGEND = { top: 130, rowHeight: 22, columns: 3 };
const TIMELINE_HEIGHT = 220;
/** Room between the legend and the timeline for its heading, and below it for its axis. */
const HEADING = 44;
const FOOT = 58;
/** Narrower ones get no figure in the bar. */
const LABEL_WIDTH = 52;
/** So that the shortest window can be seen. */
const MIN_STEP_WIDTH = 2;
/** So that the lowest current stands clear of the axis. */
const FLOOR_ROOM_DECADES = 0.15;
/** Of the whole timeline, drawn after its end to show that the device goes back to rest. */
const REST_SHARE = 0.06;

/**
 * Where the energy goes, as one bar, and the current over one uplink. The file stands alone and follows the reader's choice of a
 * light or dark page; all texts are escaped.
 */
export function batterySvg({ life, title, subtitle }: BatteryPicture): string {
  const legendRows = Math.ceil(life.phases.length / LEGEND.columns);
  const timelineTop = LEGEND.top + legendRows * LEGEND.rowHeight + HEADING;
  const height = timelineTop + TIMELINE_HEIGHT + FOOT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="life" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="page" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="${LEFT}" y="28">${escapeMarkup(title)}</text>`,
    `<text class="note" x="${LEFT}" y="50">${escapeMarkup(subtitle ?? "")}</text>`,
    ...shareBar(life.phases),
    ...legend(life.phases),
    `<text class="heading" x="${LEFT}" y="${timelineTop - 16}">Current over one uplink</text>`,
    ...timeline(life, timelineTop),
    "</svg>",
    "",
  ].join("\n");
}

const STYLE = `
.life{--page:#fff;--ink:#1b1f24;--soft:#5b6570;--grid:#d9dee3;color-scheme:light dark;font:13px system-ui,-apple-system,"Segoe UI",sans-serif}
@media (prefers-color-scheme:dark){.life{--page:#14181d;--ink:#e8ebee;--soft:#9aa5b1;--grid:#2c343d}}
.life .page{fill:var(--page)}.life text{fill:var(--ink)}.life .title{font-size:16px;font-weight:600}.life .heading{font-weight:600}.life .note,.life .tick,.life .axis,.life .figure{fill:var(--soft)}.life .tick{font-size:12px}
.life .grid{stroke:var(--grid)}.life .segment{stroke:var(--page);stroke-width:1}.life .share{fill:#14181d;font-weight:600;font-size:12px}.life .curve{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-linejoin:round}
.life .transmit{fill:#e0762f}.life .receive-1{fill:#56b4e9}.life .receive-2{fill:#4a90c8}.life .downlink{fill:#2fae83}.life .wake{fill:#e6ad3c}.life .wait{fill:#d78fb7}.life .beacon{fill:#9a86d8}.life .ping-slots{fill:#c3a4ee}.life .listen{fill:#4a90c8}.life .sleep{fill:#98a1ab}.life .self-discharge{fill:#bfae93}
`.replaceAll("\n", "");

function shareBar(phases: readonly Phase[]): string[] {
  let x = LEFT;
  return phases.flatMap(({ name, share }) => {
    const width = share * PLOT_WIDTH;
    const from = x;
    x += width;
    const box = `x="${pixel(from)}" y="${BAR.top}" width="${pixel(width)}" height="${BAR.height}"`;
    const hint = `<title>${PHASE_TITLES[name]}: ${percentText(share)}</title>`;
    const segment = `<rect class="segment ${name}" ${box}>${hint}</rect>`;
    if (width < LABEL_WIDTH) return [segment];
    const middle = pixel(from + width / 2);
    return [
      segment,
      `<text class="share" x="${middle}" y="${BAR.top + 22}" text-anchor="middle">${percentText(share)}</text>`,
    ];
  });
}

function legend(phases: readonly Phase[]): string[] {
  const rows = Math.ceil(phases.length / LEGEND.columns);
  return phases.flatMap(({ name, share, currentA }, i) => {
    const x = LEFT + Math.floor(i / rows) * (PLOT_WIDTH / LEGEND.columns);
    const y = LEGEND.top + (i % rows) * LEGEND.rowHeight;
    const figures = `${percentText(share)}, ${siText(currentA, "A")}`;
    return [
      `<rect class="${name}" x="${pixel(x)}" y="${y - 11}" width="13" height="13" rx="2"/>`,
      `<text x="${pixel(x + 20)}" y="${y}">${PHASE_TITLES[name]} <tspan class="figure">${escapeMarkup(figures)}</tspan></text>`,
    ];
  });
}

interface Stretch {
  readonly name: PhaseName;
  readonly fromX: number;
  readonly toX: number;
  readonly y: number;
}

/** Time runs evenly, current by decades: a device sleeps at a hundred-thousandth of what it sends with. */
function timeline({ timeline: steps, phases }: BatteryLife, top: number): string[] {
  const last = steps[steps.length - 1];
  const endS = last.startS + last.durationS;
  const rest = phases.find(({ name }) => name === "sleep" || name === "listen");
  const spanS = endS * (1 + REST_SHARE);
  const shown = rest === undefined ? steps : [...steps, { ...rest, startS: endS, durationS: spanS - endS }];
  const currents = shown.map(({ currentA }) => currentA).filter((currentA) => currentA > 0);
  const lowest = Math.floor(Math.log10(Math.min(...currents)) - FLOOR_ROOM_DECADES);
  const highest = Math.max(lowest + 1, Math.ceil(Math.log10(Math.max(...currents))));
  const bottom = top + TIMELINE_HEIGHT;
  const x = (timeS: number) => LEFT + (PLOT_WIDTH * timeS) / spanS;
  const y = (currentA: number) =>
    bottom - (TIMELINE_HEIGHT * (Math.log10(Math.max(currentA, 10 ** lowest)) - lowest)) / (highest - lowest);
  const stretches: Stretch[] = shown.map(({ name, startS, durationS, currentA }) => ({
    name,
    fromX: x(startS),
    toX: Math.max(x(startS + durationS), x(startS) + MIN_STEP_WIDTH),
    y: y(currentA),
  }));
  return [
    ...axes({ lowest, highest, top, bottom, spanS }, x),
    ...stretches.map((stretch) => area(stretch, bottom)),
    `<path class="curve" d="${outline(stretches)}"/>`,
    ...labels(stretches, top),
  ];
}

interface Frame {
  readonly lowest: number;
  readonly highest: number;
  readonly top: number;
  readonly bottom: number;
  readonly spanS: number;
}

function axes({ lowest, highest, top, bottom, spanS }: Frame, x: (timeS: number) => number): string[] {
  const decades = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
  const rows = decades.map((decade) => {
    const y = pixel(bottom - ((bottom - top) * (decade - lowest)) / (highest - lowest));
    const label = `<text class="tick" x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${siText(10 ** decade, "A")}</text>`;
    return `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"/>${label}`;
  });
  // Short uplinks are read in milliseconds, long ones in seconds.
  const [unit, unitS] = spanS < 1 ? ["ms", 1e-3] : ["s", 1];
  const columns = niceTicks({ min: 0, max: spanS / unitS, count: 8 }).map((tick) => {
    const at = pixel(x(tick * unitS));
    const label = `<text class="tick" x="${at}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`;
    return `<line class="grid" x1="${at}" x2="${at}" y1="${bottom}" y2="${bottom + 5}"/>${label}`;
  });
  const middle = LEFT + PLOT_WIDTH / 2;
  return [
    ...rows,
    ...columns,
    `<text class="axis" x="${middle}" y="${bottom + 38}" text-anchor="middle">time, ${unit}</text>`,
  ];
}

function area({ name, fromX, toX, y }: Stretch, bottom: number): string {
  const box = `x="${pixel(fromX)}" y="${pixel(y)}" width="${pixel(toX - fromX)}" height="${pixel(bottom - y)}"`;
  return `<rect class="${name}" ${box} fill-opacity="0.75"><title>${PHASE_TITLES[name]}</title></rect>`;
}

function outline(stretches: readonly Stretch[]): string {
  return stretches
    .map(({ fromX, toX, y }, i) => `${i === 0 ? "M" : "L"}${pixel(fromX)} ${pixel(y)}L${pixel(toX)} ${pixel(y)}`)
    .join("");
}

/** Sleep needs no name; neighbours' names would cover each other, so each stands above its own step, inside the plot. */
function labels(stretches: readonly Stretch[], top: number): string[] {
  return stretches
    .filter(({ name }) => name !== "sleep" && name !== "listen")
    .map(({ name, fromX, toX, y }) => {
      const text = PHASE_TITLES[name];
      const isNearEnd = fromX > WIDTH - RIGHT - 160;
      const at = pixel(isNearEnd ? toX - 3 : fromX + 3);
      const anchor = isNearEnd ? "end" : "start";
      return `<text class="tick" x="${at}" y="${pixel(Math.max(y - 7, top + 4))}" text-anchor="${anchor}">${text}</text>`;
    });
}

function pixel(value: number): number {
  return Number(value.toFixed(1));
}
