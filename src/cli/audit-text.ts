import type { AuditedFile } from "../field/audit/audit-file.ts";
import type { AuditReport } from "../field/audit/network-audit.ts";
import type { Issue } from "../math/errors.ts";
import type { Finding, Place } from "../protocol/audit/finding.ts";
import { SEVERITIES } from "../protocol/audit/rule.ts";
import { textTable } from "../report/text-table.ts";

/** For people: a table of what was found, then each finding with its evidence and mend. */
export function auditText({ findings, counts, files }: AuditReport): string {
  const read = `${countsText(files)}\n`;
  if (findings.length === 0) return `${read}nothing found\n`;
  const summary = SEVERITIES.flatMap((severity) => (counts[severity] === 0 ? [] : [`${counts[severity]} ${severity}`]));
  const rows = findings.map(({ severity, rule, what }, i) => [String(i + 1), severity, rule, what]);
  const columns = [{ title: "", align: "right" }, { title: "severity" }, { title: "rule" }, { title: "what" }] as const;
  const details = findings.map((finding, i) => detailText(finding, i + 1));
  return `${read}${summary.join(", ")}\n\n${textTable(columns, rows).join("\n")}\n\n${details.join("\n")}`;
}

function detailText({ rule, reference, evidence, where, mend }: Finding, number: number): string {
  const place = placeText(where);
  const lines = [
    `${number}. ${rule}`,
    ...(place === "" ? [] : [`   where     ${place}`]),
    `   evidence  ${evidence}`,
    `   rule      ${reference}`,
    `   mend      ${mend}`,
  ];
  return `${lines.join("\n")}\n`;
}

function placeText({ file, line, pointer }: Place): string {
  const head = file === null ? "stdin" : file;
  const at = line === null ? head : `${head}:${line}`;
  return pointer === null || pointer === "" ? at : `${at} ${pointer}`;
}

function countsText(files: readonly AuditedFile[]): string {
  const sum = (key: "devices" | "uplinks" | "protocols") => files.reduce((total, file) => total + file[key], 0);
  const parts = [
    [sum("devices"), "device"],
    [sum("uplinks"), "uplink"],
    [sum("protocols"), "private protocol"],
  ] as const;
  return `audited: ${parts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`])).join(", ")}`;
}

/** What a user should know besides the findings. */
export function auditRemarks({ files }: AuditReport, region: string | null): readonly string[] {
  const unread = files.flatMap(unreadIssues).map(({ where, message }) => `warning: ${where}: ${message}`);
  const isBlind = region === null && files.some(({ uplinks }) => uplinks > 0);
  return isBlind ? [...unread, "note: time on air was not judged: name the region with --region"] : unread;
}

/** Files in which there was nothing to audit, as errors. */
export function nothingFound(files: readonly AuditedFile[]): readonly Issue[] {
  return files.flatMap((file): readonly Issue[] => {
    if (file.devices + file.uplinks + file.protocols > 0) return [];
    const unread = unreadIssues(file);
    if (unread.length > 0) return unread;
    const message = "no devices, uplinks or description of a private protocol in it";
    return [
      { code: "nothing-found", where: file.file ?? "stdin", message, hint: "docs/guide/audit.md shows what is read" },
    ];
  });
}

function unreadIssues({ file, unread, unreadParts }: AuditedFile): readonly Issue[] {
  const named = unread.map(({ place, message }) => ({ code: "unreadable", where: placeText(place), message }));
  const more = unreadParts - named.length;
  if (more === 0) return named;
  return [...named, { code: "unreadable", where: file ?? "stdin", message: `and ${more} more that cannot be read` }];
}
