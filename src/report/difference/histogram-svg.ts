import { linearScale, linearTicks, type PlotArea, plotAxes } from "../plot/frame.ts";
import { box, line, type Mark, type Scene } from "../plot/scene.ts";
import { sceneSvg } from "../plot/scene-svg.ts";
import { sideNames } from "./names.ts";
import type { DescribedComparison } from "./statistics.ts";

const WIDTH = 860;
const HEIGHT = 340;
const MARGIN = { left: 70, right: 24, top: 34, bottom: 62 };

/** How many percent of the pixels differ by how much. */
export function histogramSvg(comparison: DescribedComparison): string {
  return sceneSvg(histogramScene(comparison));
}

function histogramScene(comparison: DescribedComparison): Scene {
  const { statistics } = comparison;
  const { fromDb, widthDb, counts } = statistics.histogram;
  const [a, b] = sideNames(comparison);
  const area: PlotArea = {
    left: MARGIN.left,
    right: WIDTH - MARGIN.right,
    top: MARGIN.top,
    bottom: HEIGHT - MARGIN.bottom,
  };
  const percents = counts.map((count) => (100 * count) / statistics.pixels);
  const x = linearScale({ min: fromDb, max: fromDb + widthDb * counts.length }, area.left, area.right);
  const y = linearScale({ min: 0, max: 1.05 * Math.max(0, ...percents) }, area.bottom, area.top);
  const edge = (bar: number) => x.at(fromDb + widthDb * bar);
  const bars = percents.map((percent, bar): Mark => {
    const [from, to] = [fromDb + widthDb * bar, fromDb + widthDb * (bar + 1)];
    return {
      kind: "polygon",
      points: box({ x: edge(bar) + 0.5, y: y.at(percent) }, { x: edge(bar + 1) - 0.5, y: area.bottom }),
      colour: "blue",
      hint: `${shorten(from)} to ${shorten(to)} dB: ${percent.toFixed(1)} %`,
    };
  });
  const mean = x.at(statistics.meanDb);
  return {
    title: "Pixels by difference",
    description: `mean ${statistics.meanDb.toFixed(2)} dB, standard deviation ${statistics.standardDeviationDb.toFixed(2)} dB`,
    width: WIDTH,
    height: HEIGHT,
    marks: [
      ...plotAxes({
        area,
        x,
        y,
        xTicks: linearTicks(x, 8),
        yTicks: linearTicks(y, 5),
        xTitle: `path loss of ${b} less that of ${a}, dB; the outermost bars also hold what lies beyond`,
        yTitle: "share of the pixels, %",
        grid: true,
      }),
      ...bars,
      line([mean, area.top, mean, area.bottom], "orange", { width: 2, dashed: true }),
      { kind: "text", text: "mean", x: mean + 6, y: area.top + 14, colour: "orange", halo: "page" },
    ],
  };
}

function shorten(valueDb: number): string {
  return String(Number(valueDb.toPrecision(6)));
}
