import { realpath } from "node:fs/promises";
import path from "node:path";
import { InputError, type Issue } from "../../math/errors.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { ElevationPath } from "./elevation.ts";

export interface ScenarioPlace {
  /** Where the scenario's file lies. */
  readonly folder: string;
  /** Let its files lie elsewhere. */
  readonly allowOutside: boolean;
}

/**
 * Finds the elevation files of a scenario on the disk.
 *
 * The scenario's own check has refused names that climb out of its folder; here links are followed, so that a link inside the
 * folder cannot lead out of it either.
 *
 * @returns the files that are there, and a fault for each that is missing or lies outside
 */
export async function findElevationFiles(
  scenario: Pick<Scenario, "terrain">,
  place: ScenarioPlace,
): Promise<{ readonly files: readonly ElevationPath[]; readonly issues: readonly Issue[] }> {
  const files: ElevationPath[] = [];
  const issues: Issue[] = [];
  for (const [index, name] of scenario.terrain.elevation.entries()) {
    const found = await findScenarioFile(name, `/chirpscape/terrain/elevation/${index}`, place);
    if (typeof found === "string") files.push({ path: found, name });
    else issues.push(found);
  }
  return { files, issues };
}

/**
 * Finds one file of a scenario on the disk.
 *
 * @param where the place in the scenario that names it
 * @returns its real path, or the fault
 */
export async function findScenarioFile(
  name: string,
  where: string,
  { folder, allowOutside }: ScenarioPlace,
): Promise<string | Issue> {
  const real = await realPathOrNull(path.resolve(folder, name));
  if (real === null) {
    const message = `no such file: ${name}`;
    return { code: "missing-file", where, message, hint: "names are relative to the scenario's file" };
  }
  if (allowOutside || isInside(await realpath(folder), real)) return real;
  const message = `${name} is a link that leads out of the scenario's folder`;
  return { code: "path-outside", where, message, hint: "copy the file, or allow it with --allow-outside" };
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== "" && !relative.startsWith(`..${path.sep}`) && relative !== ".." && !path.isAbsolute(relative);
}

async function realPathOrNull(file: string): Promise<string | null> {
  try {
    return await realpath(file);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new InputError({ code: "unreadable-file", where: file, message: "cannot be reached" }, { cause });
  }
}
