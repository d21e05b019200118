import { realpath } from "node:fs/promises";
import path from "node:path";
import { InputError, type Issue } from "../../math/errors.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** A file of the ground on this machine. */
export interface GroundFile {
  /** Where it is. */
  readonly path: string;
  /** What the scenario calls it; errors and the report say this. */
  readonly name: string;
}

const LISTS = ["elevation", "surface", "landCover", "buildings"] as const;

/** The files of a scenario's ground: its elevations, and what stands on them. */
export type GroundFiles = Readonly<Record<(typeof LISTS)[number], readonly GroundFile[]>>;

export const NO_GROUND_FILES: GroundFiles = { elevation: [], surface: [], landCover: [], buildings: [] };

export interface ScenarioPlace {
  /** Where the scenario's file lies. */
  readonly folder: string;
  /** Let its files lie elsewhere. */
  readonly allowOutside: boolean;
}

/**
 * Finds the files of a scenario's ground on the disk.
 *
 * The scenario's own check has refused names that climb out of its folder; here links are followed, so that a link inside the
 * folder cannot lead out of it either.
 *
 * @returns the files that are there, and a fault for each that is missing or lies outside
 */
export async function findGroundFiles(
  scenario: Pick<Scenario, "terrain">,
  place: ScenarioPlace,
): Promise<{ readonly files: GroundFiles; readonly issues: readonly Issue[] }> {
  const files: Record<keyof GroundFiles, readonly GroundFile[]> = { ...NO_GROUND_FILES };
  const issues: Issue[] = [];
  for (const list of LISTS) {
    const found = await Promise.all(
      scenario.terrain[list].map(async (name, index) => {
        const file = await findScenarioFile(name, `/chirpscape/terrain/${list}/${index}`, place);
        return typeof file === "string" ? { path: file, name } : file;
      }),
    );
    files[list] = found.filter((file): file is GroundFile => "path" in file);
    issues.push(...found.filter((file): file is Issue => "code" in file));
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
