import type { CoverageComparison } from "../../network/compare.ts";
import type { Plan } from "../../network/result.ts";
import { finiteOrNull } from "../finite.ts";
import { planSummary } from "../summary.ts";
import type { DescribedComparison, DifferenceStatistics } from "./statistics.ts";

/** The content of a comparison's summary.json: its keys are a contract with scripts, and are only ever added to. */
export function differenceSummary(comparison: DescribedComparison) {
  const { sides, plans, radiusM } = comparison;
  const [a, b] = plans.map((plan, i) => sideSummary(sides[i].name, plan));
  const { provenance } = planSummary(plans[0]);
  return {
    kind: "comparison",
    name: plans[0].scenario.name,
    a,
    b,
    gateways: plans[0].gateways.map((station) => plans[0].scenario.stations[station].id),
    radiusM,
    differenceDb: statisticsSummary(comparison.statistics),
    pixels: decisionSummary(comparison),
    provenance: {
      version: provenance.version,
      radio: provenance.radio,
      region: provenance.region,
      terrain: provenance.terrain,
    },
  };
}

function sideSummary(name: string, plan: Plan) {
  const { coverage, warnings, stages, provenance } = planSummary(plan);
  return { name, method: provenance.coverageMethod, model: provenance.model, coverage, warnings, stages };
}

function statisticsSummary(statistics: DifferenceStatistics) {
  const { percentilesDb, absolutePercentilesDb, histogram, ...rest } = statistics;
  const named = (percentiles: ReadonlyMap<number, number>) =>
    Object.fromEntries(Array.from(percentiles, ([percent, value]) => [`p${percent}`, finiteOrNull(value)]));
  return {
    mean: finiteOrNull(rest.meanDb),
    standardDeviation: finiteOrNull(rest.standardDeviationDb),
    rmse: finiteOrNull(rest.rmseDb),
    min: finiteOrNull(rest.minDb),
    max: finiteOrNull(rest.maxDb),
    percentiles: named(percentilesDb),
    absolutePercentiles: named(absolutePercentilesDb),
    histogram: { from: histogram.fromDb, width: histogram.widthDb, counts: histogram.counts },
  };
}

function decisionSummary({ decisions }: CoverageComparison) {
  const shares = decisionShares(decisions);
  return {
    count: shares.pixels,
    coveredByBothFraction: finiteOrNull(shares.both),
    coveredByAOnlyFraction: finiteOrNull(shares.onlyA),
    coveredByBOnlyFraction: finiteOrNull(shares.onlyB),
    coveredByNeitherFraction: finiteOrNull(shares.neither),
    differingFraction: finiteOrNull(shares.differing),
  };
}

/** Pixels by decision as shares of all; NaN without any. */
export function decisionShares({ both, onlyA, onlyB, neither }: CoverageComparison["decisions"]) {
  const pixels = both + onlyA + onlyB + neither;
  return {
    pixels,
    both: both / pixels,
    onlyA: onlyA / pixels,
    onlyB: onlyB / pixels,
    neither: neither / pixels,
    differing: (onlyA + onlyB) / pixels,
  };
}
