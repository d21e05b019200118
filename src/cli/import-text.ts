import type { ImportSummary } from "../field/import/log-importer.ts";
import type { BrokenLine, LogReader } from "../field/import/log-reader.ts";
import type { ScenarioCollector } from "../field/import/to-scenario.ts";
import type { Issue } from "../math/errors.ts";

/** So many identifiers are named in a remark. */
const MAX_NAMES = 5;

/** What an import came to: under `--json` the answer. */
export interface ImportAnswer extends ImportSummary {
  readonly lines: number;
  readonly others: Readonly<Record<string, number>>;
  readonly brokenLines: number;
  /** The first broken lines, with their file. */
  readonly broken: readonly (BrokenLine & { readonly file: string })[];
}

/** Adds up what the readers of the logs have passed over. */
export function importAnswer(
  summary: ImportSummary,
  logs: readonly { readonly name: string; readonly reader: LogReader }[],
): ImportAnswer {
  const reports = logs.map(({ name, reader }) => ({ name, ...reader.report() }));
  const others: Record<string, number> = {};
  for (const report of reports) {
    for (const [what, count] of Object.entries(report.others)) others[what] = (others[what] ?? 0) + count;
  }
  return {
    lines: reports.reduce((sum, { lines }) => sum + lines, 0),
    ...summary,
    others,
    brokenLines: reports.reduce((sum, { brokenLines }) => sum + brokenLines, 0),
    broken: reports.flatMap(({ name, broken }) => broken.map((one) => ({ file: name, ...one }))),
  };
}

/** The broken lines as faults, each with its place. */
export function brokenIssues({ broken, brokenLines }: ImportAnswer): Issue[] {
  const more = brokenLines - broken.length;
  const issues = broken.map(({ file, line, where, message }) => ({
    code: "broken-line",
    where: `${file}:${line}`,
    message: where === "" ? message : `${where}: ${message}`,
  }));
  if (more === 0) return issues;
  const message = `and ${more} more broken ${more === 1 ? "line" : "lines"}`;
  return [...issues, { code: "broken-line", where: broken[broken.length - 1].file, message }];
}

/** What a user should know besides the result: broken lines, and what has no place on the map. */
export function importRemarks(answer: ImportAnswer, collector: ScenarioCollector | null): string[] {
  const broken = brokenIssues(answer).map(({ where, message }) => `warning: ${where}: ${message}`);
  if (collector === null) return broken;
  const { gateways, devices } = collector.placeless;
  return [...broken, ...placelessRemark(gateways, "gateways"), ...placelessRemark(devices, "devices")];
}

function placelessRemark(names: readonly string[], what: string): string[] {
  if (names.length === 0) return [];
  return [`warning: without a place, and so not in the scenario: ${names.length} ${what} (${listed(names)})`];
}

/** For people, when the result went into a file. */
export function importText(answer: ImportAnswer, out: string, asScenario: boolean): string {
  const { lines, uplinks, receptions, merged, repeated, gateways, devices } = answer;
  const parts = [
    `${uplinks} uplinks with ${receptions} receptions`,
    ...(merged > 0 ? [`${merged} put to the uplink that another gateway heard`] : []),
    ...(repeated > 0 ? [`${repeated} receptions told twice`] : []),
    ...(gateways + devices > 0 ? [`${gateways} gateways and ${devices} devices listed`] : []),
  ];
  const others = othersText(answer);
  return `${lines} lines: ${parts.join(", ")}\n${others === undefined ? "" : `${others}\n`}${asScenario ? "scenario" : "uplinks"}: ${out}\n`;
}

/** What was passed over, by kind. */
export function othersText({ others }: ImportAnswer): string | undefined {
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
