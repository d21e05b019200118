import type { AntennaCuts } from "../../link/antennas/cuts.ts";
import { parseAntennaFile } from "../../link/antennas/formats/read.ts";
import { InputError, type Issue } from "../../math/errors.ts";
import { antennaFiles, withAntennaFiles } from "../../scenario/antennas.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { readTextFile } from "./read-text.ts";
import { findScenarioFile, type ScenarioPlace } from "./scenario-files.ts";

/** A pattern has some hundred lines. */
const MAX_ANTENNA_BYTES = 4 * 1024 * 1024;

/**
 * Reads the measured patterns that a scenario's antennas name.
 *
 * @returns the scenario with them, and a fault for each file that is missing, lies outside the folder or is no pattern
 */
export async function readAntennaFiles(
  scenario: Scenario,
  place: ScenarioPlace,
): Promise<{ readonly scenario: Scenario; readonly issues: readonly Issue[] }> {
  const files = antennaFiles(scenario);
  if (files.size === 0) return { scenario, issues: [] };
  const cuts = new Map<string, AntennaCuts>();
  const issues: Issue[] = [];
  for (const [name, where] of files) {
    const found = await findScenarioFile(name, where, place);
    if (typeof found !== "string") {
      issues.push(found);
      continue;
    }
    try {
      cuts.set(name, parseAntennaFile(await readTextFile(found, MAX_ANTENNA_BYTES), name));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      issues.push(...error.issues);
    }
  }
  return { scenario: withAntennaFiles(scenario, cuts), issues };
}
