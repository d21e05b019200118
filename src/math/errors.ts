/** One fault in something a user wrote: data, not prose, so that a caller can show it in its own way. */
export interface Issue {
  /** Stable, for scripts: `out-of-range`, `unknown-role`, … */
  readonly code: string;
  /** Where it is: a JSON pointer (`/features/3/properties/heightM`), a flag (`--sf`), a file, or an argument's name. */
  readonly where: string;
  /** What is wrong and what came. */
  readonly message: string;
  /** What would be right. */
  readonly hint?: string;
}

/** Bad input: a value, a file or a flag that cannot be used as given. The command line ends with exit code 2. */
export class InputError extends Error {
  readonly issues: readonly Issue[];

  /** @param issues every fault found, at least one */
  constructor(issues: Issue | readonly Issue[], options?: { cause?: unknown }) {
    const all = Array.isArray(issues) ? (issues as readonly Issue[]) : [issues as Issue];
    super(all.map((issue) => `${issue.where}: ${issue.message}`).join("\n"), options);
    this.name = "InputError";
    this.issues = all;
  }

  /** The first fault's code. */
  get code(): string {
    return this.issues[0].code;
  }
}

/** The work could not be done although the input was sound: infeasible, disk full, … Exit code 1. */
export class WorkError extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, options?: { cause?: unknown; hint?: string }) {
    super(message, options);
    this.name = "WorkError";
    this.code = code;
    this.hint = options?.hint;
  }
}

/** The work was stopped from outside (Ctrl-C, an `AbortSignal`). Exit code 130. */
export class InterruptedError extends Error {
  constructor(message = "interrupted") {
    super(message);
    this.name = "InterruptedError";
  }
}

/** @throws {InputError} unless `value` is a finite number above zero (NaN is refused as well) */
export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new InputError({ code: "out-of-range", where: name, message: `expected a number above 0, got ${value}` });
  }
}

/** @throws {InputError} unless `min <= value <= max` (NaN is refused as well) */
export function requireRange(name: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max)) {
    throw new InputError({ code: "out-of-range", where: name, message: `expected ${min} to ${max}, got ${value}` });
  }
}
