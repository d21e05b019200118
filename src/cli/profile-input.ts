import { evenProfile, parseProfileText } from "../geo/formats/profile-text.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import type { BatchCase } from "./batch.ts";
import type { OptionSpec } from "./options.ts";

/** In commands whose models read terrain. */
export const PROFILE_OPTION = {
  flag: "profile",
  kind: "text",
  placeholder: "file",
  title: "terrain profile: JSON {distanceM, elevationM} or CSV distance,elevation",
} as const satisfies OptionSpec;

/**
 * A terrain profile by the models' own keys, as in the reference tables: heights at equal steps.
 *
 * @param file undefined: none
 */
export async function readProfileInputs(file: string | undefined): Promise<BatchCase> {
  if (file === undefined) return {};
  const { stepM, elevationM } = evenProfile(parseProfileText(await readTextFile(file), file));
  return { profileM: Array.from(elevationM), resolutionM: stepM };
}
