import type { OutputFile, Plan } from "../network/result.ts";
import { coverageContours } from "./contours.ts";
import { coveragePng } from "./coverage-png.ts";
import { reportHtml } from "./html/report-html.ts";
import { coverageKmz } from "./kmz.ts";
import { linksCsv } from "./links-csv.ts";
import { planGeoJson } from "./plan-geojson.ts";
import {
  balanceTiff,
  bestServerTiff,
  marginTiff,
  overlapTiff,
  pathLossTiff,
  probabilityTiff,
  receivedPowerTiff,
  spreadingFactorTiff,
  uncoveredTiff,
} from "./rasters.ts";
import { planSummary } from "./summary.ts";

/** A file that is made when it is asked for, so that its maker can tell how far it is and stop between two. */
export interface PendingOutput {
  readonly name: string;
  make(): OutputFile["content"];
}

const MAKERS: readonly (readonly [string, (plan: Plan) => OutputFile["content"]])[] = [
  ["coverage.tif", receivedPowerTiff],
  ["path-loss.tif", pathLossTiff],
  ["margin.tif", marginTiff],
  ["best-server.tif", bestServerTiff],
  ["probability.tif", probabilityTiff],
  ["spreading-factor.tif", spreadingFactorTiff],
  ["balance.tif", balanceTiff],
  ["overlap.tif", overlapTiff],
  ["uncovered.tif", uncoveredTiff],
  ["coverage.geojson", coverageContours],
  ["coverage.kmz", coverageKmz],
  ["coverage.png", coveragePng],
  ["plan.geojson", planGeoJson],
  ["links.csv", linksCsv],
  ["report.html", reportHtml],
  // Last: whoever waits for the summary finds the other files complete.
  ["summary.json", (plan) => `${JSON.stringify(planSummary(plan), null, 2)}\n`],
];

/** Every file that `plan` and `coverage` write, in the order in which they should be written. */
export function planOutputs(plan: Plan): PendingOutput[] {
  return MAKERS.map(([name, make]) => ({ name, make: () => make(plan) }));
}
