/** From the worst down. */
export const SEVERITIES = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule holds of every case of it. */
export interface AuditRule {
  /** Where the case says nothing else. */
  readonly severity: Severity;
  readonly title: string;
  /** Section of the specification, or of the guide for what no specification rules. */
  readonly reference: string;
  readonly mend: string;
}
