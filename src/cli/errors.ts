import { InputError, InterruptedError, type Issue, WorkError } from "../math/errors.ts";

/** What a command ends with; scripts rely on these. */
export const EXIT_CODES = { done: 0, workFailed: 1, badInput: 2, interrupted: 130 } as const;

/** Faults in one input file: the issues' places are JSON pointers into it. */
export class FileInputError extends InputError {
  readonly file: string;

  constructor(file: string, issues: readonly Issue[], options?: { cause?: unknown }) {
    super(issues, options);
    this.file = file;
  }
}

/** A failure that has an answer all the same: under `--json` the answer is printed with the error as one more member. */
export class AnsweredError extends Error {
  readonly answer: Readonly<Record<string, unknown>>;

  constructor(error: Error, answer: Readonly<Record<string, unknown>>) {
    super(error.message, { cause: error });
    this.answer = answer;
  }
}

/** An error as the user meets it. */
export interface ErrorReport {
  readonly exitCode: number;
  /** One or more, the first is the one that scripts see on top. */
  readonly issues: readonly Issue[];
  /** The file that the issues' JSON pointers point into. */
  readonly file: string | null;
}

/** The `error` member of JSON output. */
export interface ErrorDocument {
  readonly code: string;
  readonly message: string;
  readonly where: string | null;
  readonly hint: string | null;
  readonly file?: string;
  /** All faults, when there are several. */
  readonly issues?: readonly Issue[];
}

/** Node's codes for trouble with files that is not the user's input: what happened, and the mend. */
const SYSTEM_ERRORS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  ENOSPC: ["disk full", "free some space or choose another folder"],
  EDQUOT: ["disk quota used up", "free some space or choose another folder"],
  EROFS: ["the file system is read-only", "choose another folder"],
  EACCES: ["no permission", "choose another file or folder"],
  EPERM: ["no permission", "choose another file or folder"],
  EEXIST: ["a file is in the way of a folder", "choose another folder"],
  ENOTDIR: ["a file is in the way of a folder", "choose another folder"],
  EISDIR: ["a folder is in the way of a file", "choose another name"],
  EMFILE: ["too many open files", "raise the limit with ulimit -n"],
  EIO: ["input/output error", "check the disk"],
};

/** Sorts any thrown value into the contract's exit codes. */
export function describeError(error: unknown): ErrorReport {
  if (error instanceof AnsweredError) return describeError(error.cause);
  if (error instanceof InputError) {
    return {
      exitCode: EXIT_CODES.badInput,
      issues: error.issues,
      file: error instanceof FileInputError ? error.file : null,
    };
  }
  if (error instanceof WorkError) {
    const issue = { code: error.code, where: "", message: error.message, hint: error.hint };
    return { exitCode: EXIT_CODES.workFailed, issues: [issue], file: null };
  }
  if (error instanceof InterruptedError || (error instanceof Error && error.name === "AbortError")) {
    const issue = { code: "interrupted", where: "", message: "interrupted" };
    return { exitCode: EXIT_CODES.interrupted, issues: [issue], file: null };
  }
  return describeForeignError(error);
}

function describeForeignError(error: unknown): ErrorReport {
  const { code, path, message } = error as { code?: unknown; path?: unknown; message?: unknown };
  const where = typeof path === "string" ? path : "";
  if (code === "ENOENT") {
    const issue = { code: "no-such-file", where, message: "no such file or folder" };
    return { exitCode: EXIT_CODES.badInput, issues: [issue], file: null };
  }
  const known = typeof code === "string" ? SYSTEM_ERRORS[code] : undefined;
  const issue =
    known !== undefined
      ? { code: `system-${String(code).toLowerCase()}`, where, message: known[0], hint: known[1] }
      : {
          code: "internal",
          where,
          message: typeof message === "string" && message !== "" ? message : String(error),
          hint: "this is a fault of chirpscape; CHIRPSCAPE_DEBUG=1 shows where it happened",
        };
  return { exitCode: EXIT_CODES.workFailed, issues: [issue], file: null };
}

/** The `error` member of JSON output: under `--json`, and on a bad line of a batch. */
export function errorDocument(report: ErrorReport): ErrorDocument {
  const [first] = report.issues;
  return {
    code: first.code,
    message: first.message,
    where: first.where === "" ? null : first.where,
    hint: first.hint ?? null,
    ...(report.file === null ? {} : { file: report.file }),
    ...(report.issues.length > 1 ? { issues: report.issues } : {}),
  };
}

/** For stderr: a line for each fault, `error: PLACE: WHAT`, and the mend below it. */
export function errorText(report: ErrorReport, paint: (text: string) => string): string {
  return report.issues
    .map((issue) => {
      const isPointer = issue.where.startsWith("/") && !issue.where.startsWith(report.file ?? "/");
      const file = isPointer ? (report.file ?? "") : "";
      const places = [file, issue.where].filter((place) => place !== "");
      const line = `${paint("error:")} ${[...places, issue.message].join(": ")}\n`;
      return issue.hint === undefined ? line : `${line}  hint: ${issue.hint}\n`;
    })
    .join("");
}

/**
 * Gives the faults of a function another place each: the flag for an argument's name, the file for a pointer.
 *
 * @throws {InputError} what `work` throws, its places replaced
 */
export function renamePlaces<T>(rename: (where: string) => string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw renamed(error, rename);
  }
}

/** The same for a function that takes its time. */
export async function renamePlacesOf<T>(rename: (where: string) => string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw renamed(error, rename);
  }
}

function renamed(error: unknown, rename: (where: string) => string): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(
    error.issues.map((issue) => ({ ...issue, where: rename(issue.where) })),
    { cause: error },
  );
}
