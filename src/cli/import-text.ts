import type { ImportSummary } from "../field/import/log-importer.ts";
import type { ScenarioCollector } from "../field/import/to-scenario.ts";
import type { Issue } from "../math/errors.ts";

/** So many identifiers are named in a remark. */
const MAX_NAMES = 5;

/** The broken lines as faults, each with its place. */
export function brokenIssues({ broken, brokenLines }: ImportSummary, file: string): Issue[] {
  const more = brokenLines - broken.length;
  const issues = broken.map(({ line, where, message }) => ({
    code: "broken-line",
    where: `${file}:${line}`,
    message: where === "" ? message : `${where}: ${message}`,
  }));
  if (more === 0) return issues;
  return [
    ...issues,
    { code: "broken-line", where: file, message: `and ${more} more broken ${more === 1 ? "line" : "lines"}` },
  ];
}

/** What a user should know besides the result: broken lines, and what has no place on the map. */
export function importRemarks(summary: ImportSummary, collector: ScenarioCollector | null): string[] {
  const broken = brokenIssues(summary, "line").map(
    ({ where, message }) => `warning: ${where.replace(":", " ")}: ${message}`,
  );
  if (collector === null) return broken;
  const { gateways, devices } = collector.placeless;
  return [
    ...broken,
    ...(gateways.length > 0
      ? [`warning: without a place, and so not in the scenario: ${gateways.length} gateways (${listed(gateways)})`]
      : []),
    ...(devices.length > 0
      ? [`warning: without a place, and so not in the scenario: ${devices.length} devices (${listed(devices)})`]
      : []),
  ];
}

/** For people, when the result went into a file. */
export function importText(summary: ImportSummary, out: string, asScenario: boolean): string {
  const { lines, uplinks, receptions, merged, repeated, gateways, devices } = summary;
  const parts = [
    `${uplinks} uplinks with ${receptions} receptions`,
    ...(merged > 0 ? [`${merged} put to the uplink that another gateway heard`] : []),
    ...(repeated > 0 ? [`${repeated} receptions told twice`] : []),
    ...(gateways + devices > 0 ? [`${gateways} gateways and ${devices} devices listed`] : []),
  ];
  const others = othersText(summary);
  return `${lines} lines: ${parts.join(", ")}\n${others === undefined ? "" : `${others}\n`}${asScenario ? "scenario" : "uplinks"}: ${out}\n`;
}

/** What was passed over, by kind. */
export function othersText({ others }: ImportSummary): string | undefined {
  const kinds = Object.entries(others).map(([what, count]) => `${count} × ${what}`);
  return kinds.length === 0 ? undefined : `passed over: ${kinds.join(", ")}`;
}

/** Names come from outside: shown in quotes, so that no control character reaches the terminal. */
function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, MAX_NAMES)
    .map((name) => (/^[\w.-]{1,64}$/.test(name) ? name : JSON.stringify(name.slice(0, 64))));
  return names.length > MAX_NAMES ? `${shown.join(", ")}, …` : shown.join(", ");
}
