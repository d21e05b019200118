import { Command, CommanderError } from "commander";
import { InputError } from "../math/errors.ts";
import { nearestNames } from "../math/nearest-name.ts";
import { VERSION } from "../version.ts";
import type { AnyCommand } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { addOptions, COMMON_OPTIONS } from "./options.ts";

/** What was asked for, once the command line has been taken apart. */
export interface Invocation {
  readonly command: AnyCommand;
  readonly args: readonly (string | undefined)[];
  /** Options as text, by commander's attribute name. */
  readonly flags: Readonly<Record<string, unknown>>;
}

const PROGRAM_EXAMPLES = `
Examples:
  Plan gateways for the bundled scenario
    chirpscape plan scenarios/monterey/scenario.geojson --out out/monterey

  Free-space loss over ten kilometres
    chirpscape path-loss --model free-space --frequency 868MHz --distance 10km

A command's own help: chirpscape COMMAND --help`;

/**
 * Takes the command line apart. Only the command that is named gets its options: the others cost nothing.
 *
 * @returns null when help or the version was printed and nothing is left to do
 * @throws {InputError} for an unknown command or flag, a missing value or argument
 */
export async function parseCommandLine(argv: readonly string[]): Promise<Invocation | null> {
  let invocation: Invocation | null = null;
  const program = createProgram();
  const named = namedCommand(argv);
  if (named !== undefined && named !== "help") requireCommand(named);
  for (const entry of COMMANDS) {
    const command = program.command(entry.name).summary(entry.summary);
    if (entry.name !== named) continue;
    const definition = await entry.load();
    declare(command, definition);
    command.action(() => {
      const args = definition.arguments.map((_, i): string | undefined => command.args[i]);
      invocation = { command: definition, args, flags: command.opts() };
    });
  }
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    throw usageError(error, named);
  }
  return invocation;
}

function createProgram(): Command {
  return new Command("chirpscape")
    .description("LoRa link budgets and network planning on real terrain.")
    .version(VERSION, "--version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({ outputError: () => undefined })
    .addHelpText("after", PROGRAM_EXAMPLES);
}

/** Declares a command's arguments, options and help. */
export function declare(command: Command, definition: AnyCommand): void {
  command.description(definition.description).allowExcessArguments(false);
  for (const argument of definition.arguments) {
    const declared = command.createArgument(
      argument.optional ? `[${argument.name}]` : `<${argument.name}>`,
      argument.title,
    );
    command.addArgument(argument.choices === undefined ? declared : declared.choices(argument.choices));
  }
  addOptions(command, definition.options);
  addOptions(command, COMMON_OPTIONS);
  const examples = definition.examples.map(({ title, line }) => `  ${title}\n    chirpscape ${line}`);
  command.addHelpText("after", `\nExamples:\n${examples.join("\n\n")}`);
}

/** The command's name is the first word that is no option; after `help`, the next one. */
function namedCommand(argv: readonly string[]): string | undefined {
  const words = argv.filter((word) => !word.startsWith("-"));
  return words[0] === "help" ? words[1] : words[0];
}

function requireCommand(name: string): void {
  const names = COMMANDS.map((entry) => entry.name);
  if (names.includes(name)) return;
  const near = nearestNames(name, names);
  throw new InputError({
    code: "usage-unknown-command",
    where: "chirpscape",
    message: `unknown command '${name}'`,
    hint: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `commands: ${names.join(", ")}`,
  });
}

const SUGGESTION = /\n\(Did you mean (?:one of )?(.*)\?\)$/;

/** Commander's prose as one fault: `error: unknown option '--sff'\n(Did you mean --sf?)`. */
function usageError(error: CommanderError, named: string | undefined): InputError {
  const where = named ?? "chirpscape";
  if (error.code === "commander.help") {
    return new InputError({ code: "no-command", where, message: "no command given", hint: "see chirpscape --help" });
  }
  const suggestion = SUGGESTION.exec(error.message)?.[1];
  const message = error.message.replace(SUGGESTION, "").replace(/^error: /, "");
  const hint =
    suggestion === undefined
      ? `see chirpscape ${named === undefined ? "" : `${named} `}--help`
      : `did you mean ${suggestion}?`;
  return new InputError({ code: usageCode(error.code), where, message, hint }, { cause: error });
}

/** Commander's codes in the form of ours: `commander.unknownOption` is `usage-unknown-option`. */
function usageCode(code: string): string {
  return `usage-${code.replace("commander.", "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
