import type { PathResult } from "../link/path.ts";
import type { PathComparison } from "../link/path-comparison.ts";
import { comparisonSvg } from "../report/comparison-svg.ts";
import { comparisonText } from "../report/comparison-text.ts";
import { type PathPicture, pathSvg } from "../report/path-svg.ts";
import type { Context } from "./command.ts";
import { keyValueText } from "./key-value-text.ts";

/** What the options say of the path's ends. */
interface PathEnds {
  readonly from?: string;
  readonly to?: string;
  readonly fromHeightM?: number;
  readonly toHeightM?: number;
  readonly frequencyHz?: number;
}

/** The picture that `--svg` asks for. */
export function drawAnswer(answer: PathResult | PathComparison, options: PathEnds): string {
  return "models" in answer ? comparisonSvg(answer, describePicture(answer, options)) : drawPath(answer, options);
}

/** The table of models, or all of it as JSON. */
export async function printComparison(comparison: PathComparison, output: Context["output"]): Promise<void> {
  if (!output.json) return output.print(comparisonText(comparison));
  return output.printJson({ ...comparison, profile: profileJson(comparison) });
}

/** One model's answer, its warnings on stderr. */
export async function printResult(result: PathResult, output: Context["output"]): Promise<void> {
  for (const warning of result.warnings) output.remark(`warning: ${warning.message}`);
  if (output.json) {
    return output.printJson({ ...result, profile: profileJson(result) });
  }
  const { obstacles, profile, modelResult, warnings, ...figures } = result;
  const ridges = obstacles.map(
    (ridge) => `${(ridge.distanceM / 1000).toFixed(2)} km: ${ridge.aboveRayM.toFixed(1)} m above the ray`,
  );
  await output.print(keyValueText({ ...figures, obstacles: ridges.length === 0 ? "none" : ridges }));
}

function profileJson({ profile }: Pick<PathResult, "profile">) {
  const { distanceM, elevationM, surfaceM, rayM, fresnelM } = profile;
  return { distanceM, elevationM, surfaceM, rayM, fresnelM };
}

function drawPath(result: PathResult, options: PathEnds): string {
  const frequency = `${((options.frequencyHz ?? 0) / 1e6).toFixed(1)} MHz`;
  const loss = `${result.pathLossDb.toFixed(1)} dB (${result.model}) at ${frequency}`;
  return pathSvg({ ...describePicture(result, options, loss), profile: result.profile });
}

/** @param loss what is said of the loss; where absent, the frequency alone */
function describePicture(
  { distanceM, lineOfSight }: Pick<PathResult, "distanceM" | "lineOfSight">,
  { from, to, fromHeightM = 0, toHeightM = 0, frequencyHz = 0 }: PathEnds,
  loss = `${(frequencyHz / 1e6).toFixed(1)} MHz`,
): Omit<PathPicture, "profile"> {
  return {
    title: `${from ?? "transmitter"} to ${to ?? "receiver"}`,
    subtitle: `${(distanceM / 1000).toFixed(2)} km, ${loss}, ${lineOfSight ? "line of sight" : "no line of sight"}`,
    from: { name: from ?? "transmitter", heightAglM: fromHeightM },
    to: { name: to ?? "receiver", heightAglM: toHeightM },
  };
}
