import type { PathComparison } from "../link/path-comparison.ts";
import { rankedModels, skippedModels } from "./comparison-text.ts";
import { escapeMarkup } from "./escape.ts";
import { type PathPicture, pathSvg } from "./path-svg.ts";
import { linearScale, linearTicks, type PlotArea, plotAxes } from "./plot/frame.ts";
import { markerPoints } from "./plot/markers.ts";
import { heading, line, type Mark, type Scene } from "./plot/scene.ts";
import { sceneSvg } from "./plot/scene-svg.ts";

const WIDTH = 960;
const PATH_HEIGHT = 420;
const MARGIN = { left: 150, right: 90, top: 84, bottom: 84 };
/** Of a model's row. */
const ROW = 28;
/** Left over beside the least and the greatest loss. */
const ROOM_DB = 5;
/** Of the markers: a circle, and the diamond of models outside their range. */
const MARKER = { radius: 6, plain: 0, doubtful: 3 };

/**
 * A path by many models as one picture that stands alone: the terrain above, the losses as dots below, each with its distance from
 * free space. Models with remarks have a diamond in another colour.
 */
export function comparisonSvg(
  comparison: PathComparison,
  path: Omit<PathPicture, "profile" | "width" | "height">,
): string {
  const terrain = pathSvg({ ...path, profile: comparison.profile, width: WIDTH, height: PATH_HEIGHT });
  const scene = comparisonScene(comparison);
  const height = PATH_HEIGHT + scene.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escapeMarkup(path.title)}</title>`,
    terrain.trimEnd(),
    sceneSvg(scene).trimEnd().replace("<svg ", `<svg y="${PATH_HEIGHT}" `),
    "</svg>",
    "",
  ].join("\n");
}

function comparisonScene(comparison: PathComparison): Scene {
  const ranked = rankedModels(comparison);
  const { freeSpaceLossDb } = comparison;
  const height = MARGIN.top + MARGIN.bottom + ROW * ranked.length;
  const area: PlotArea = {
    left: MARGIN.left,
    right: WIDTH - MARGIN.right,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const lossesDb = [freeSpaceLossDb, ...ranked.map(({ lossDb }) => lossDb)];
  const range = { min: Math.min(...lossesDb) - ROOM_DB, max: Math.max(...lossesDb) + ROOM_DB };
  const x = linearScale(range, area.left, area.right);
  const y = linearScale({ min: -0.5, max: ranked.length - 0.5 }, area.top, area.bottom);
  const freeSpaceX = x.at(freeSpaceLossDb);
  const rows = ranked.flatMap(({ name, lossDb, warnings }, i): Mark[] => {
    const [dotX, dotY] = [x.at(lossDb), y.at(i)];
    const isDoubtful = warnings.length > 0;
    const colour = isDoubtful ? "orange" : "blue";
    const points = markerPoints(isDoubtful ? MARKER.doubtful : MARKER.plain, dotX, dotY, MARKER.radius);
    const hint = [`${name}: ${lossDb.toFixed(1)} dB`, ...warnings.map(({ message }) => message)].join("; ");
    return [
      line([freeSpaceX, dotY, dotX, dotY], colour, { width: 2 }),
      { kind: "polygon", points, colour, hint },
      { kind: "text", text: `${lossDb.toFixed(1)} dB`, x: Math.max(dotX, freeSpaceX) + 12, y: dotY + 4, halo: "page" },
    ];
  });
  const title = "Path loss by model";
  return {
    title,
    description: ranked.map(({ name, lossDb }) => `${name} ${lossDb.toFixed(1)} dB`).join(", "),
    width: WIDTH,
    height,
    marks: [
      ...heading(title, legend(comparison), MARGIN.left),
      ...plotAxes({
        area,
        x,
        y,
        xTicks: linearTicks(x, 8),
        yTicks: ranked.map(({ name }, value) => ({ value, label: name })),
        xTitle: "path loss between isotropic antennas, dB",
        yTitle: "",
        grid: true,
      }),
      line([freeSpaceX, area.top, freeSpaceX, area.bottom], "soft", { dashed: true }),
      ...rows,
      ...footnote(comparison, height - 14),
    ],
  };
}

function legend({ freeSpaceLossDb }: PathComparison): string {
  return `dashed: free space, ${freeSpaceLossDb.toFixed(1)} dB; diamond: with a remark, such as outside the model's range`;
}

/** The reasons are in the text; here only what one would look for in vain. */
function footnote(comparison: PathComparison, y: number): Mark[] {
  const names = skippedModels(comparison).map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    {
      kind: "text",
      text: `not run: ${names.join(", ")}`,
      x: MARGIN.left,
      y,
      colour: "soft",
      size: "small",
    },
  ];
}
