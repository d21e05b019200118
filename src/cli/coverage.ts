import { defineCommand } from "./command.ts";
import { COMPARE_OPTION, runCoverageComparison } from "./compare-coverage.ts";
import { runPlanning } from "./planning.ts";
import { PLANNING_OPTIONS } from "./planning-options.ts";

export const coverage = defineCommand({
  description: "Maps what the existing gateways of a scenario cover: candidates are left out.",
  arguments: [{ name: "SCENARIO", title: "GeoJSON file" }],
  options: { ...PLANNING_OPTIONS, compare: COMPARE_OPTION },
  settingsBeside: "first-argument",
  examples: [
    { title: "Map the existing gateways", line: "coverage scenarios/monterey/scenario.geojson --out out/coverage" },
    {
      title: "Only where nine packets in ten arrive, in spite of losses that differ from place to place",
      line: "coverage scenarios/monterey/scenario.geojson --probability 0.9 --radius 6km --out out/sure",
    },
    {
      title: "A quick look: six kilometres around each gateway, on one thread",
      line: "coverage scenarios/monterey/scenario.geojson --radius 6km --threads 1 --out out/near",
    },
    {
      title: "Where a second model says something else, and how much",
      line: "coverage scenarios/monterey/scenario.geojson --compare itm,delta-bullington --radius 6km --out out/difference",
    },
  ],
  run: ([file], { compare, ...options }, context) =>
    compare === undefined
      ? runPlanning("coverage", file as string, options, context)
      : runCoverageComparison(compare, file as string, options, context),
});
