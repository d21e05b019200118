import type { Finding } from "./finding.ts";
import type { Severity } from "./rule.ts";
import { AUDIT_RULE_IDS, AUDIT_RULES } from "./rules.ts";

const SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** SARIF knows three levels. §3.27.10 */
const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** What code-scanning services sort by, 0 to 10. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "0.0",
};

/**
 * Findings as a SARIF log, for services that show them beside the code.
 *
 * @param version of this program
 * @returns one JSON document
 * @see Static Analysis Results Interchange Format 2.1.0, OASIS
 */
export function sarifLog(findings: readonly Finding[], version: string): Readonly<Record<string, unknown>> {
  const used = AUDIT_RULE_IDS.filter((id) => findings.some(({ rule }) => rule === id));
  return {
    $schema: SARIF_SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "chirpscape", semanticVersion: version, rules: used.map(ruleDescriptor) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => resultOf(finding, used.indexOf(finding.rule))),
      },
    ],
  };
}

function ruleDescriptor(id: (typeof AUDIT_RULE_IDS)[number]): Readonly<Record<string, unknown>> {
  const { title, reference, mend, severity } = AUDIT_RULES[id];
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${reference}` },
    help: { text: mend },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ["security"], "security-severity": SECURITY_SEVERITY[severity], reference },
  };
}

function resultOf(finding: Finding, ruleIndex: number): Readonly<Record<string, unknown>> {
  const { rule, severity, what, evidence, mend, reference } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${what}. ${evidence}. Mend: ${mend}.` },
    ...locations(finding),
    properties: { severity, "security-severity": SECURITY_SEVERITY[severity], reference },
  };
}

function locations({ where }: Finding): Readonly<Record<string, unknown>> {
  const { file, line, pointer, device } = where;
  const physical =
    file === null
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: fileUri(file) },
            ...(line === null ? {} : { region: { startLine: line } }),
          },
        };
  const names = [
    ...(pointer === null || pointer === "" ? [] : [{ fullyQualifiedName: pointer, kind: "member" }]),
    ...(device === null ? [] : [{ name: device, kind: "resource" }]),
  ];
  const location = { ...physical, ...(names.length === 0 ? {} : { logicalLocations: names }) };
  return Object.keys(location).length === 0 ? {} : { locations: [location] };
}

/** A path as a relative reference: what is no letter of an address is escaped. RFC 3986 */
function fileUri(file: string): string {
  return (
    file
      // Half a surrogate pair cannot be escaped
      .replace(/\p{Cs}/gu, "\ufffd")
      .replaceAll("\\", "/")
      .split("/")
      .map((part) => encodeURIComponent(part))
      .join("/")
  );
}
