import { formatNumber, formatPercent } from "../html/format.ts";
import { sideNames } from "./names.ts";
import type { DescribedComparison } from "./statistics.ts";
import { decisionShares } from "./summary.ts";

/** A figure of a comparison as people read it. */
export type Figure = readonly [title: string, value: string];

/** What the difference comes to. */
export function differenceFigures(comparison: DescribedComparison): Figure[] {
  const { statistics, decisions } = comparison;
  const [a, b] = sideNames(comparison);
  const { percentilesDb, absolutePercentilesDb } = statistics;
  const percentile = (percent: number) => decibels(percentilesDb.get(percent));
  const absolute = (percent: number) => decibels(absolutePercentilesDb.get(percent));
  const shares = decisionShares(decisions);
  return [
    ["pixels compared", formatNumber(statistics.pixels)],
    ["mean", `${decibels(statistics.meanDb)} dB`],
    ["standard deviation", `${decibels(statistics.standardDeviationDb)} dB`],
    ["root mean square", `${decibels(statistics.rmseDb)} dB`],
    ["percentiles 5, 50, 95", `${percentile(5)}, ${percentile(50)}, ${percentile(95)} dB`],
    ["without sign: 50, 95, 99", `${absolute(50)}, ${absolute(95)}, ${absolute(99)} dB`],
    ["least and greatest", `${decibels(statistics.minDb)}, ${decibels(statistics.maxDb)} dB`],
    ["covered by both", formatPercent(shares.both)],
    [`covered by ${a} only`, formatPercent(shares.onlyA)],
    [`covered by ${b} only`, formatPercent(shares.onlyB)],
    ["decision differs", `${formatPercent(shares.differing)} of the pixels`],
  ];
}

/** What each of the two says of the coverage. */
export function sideFigures(comparison: DescribedComparison): { name: string; figures: Figure[] }[] {
  const names = sideNames(comparison);
  return comparison.plans.map((plan, i) => ({
    name: names[i],
    figures: [
      ["model", plan.provenance.modelTitle],
      ["computed", plan.provenance.coverageMethod === "exact" ? "path by path" : "by the sweep"],
      ["weight covered", formatPercent(plan.coverage.weightFraction)],
      ["area covered", formatPercent(plan.coverage.areaFraction)],
    ],
  }));
}

/** The warnings of both computations, each with the one that it is about; what both say is said once. */
export function warningTexts(comparison: DescribedComparison): string[] {
  const names = sideNames(comparison);
  const [a, b] = comparison.plans.map(({ warnings }) => warnings.map(({ message }) => message));
  return [
    ...a.filter((message) => b.includes(message)),
    ...a.filter((message) => !b.includes(message)).map((message) => `${names[0]}: ${message}`),
    ...b.filter((message) => !a.includes(message)).map((message) => `${names[1]}: ${message}`),
  ];
}

/** Two decimals tell a sweep from the exact model; more is noise. */
const DECIMALS = 2;

function decibels(value: number | undefined): string {
  return formatNumber(value ?? Number.NaN, DECIMALS);
}
