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
  { folder, allowOutside }: ScenarioPlace,
): Promise<{ readonly files: readonly ElevationPath[]; readonly issues: readonly Issue[] }> {
  const files: ElevationPath[] = [];
  const issues: Issue[] = [];
  const home = await realpath(folder);
  for (const [index, name] of scenario.terrain.elevation.entries()) {
    const where = `/chirpscape/terrain/elevation/${index}`;
    const real = await realPathOrNull(path.resolve(folder, name));
    if (real === null) {
      const message = `no such file: ${name}`;
      issues.push({ code: "missing-file", where, message, hint: "names are relative to the scenario's file" });
    } else if (!allowOutside && !isInside(home, real)) {
      const message = `${name} is a link that leads out of the scenario's folder`;
      issues.push({ code: "path-outside", where, message, hint: "copy the file, or allow it with --allow-outside" });
    } else {
      files.push({ path: real, name });
    }
  }
  return { files, issues };
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
