import { findPatternKind } from "../../link/antennas/choice.ts";
import { InputError, type Issue } from "../../math/errors.ts";
import { antennaInputs } from "../antennas.ts";
import type { AntennaProperties } from "../schema/antenna.ts";
import type { CheckedFeature } from "../schema/features.ts";
import type { Settings } from "../schema/settings.ts";
import { leadsOutside } from "../terrain-files.ts";
import { jsonPointer, type PathStep, showValue } from "./issues.ts";

/**
 * Checks the antennas of the gateway section, of gateways and of candidates: one of pattern and file each, numbers that belong to
 * the pattern and lie in its ranges, files inside the scenario's folder.
 */
export function checkAntennas(
  settings: Settings | null,
  features: readonly CheckedFeature[],
  allowOutside: boolean,
): Issue[] {
  const check = (antenna: AntennaProperties | null | undefined, path: readonly PathStep[]) =>
    antenna ? checkAntenna(antenna, path, allowOutside) : [];
  return [
    ...check(settings?.gateway.antenna, ["chirpscape", "gateway", "antenna"]),
    ...features.flatMap((item) =>
      item.role === "gateway" || item.role === "candidate"
        ? check(item.feature.properties.antenna, ["features", item.index, "properties", "antenna"])
        : [],
    ),
  ];
}

function checkAntenna(antenna: AntennaProperties, path: readonly PathStep[], allowOutside: boolean): Issue[] {
  const { pattern, file } = antenna;
  if (pattern !== undefined && file === undefined) return checkPattern(pattern, antenna, path);
  if (file !== undefined && pattern === undefined) return checkFile(file, antenna, path, allowOutside);
  const message = pattern === undefined ? "missing: expected a pattern or a file" : "names a pattern and a file";
  const code = pattern === undefined ? "missing" : "conflicting-inputs";
  return [{ code, where: jsonPointer(path), message, hint: 'give "pattern": "sector" or "file": "antennas/x.msi"' }];
}

function checkPattern(pattern: string, antenna: AntennaProperties, path: readonly PathStep[]): Issue[] {
  try {
    findPatternKind(pattern).create(antennaInputs(antenna), { where: (key) => jsonPointer([...path, key]) });
    return [];
  } catch (error) {
    if (error instanceof InputError) return [...error.issues];
    throw error;
  }
}

function checkFile(
  file: string,
  antenna: AntennaProperties,
  path: readonly PathStep[],
  allowOutside: boolean,
): Issue[] {
  const { gainDbi, ...others } = antennaInputs(antenna);
  const issues: Issue[] = Object.keys(others).map((key) => ({
    code: "unknown-input",
    where: jsonPointer([...path, key]),
    message: `${key} means nothing beside a file: the file says it`,
  }));
  if (typeof gainDbi === "number" && !(gainDbi >= -30 && gainDbi <= 50)) {
    const message = `expected -30 to 50 dBi, got ${gainDbi}`;
    issues.push({ code: "out-of-range", where: jsonPointer([...path, "gainDbi"]), message });
  }
  const why = allowOutside ? null : leadsOutside(file);
  if (why !== null) {
    issues.push({
      code: "path-outside",
      where: jsonPointer([...path, "file"]),
      message: `expected a path inside the scenario's folder, got ${showValue(file)}, ${why}`,
      hint: "put the file beside the scenario, or allow paths outside (--allow-outside)",
    });
  }
  return issues;
}
