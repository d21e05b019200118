import path from "node:path";
import { removeTemporaryFiles } from "../runtime/node/write-files.ts";

import { COMMANDS } from "./commands.ts";
import { AnsweredError, describeError, EXIT_CODES, errorDocument, errorText } from "./errors.ts";
import { COMMON_OPTIONS, type OptionSpecs } from "./options.ts";
import { createOutput, paintError, toJson } from "./output.ts";
import { SETTINGS } from "./planning-options.ts";
import { type Invocation, parseCommandLine } from "./program.ts";
import { readSettingsFile, resolveOptions } from "./settings.ts";

/** How long work may take to stop by itself after Ctrl-C before the process ends all the same. */
const GRACE_MS = 2000;

/**
 * Runs the command line and sets the process's exit code: the only place that does.
 *
 * @param argv the arguments after the program's name
 */
export async function main(argv: readonly string[]): Promise<void> {
  const abort = new AbortController();
  stopOnSignals(abort);
  endWhenNobodyReads();
  try {
    process.exitCode = await runCommand(argv, abort.signal);
  } catch (error) {
    process.exitCode = reportError(error, argv.includes("--json"));
  }
  // A worker that hangs, or a signal's timer, must not keep an interrupted command alive.
  if (abort.signal.aborted) process.exit(EXIT_CODES.interrupted);
}

async function runCommand(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const invocation = await parseCommandLine(argv);
  if (invocation === null) return EXIT_CODES.done;
  const { command, args, flags } = invocation;
  const specs: OptionSpecs = { ...command.options, ...COMMON_OPTIONS };
  const file = await readSettingsFile(settingsFolder(invocation), SETTINGS);
  const options = await resolveOptions(specs, { flags, environment: process.env, file });
  const output = createOutput({ json: options.json === true, quiet: options.quiet === true });
  return (await command.run(args, options as never, { output, signal, commands: COMMANDS })) ?? EXIT_CODES.done;
}

function settingsFolder({ command, args }: Invocation): string | null {
  const scenario = command.settingsBeside === "first-argument" ? args[0] : undefined;
  return scenario === undefined ? null : path.dirname(scenario);
}

/** The error on stderr, under `--json` also on stdout. */
function reportError(error: unknown, json: boolean): number {
  const report = describeError(error);
  if (json) {
    const answer = error instanceof AnsweredError ? error.answer : {};
    process.stdout.write(`${toJson({ ...answer, error: errorDocument(report) })}\n`);
  }
  process.stderr.write(errorText(report, paintError));
  if (process.env.CHIRPSCAPE_DEBUG === "1") process.stderr.write(`${stackOf(error)}\n`);
  return report.exitCode;
}

/** The stack, and those of the causes. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? `${error.stack}` : `${error.stack}\ncaused by ${stackOf(error.cause)}`;
}

/** The first signal asks the work to stop; a second one, or the end of the grace, ends the process. */
function stopOnSignals(abort: AbortController): void {
  const end = () => {
    removeTemporaryFiles();
    process.exit(EXIT_CODES.interrupted);
  };
  const onSignal = () => {
    if (abort.signal.aborted) end();
    abort.abort();
    setTimeout(end, GRACE_MS).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
}

/** `chirpscape … | head` closes the pipe early: that is no error, and there is nobody left to work for. */
function endWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      removeTemporaryFiles();
      process.exit(EXIT_CODES.done);
    });
  }
}
