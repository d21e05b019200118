import { Command, CommanderError } from "commander";
import { InputError } from "../math/errors.ts";
import { nearestNames } from "../math/nearest-name.ts";
import { VERSION } from "../version.ts";
import type { AnyCommand } from "./command.ts";
import { COMMAND_GROUPS, type CommandGroup, groupOf, ownName } from "./command-groups.ts";
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
  const groups = new Map<string, Command>();
  const words = helpAsFlag(argv);
  const named = namedCommand(words);
  if (named !== undefined) requireCommand(named);
  for (const entry of COMMANDS) {
    const parent = parentOf(entry.name, program, groups);
    const command = parent.command(ownName(entry.name)).summary(entry.summary);
    if (entry.name !== named) continue;
    const definition = await entry.load();
    declare(command, definition);
    command.action(() => {
      const isOpen = definition.arguments.at(-1)?.variadic === true;
      const args = isOpen ? command.args : definition.arguments.map((_, i): string | undefined => command.args[i]);
      invocation = { command: definition, args, flags: command.opts() };
    });
  }
  try {
    await program.parseAsync(words, { from: "user" });
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

/** Where a command is declared: the program, or its group, which is made at its first command. */
function parentOf(name: string, program: Command, groups: Map<string, Command>): Command {
  const group = groupOf(name);
  if (group === undefined) return program;
  const parent = groups.get(group.name) ?? createGroup(program, group);
  groups.set(group.name, parent);
  return parent;
}

function createGroup(program: Command, { name, summary, description }: CommandGroup): Command {
  return program
    .command(name)
    .summary(summary)
    .description(description)
    .helpCommand("help [command]", "show help for a command")
    .addHelpText("after", `\nA command's own help: chirpscape ${name} COMMAND --help`);
}

/** Declares a command's arguments, options and help. */
export function declare(command: Command, definition: AnyCommand): void {
  command.description(definition.description).allowExcessArguments(false);
  for (const argument of definition.arguments) {
    const name = argument.variadic ? `${argument.name}...` : argument.name;
    const declared = command.createArgument(argument.optional ? `[${name}]` : `<${name}>`, argument.title);
    command.addArgument(argument.choices === undefined ? declared : declared.choices(argument.choices));
  }
  addOptions(command, definition.options);
  addOptions(command, COMMON_OPTIONS);
  const examples = definition.examples.map(({ title, line }) => `  ${title}\n    chirpscape ${line}`);
  command.addHelpText("after", `\nExamples:\n${examples.join("\n\n")}`);
}

/** `help modem encode` and `modem help encode` say `modem encode --help`, which commander knows for commands of any depth. */
function helpAsFlag(argv: readonly string[]): readonly string[] {
  const at = argv[0] === "help" ? 0 : isGroup(argv[0]) && argv[1] === "help" ? 1 : -1;
  return at < 0 ? argv : [...argv.toSpliced(at, 1), "--help"];
}

/** The command's name is the first word that is no option, of a group's command with the word after it. */
function namedCommand(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => !word.startsWith("-"));
  const second = argv[at + 1];
  return isGroup(argv[at]) && second !== undefined && !second.startsWith("-") ? `${argv[at]} ${second}` : argv[at];
}

function isGroup(word: string | undefined): boolean {
  return COMMAND_GROUPS.some(({ name }) => name === word);
}

function requireCommand(name: string): void {
  const names = COMMANDS.map((entry) => entry.name);
  if (names.includes(name) || isGroup(name)) return;
  const group = groupOf(name);
  const known =
    group === undefined
      ? [...names, ...COMMAND_GROUPS.map((other) => other.name)]
      : names.filter((other) => groupOf(other) === group);
  const near = nearCommands(ownName(name), known);
  const shown = group === undefined ? known.filter((other) => groupOf(other) === undefined) : known.map(ownName);
  throw new InputError({
    code: "usage-unknown-command",
    where: group === undefined ? "chirpscape" : `chirpscape ${group.name}`,
    message: `unknown command '${ownName(name)}'`,
    hint: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `commands: ${shown.join(", ")}`,
  });
}

/** Compared without the group's name, so that it is missed or right without making all its commands alike. */
function nearCommands(typed: string, known: readonly string[]): readonly string[] {
  const bearers = (own: string) => known.filter((other) => ownName(other) === own);
  const exact = bearers(typed);
  return exact.length > 0 ? exact : nearestNames(typed, [...new Set(known.map(ownName))]).flatMap(bearers);
}

const SUGGESTION = /\n\(Did you mean (?:one of )?(.*)\?\)$/;

/** What follows a mistyped flag may be a key: `unknown option '--app-kye=…'`. */
const FLAG_VALUE = /('--[^=']*)=[\s\S]*'/;

/** Commander's prose as one fault: `error: unknown option '--sff'\n(Did you mean --sf?)`. */
function usageError(error: CommanderError, named: string | undefined): InputError {
  const where = named ?? "chirpscape";
  if (error.code === "commander.help") {
    const hint = `see ${["chirpscape", named].filter(Boolean).join(" ")} --help`;
    return new InputError({ code: "no-command", where, message: "no command given", hint });
  }
  const suggestion = SUGGESTION.exec(error.message)?.[1];
  const message = error.message
    .replace(SUGGESTION, "")
    .replace(/^error: /, "")
    .replace(FLAG_VALUE, "$1'");
  const hint =
    suggestion === undefined
      ? `see chirpscape ${named === undefined ? "" : `${named} `}--help`
      : `did you mean ${suggestion}?`;
  const cause = FLAG_VALUE.test(error.message) ? undefined : error;
  return new InputError({ code: usageCode(error.code), where, message, hint }, { cause });
}

/** Commander's codes in the form of ours: `commander.unknownOption` is `usage-unknown-option`. */
function usageCode(code: string): string {
  return `usage-${code.replace("commander.", "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
