import { hexColour } from "../colours.ts";
import { escapeMarkup } from "../escape.ts";
import { encodeBase64 } from "../html/base64.ts";
import { encodePng } from "../png.ts";

import { type ColourName, PALETTE } from "./palette.ts";
import { DASH, type Mark, type Points, type Scene } from "./scene.ts";

/** A picture as an SVG file that stands alone and follows the reader's choice of a light or dark page; all texts are escaped. */
export function sceneSvg({ title, description, width, height, marks }: Scene): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<desc>${escapeMarkup(description)}</desc>`,
    `<style>${styleSheet(coloursOf(marks))}</style>`,
    `<rect class="f-page" width="${width}" height="${height}"/>`,
    ...marks.map(markSvg),
    "</svg>",
    "",
  ].join("\n");
}

function coloursOf(marks: readonly Mark[]): ColourName[] {
  const used = new Set<ColourName>(["page", "ink"]);
  for (const mark of marks) {
    if (mark.kind !== "image") used.add(mark.colour ?? "ink");
    if (mark.kind === "text" && mark.halo !== undefined) used.add(mark.halo);
  }
  return [...used];
}

/** Fill `f-`, stroke `s-` and halo `h-` of each colour, once for each kind of page. */
function styleSheet(colours: readonly ColourName[]): string {
  const rules = (page: "light" | "dark") =>
    colours
      .map((name) => {
        const colour = hexColour(PALETTE[name][page]);
        return `.plot .f-${name}{fill:${colour}}.plot .s-${name}{stroke:${colour}}`;
      })
      .join("");
  return [
    '.plot{color-scheme:light dark;font:13px system-ui,-apple-system,"Segoe UI",sans-serif}',
    ".plot .title{font-size:16px;font-weight:600}.plot .small{font-size:12px}",
    ".plot path{fill:none;stroke-linejoin:round}.plot .halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}",
    rules("light"),
    `@media (prefers-color-scheme:dark){${rules("dark")}}`,
  ].join("");
}

function markSvg(mark: Mark): string {
  switch (mark.kind) {
    case "line": {
      const width = mark.width === undefined || mark.width === 1 ? "" : ` stroke-width="${mark.width}"`;
      const dash = mark.dashed === true ? ` stroke-dasharray="${DASH.on} ${DASH.off}"` : "";
      return `<path class="s-${mark.colour}"${width}${dash} d="${pathData(mark.points)}"/>`;
    }
    case "dots":
      return `<path class="s-${mark.colour}" stroke-width="${mark.diameter}" stroke-linecap="round" d="${dotData(mark.points)}"/>`;
    case "polygon": {
      const opacity = mark.opacity === undefined ? "" : ` fill-opacity="${mark.opacity}"`;
      const hint = mark.hint === undefined ? "" : `<title>${escapeMarkup(mark.hint)}</title>`;
      return `<polygon class="f-${mark.colour}"${opacity} points="${Array.from(mark.points, pixel).join(" ")}">${hint}</polygon>`;
    }
    case "text":
      return textSvg(mark);
    case "image": {
      const data = encodeBase64(encodePng(mark.pixels));
      const place = `x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}"`;
      return `<image ${place} preserveAspectRatio="none" href="data:image/png;base64,${data}"/>`;
    }
  }
}

function textSvg(mark: Extract<Mark, { kind: "text" }>): string {
  const { text, size = "normal", anchor = "start", colour = "ink", halo } = mark;
  const classes = [
    `f-${colour}`,
    ...(size === "normal" ? [] : [size]),
    ...(halo === undefined ? [] : ["halo", `s-${halo}`]),
  ];
  const [x, y] = [pixel(mark.x), pixel(mark.y)];
  const align = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text class="${classes.join(" ")}" x="${x}" y="${y}"${align}>${escapeMarkup(text)}</text>`;
}

/** A tenth of a pixel is finer than any screen shows; points that repeat the last are left out. */
function pathData(points: Points): string {
  let data = "";
  let drawing = false;
  let last = "";
  for (let i = 0; i < points.length; i += 2) {
    if (!(Number.isFinite(points[i]) && Number.isFinite(points[i + 1]))) {
      drawing = false;
      continue;
    }
    const at = `${pixel(points[i])} ${pixel(points[i + 1])}`;
    if (drawing && at === last) continue;
    data += `${drawing ? "L" : "M"}${at}`;
    drawing = true;
    last = at;
  }
  return data;
}

/** A stroke without length and with round ends is a dot. */
function dotData(points: Points): string {
  let data = "";
  for (let i = 0; i < points.length; i += 2) {
    if (Number.isFinite(points[i]) && Number.isFinite(points[i + 1]))
      data += `M${pixel(points[i])} ${pixel(points[i + 1])}h0`;
  }
  return data;
}

function pixel(value: number): number {
  return Number(value.toFixed(1));
}
