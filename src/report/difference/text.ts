import { oneLine, type TextStyle } from "../summary-text.ts";
import { textTable } from "../text-table.ts";
import { differenceFigures, type Figure, sideFigures, warningTexts } from "./figures.ts";
import { sideNames } from "./names.ts";
import type { DescribedComparison } from "./statistics.ts";

/** The comparison in short, for a terminal: both coverages, the difference, the warnings of each. */
export function differenceText(comparison: DescribedComparison, style: TextStyle): string {
  const [a, b] = sideNames(comparison);
  const sides = sideFigures(comparison);
  const sections = [
    [style("title", `${b} less ${a}`), ...columns(differenceFigures(comparison))],
    textTable(
      [{ title: "" }, { title: a }, { title: b }],
      sides[0].figures.map(([title, value], row) => [title, value, sides[1].figures[row][1]]),
    ),
    warningTexts(comparison).map((text) => `${style("bad", "warning:")} ${oneLine(text)}`),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function columns(figures: readonly Figure[]): string[] {
  const width = Math.max(...figures.map(([title]) => title.length));
  return figures.map(([title, value]) => `${title.padEnd(width)}  ${value}`);
}
