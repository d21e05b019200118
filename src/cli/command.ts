import type { COMMON_OPTIONS, OptionSpecs, OptionValues } from "./options.ts";
import type { Output } from "./output.ts";

/** What the machine gives a command besides its options. */
export interface Context {
  readonly output: Output;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Every command of the program. */
  readonly commands: readonly CommandEntry[];
}

/** A command in the program's table. */
export interface CommandEntry {
  /** One word, or two: the first is then a group's. */
  readonly name: string;
  /** One line for `chirpscape --help`. */
  readonly summary: string;
  /** Loads the command: only the one that is used, so that light ones start fast. */
  readonly load: () => Promise<AnyCommand>;
}

export interface ArgumentSpec {
  /** As the help shows it: `SCENARIO`. */
  readonly name: string;
  readonly title: string;
  readonly optional?: boolean;
  /** The last one may be given several times. */
  readonly variadic?: boolean;
  /** The only legal values. */
  readonly choices?: readonly string[];
}

export interface Example {
  readonly title: string;
  /** After `chirpscape `; it works as it stands in the project's folder. */
  readonly line: string;
}

/** A command as data, and what it does. */
export interface CommandDefinition<S extends OptionSpecs> {
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: S;
  readonly examples: readonly Example[];
  /** Set when the settings file beside this argument counts. */
  readonly settingsBeside?: "first-argument";
  /**
   * @param args one for each of `arguments`, undefined where an optional one is missing; of a variadic one all that were given
   * @returns the exit code when it is not 0
   */
  run(
    args: readonly (string | undefined)[],
    options: OptionValues<S & typeof COMMON_OPTIONS>,
    context: Context,
    // biome-ignore lint/suspicious/noConfusingVoidType: most commands return nothing
  ): Promise<number | void>;
}

/** A command whose options' types are forgotten: how the program holds them. */
export type AnyCommand = CommandDefinition<OptionSpecs>;

/** Checks a definition against its own options. */
export function defineCommand<const S extends OptionSpecs>(definition: CommandDefinition<S>): AnyCommand {
  return definition as unknown as AnyCommand;
}
