import { SEVERITIES, type Severity } from "./rule.ts";
import { AUDIT_RULES, type AuditRuleId } from "./rules.ts";

/** A place in a file; what is not known is null. */
export interface Place {
  /** As it was named; null: not from a file. */
  readonly file: string | null;
  /** Counted from 1. */
  readonly line: number | null;
  /** A JSON pointer into the document, RFC 6901. */
  readonly pointer: string | null;
}

export const NOWHERE: Place = { file: null, line: null, pointer: null };

/** One fault of a network or a protocol, with what shows it and what mends it. Keys are never in it. */
export interface Finding {
  readonly severity: Severity;
  readonly rule: AuditRuleId;
  /** Section of the specification, or of the guide for what no specification rules. */
  readonly reference: string;
  readonly what: string;
  readonly evidence: string;
  readonly where: Place & { readonly device: string | null };
  readonly mend: string;
}

/** What a rule says of a case; what it leaves out comes from the table of rules. */
export interface FindingDetails {
  readonly what: string;
  readonly evidence: string;
  readonly place: Place;
  readonly device?: string | null;
  readonly severity?: Severity;
  readonly mend?: string;
}

/** A finding of a rule. */
export function findingOf(rule: AuditRuleId, details: FindingDetails): Finding {
  const { severity, reference, mend } = AUDIT_RULES[rule];
  return {
    severity: details.severity ?? severity,
    rule,
    reference,
    what: details.what,
    evidence: details.evidence,
    where: { device: details.device ?? null, ...details.place },
    mend: details.mend ?? mend,
  };
}

/** The worst first; among equals by rule, then in the order in which they were found. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
  return findings.toSorted((a, b) => rank(a) - rank(b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

/** Whether a finding is as bad as `limit`, or worse. */
export function isAtLeast(finding: Finding, limit: Severity): boolean {
  return SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(limit);
}

/** How many there are of each severity. */
export function countSeverities(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}
