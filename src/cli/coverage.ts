import { defineCommand } from "./command.ts";
import { runPlanning } from "./planning.ts";
import { PLANNING_OPTIONS } from "./planning-options.ts";

export const coverage = defineCommand({
  description: "Maps what the existing gateways of a scenario cover: candidates are left out.",
  arguments: [{ name: "SCENARIO", title: "GeoJSON file" }],
  options: PLANNING_OPTIONS,
  settingsBeside: "first-argument",
  examples: [
    { title: "Map the existing gateways", line: "coverage scenarios/monterey/scenario.geojson --out out/coverage" },
    {
      title: "A quick look: six kilometres around each gateway, on one thread",
      line: "coverage scenarios/monterey/scenario.geojson --radius 6km --threads 1 --out out/near",
    },
  ],
  run: ([file], options, context) => runPlanning("coverage", file as string, options, context),
});
