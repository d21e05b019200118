import type { PowerChain, PowerStep } from "../link/power-chain.ts";
import { niceTicks } from "./axis.ts";
import { type BrokenScale, brokenScale } from "./broken-scale.ts";
import { escapeMarkup } from "./escape.ts";

export interface WaterfallPicture {
  readonly title: string;
  /** A second, smaller line: settings, distance, … */
  readonly subtitle: string;
  /** One diagram each, from above. */
  readonly chains: readonly PowerChain[];
}

const WIDTH = 960;
const HEAD = 62;
const PANEL_HEIGHT = 330;
const MARGIN = { left: 58, right: 178, top: 34, bottom: 42 };
/** Share of a column that its bar fills. */
const BAR = 0.62;
/** Columns narrower than the longest name, pixels. */
const NARROW = 62;
/** Room above the highest and below the lowest level of a stretch, for the labels, dB. */
const ROOM_DB = 6;
/** The path takes a hundred decibels and more: they are cut out of the axis, so that the few decibels about it can be seen. */
const BREAK = 36;

/**
 * A link budget as a picture: the level along the chain, falling from the transmitter to the receiver, the noise floor, the
 * sensitivity, and the margin over it. The file stands alone and follows the reader's choice of a light or dark page; all texts
 * are escaped.
 */
export function waterfallSvg({ title, subtitle, chains }: WaterfallPicture): string {
  const height = HEAD + PANEL_HEIGHT * chains.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="budget" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="page" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="${MARGIN.left}" y="28">${escapeMarkup(title)}</text>`,
    `<text class="note" x="${MARGIN.left}" y="48">${escapeMarkup(subtitle)}</text>`,
    ...chains.flatMap((chain, i) => panel(chain, HEAD + i * PANEL_HEIGHT)),
    "</svg>",
    "",
  ].join("\n");
}

const STYLE = `
.budget{--page:#fff;--ink:#1b1f24;--soft:#5b6570;--grid:#e3e7eb;--gain:#2e7d4f;--loss:#c05a1c;--level:#1f5f9e;--noise:#7b5ea7;--bad:#c1272d;color-scheme:light dark;font:13px system-ui,-apple-system,"Segoe UI",sans-serif}
@media (prefers-color-scheme:dark){.budget{--page:#14181d;--ink:#e8ebee;--soft:#9aa5b1;--grid:#2c343d;--gain:#5fc08a;--loss:#f0964f;--level:#8cc4f5;--noise:#b79ce6;--bad:#ff7b72}}
.budget .page{fill:var(--page)}.budget text{fill:var(--ink)}.budget .title{font-size:16px;font-weight:600}.budget .name{font-weight:600}.budget .note,.budget .tick,.budget .under{fill:var(--soft)}.budget .tick,.budget .change{font-size:12px}.budget .under{font-size:11px}
.budget .grid{stroke:var(--grid)}.budget .gain{fill:var(--gain)}.budget .loss{fill:var(--loss)}.budget .level{stroke:var(--level);stroke-width:3}.budget .step{stroke:var(--soft);stroke-dasharray:2 2}
.budget .break{fill:none;stroke:var(--page);stroke-width:7}.budget .change,.budget text.margin{paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}.budget .at{font-weight:600}
.budget .limit{stroke-width:1.5;stroke-dasharray:6 4}.budget .sensitivity{stroke:var(--bad)}.budget .noise{stroke:var(--noise)}.budget text.sensitivity{stroke:none;fill:var(--bad)}.budget text.noise{stroke:none;fill:var(--noise)}
.budget path.margin{fill:none;stroke:var(--gain);stroke-width:2}.budget text.margin{fill:var(--gain);font-weight:600}.budget path.short{stroke:var(--bad)}.budget text.short{fill:var(--bad)}
`.replaceAll("\n", "");

/** From decibels and columns to pixels. */
interface Scale {
  readonly y: (levelDbm: number) => number;
  /** Middle of a column. */
  readonly x: (column: number) => number;
  readonly columnWidth: number;
}

function panel(chain: PowerChain, top: number): string[] {
  const { steps } = chain;
  const bottom = top + PANEL_HEIGHT - MARGIN.bottom;
  const levels = levelScale(chain, top + MARGIN.top, bottom);
  // One column more for the margin's arrow
  const columnWidth = (WIDTH - MARGIN.left - MARGIN.right) / (steps.length + 1);
  const scale: Scale = {
    y: (levelDbm) => pixel(levels.y(levelDbm)),
    x: (column) => pixel(MARGIN.left + (column + 0.5) * columnWidth),
    columnWidth,
  };
  return [
    `<g><text class="name" x="${MARGIN.left}" y="${top + 18}">${escapeMarkup(chain.title)}</text>`,
    `<text class="tick" x="${MARGIN.left - 8}" y="${top + 18}" text-anchor="end">dBm</text>`,
    ...axis(levels, scale),
    ...limitLines(chain, scale),
    ...steps.flatMap((step, i) => column(step, i, scale)),
    ...(levels.breakY === null ? [] : [breakMark(pathColumn(steps), levels.breakY, scale)]),
    ...steps.map(({ label }, i) => under(label, i, bottom, scale)),
    ...marginArrow(chain, scale, bottom),
    "</g>",
  ];
}

function pathColumn(steps: readonly PowerStep[]): number {
  return steps.findIndex(({ label }) => label === "path");
}

/** What is before the path above, what is after it below. */
function levelScale({ steps, noiseFloorDbm, sensitivityDbm }: PowerChain, top: number, bottom: number): BrokenScale {
  const level = ({ levelDbm }: PowerStep) => levelDbm;
  const before = steps.slice(0, pathColumn(steps)).map(level);
  const after = [...steps.slice(pathColumn(steps)).map(level), noiseFloorDbm, sensitivityDbm];
  const stretch = (levels: readonly number[]) => ({
    min: Math.min(...levels) - ROOM_DB,
    max: Math.max(...levels) + ROOM_DB,
  });
  return brokenScale({ upper: stretch(before), lower: stretch(after), top, bottom, gap: BREAK });
}

function axis({ stretches }: BrokenScale, { y }: Scale): string[] {
  const span = stretches.reduce((sum, { min, max }) => sum + max - min, 0);
  return stretches.flatMap(({ min, max }) =>
    niceTicks({ min, max, count: Math.max(1, (7 * (max - min)) / span) }).map(
      (level) =>
        `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(level)}" y2="${y(level)}"/>` +
        `<text class="tick" x="${MARGIN.left - 8}" y="${y(level) + 4}" text-anchor="end">${signed(level, 0)}</text>`,
    ),
  );
}

/** A zigzag in the page's colour across the bar whose middle is left out. */
function breakMark(index: number, at: number, { x, columnWidth }: Scale): string {
  const tooth = (BAR * columnWidth + 12) / 4;
  const start = x(index) - 2 * tooth;
  const points = [0, 1, 2, 3, 4].map((i) => `${pixel(start + i * tooth)} ${pixel(at + (i % 2 === 0 ? 5 : -5))}`);
  return `<path class="break" d="M${points.join("L")}"/>`;
}

/** A level that is only named is a line; a change is a bar from the level before to the one after. */
function column({ changeDb, levelDbm }: PowerStep, index: number, { x, y, columnWidth }: Scale): string[] {
  const half = (BAR * columnWidth) / 2;
  const [left, right] = [pixel(x(index) - half), pixel(x(index) + half)];
  const at = y(levelDbm);
  const next = pixel(x(index + 1) - half);
  const link = `<line class="step" x1="${right}" x2="${next}" y1="${at}" y2="${at}"/>`;
  if (changeDb === 0) {
    const label = `<text class="change at" x="${x(index)}" y="${at - 8}" text-anchor="middle">${signed(levelDbm, 1)}</text>`;
    return [`<line class="level" x1="${left}" x2="${right}" y1="${at}" y2="${at}"/>`, link, label];
  }
  const before = y(levelDbm - changeDb);
  const [above, height] = [Math.min(before, at), Math.max(1, pixel(Math.abs(at - before)))];
  const text = `${changeDb > 0 ? "+" : ""}${signed(changeDb, 1)}`;
  return [
    `<rect class="${changeDb > 0 ? "gain" : "loss"}" x="${left}" y="${above}" width="${pixel(right - left)}" height="${height}"/>`,
    link,
    `<text class="change" x="${x(index)}" y="${pixel(above - 7)}" text-anchor="middle">${text}</text>`,
  ];
}

/** Names below the columns, in two rows where the columns are narrow. */
function under(label: string, index: number, bottom: number, { x, columnWidth }: Scale): string {
  const y = bottom + 18 + (columnWidth < NARROW && index % 2 === 1 ? 14 : 0);
  return `<text class="under" x="${x(index)}" y="${y}" text-anchor="middle">${escapeMarkup(label)}</text>`;
}

function limitLines({ noiseFloorDbm, sensitivityDbm }: PowerChain, { y }: Scale): string[] {
  const right = WIDTH - MARGIN.right;
  const lines = [
    { name: "noise floor", kind: "noise", levelDbm: noiseFloorDbm },
    { name: "sensitivity", kind: "sensitivity", levelDbm: sensitivityDbm },
  ].sort((a, b) => b.levelDbm - a.levelDbm);
  // Two lines of text need 18 pixels between them, wherever the lines are
  const first = Math.min(y(lines[0].levelDbm), y(lines[1].levelDbm) - 18);
  return lines.flatMap(({ name, kind, levelDbm }, i) => {
    const textY = pixel(i === 0 ? first : Math.max(y(levelDbm), first + 18)) + 4;
    return [
      `<line class="limit ${kind}" x1="${MARGIN.left}" x2="${right}" y1="${y(levelDbm)}" y2="${y(levelDbm)}"/>`,
      `<text class="${kind}" x="${right + 8}" y="${textY}">${name} ${signed(levelDbm, 1)} dBm</text>`,
    ];
  });
}

/** From the sensitivity to the last level, what is left; red when it is missing. */
function marginArrow({ steps, sensitivityDbm, marginDb }: PowerChain, scale: Scale, bottom: number): string[] {
  const { x, y } = scale;
  const at = x(steps.length);
  const [from, to] = [y(sensitivityDbm), y(sensitivityDbm + marginDb)];
  const kind = marginDb < 0 ? "margin short" : "margin";
  // An arrow shorter than its heads is drawn without them
  const head = Math.abs(to - from) < 10 ? 0 : 5 * Math.sign(to - from);
  const heads = `M${at - 4} ${to - head}L${at} ${to}L${at + 4} ${to - head}M${at - 4} ${from + head}L${at} ${from}L${at + 4} ${from + head}`;
  return [
    `<path class="${kind}" d="M${at} ${from}V${to}${head === 0 ? "" : heads}"/>`,
    under("margin", steps.length, bottom, scale),
    `<text class="${kind}" x="${at}" y="${pixel(Math.min(from, to) - 8)}" text-anchor="middle">${signed(marginDb, 1)} dB</text>`,
  ];
}

/** With a minus as long as the plus. */
function signed(value: number, digits: number): string {
  return value.toFixed(digits).replace("-", "−");
}

function pixel(value: number): number {
  return Number(value.toFixed(1));
}
