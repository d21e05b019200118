import { writeGeoTiff } from "../../geo/formats/geotiff-write.ts";
import type { OutputFile } from "../../network/result.ts";
import type { PendingOutput } from "../outputs.ts";
import { RASTER_NO_DATA } from "../rasters.ts";
import { differenceHtml } from "./html.ts";
import { sideNames } from "./names.ts";
import { differencePng } from "./png.ts";
import type { DescribedComparison } from "./statistics.ts";
import { differenceSummary } from "./summary.ts";

const MAKERS: readonly (readonly [string, (comparison: DescribedComparison) => OutputFile["content"]])[] = [
  ["difference.tif", differenceTiff],
  ["difference.png", differencePng],
  ["difference.html", differenceHtml],
  // Last: whoever waits for the summary finds the other files complete.
  ["summary.json", (comparison) => `${JSON.stringify(differenceSummary(comparison), null, 2)}\n`],
];

/** Every file that `coverage --compare` writes, in the order in which they should be written. */
export function differenceOutputs(comparison: DescribedComparison): PendingOutput[] {
  return MAKERS.map(([name, make]) => ({ name, make: () => make(comparison) }));
}

/** Path loss of the second less that of the first, dB. */
function differenceTiff(comparison: DescribedComparison): Uint8Array {
  const [a, b] = sideNames(comparison);
  const description = `Path loss of ${b} less that of ${a}, dB`;
  return writeGeoTiff(comparison.lattice, comparison.differenceDb, { noData: RASTER_NO_DATA, description });
}
