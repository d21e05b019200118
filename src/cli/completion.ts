import { type AnyCommand, defineCommand } from "./command.ts";
import { COMMAND_GROUPS, groupOf, ownName } from "./command-groups.ts";
import { COMMON_OPTIONS, type OptionSpec } from "./options.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;

/** A command with its options, as the scripts need it. */
interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
}

export const completion = defineCommand({
  description: `Prints a completion script for a shell: ${SHELLS.join(", ")}.`,
  arguments: [{ name: "SHELL", title: SHELLS.join(", "), choices: SHELLS }],
  options: {},
  examples: [
    { title: "For this bash session: source <(chirpscape completion bash)", line: "completion bash" },
    { title: "For zsh, in a folder of $fpath: chirpscape completion zsh > _chirpscape", line: "completion zsh" },
    {
      title: "For fish: chirpscape completion fish > ~/.config/fish/completions/chirpscape.fish",
      line: "completion fish",
    },
  ],
  async run([shell], _options, { output, commands }) {
    const entries = await Promise.all(
      commands.map(async ({ name, summary, load }) => ({ name, summary, options: optionsOf(await load()) })),
    );
    const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
    await output.print(scripts[shell as (typeof SHELLS)[number]](entries));
  },
});

function optionsOf(command: AnyCommand): OptionSpec[] {
  return [...Object.values(command.options), ...Object.values(COMMON_OPTIONS)];
}

/** What the first word may be: a command that stands alone, or a group. */
function firstWords(entries: readonly Entry[]): readonly { readonly name: string; readonly summary: string }[] {
  return [...entries.filter((entry) => groupOf(entry.name) === undefined), ...COMMAND_GROUPS];
}

function groupsOf(entries: readonly Entry[]): readonly { readonly name: string; readonly members: readonly Entry[] }[] {
  return COMMAND_GROUPS.map((group) => ({
    name: group.name,
    members: entries.filter((entry) => groupOf(entry.name) === group),
  }));
}

function bashScript(entries: readonly Entry[]): string {
  const names = firstWords(entries).map(({ name }) => name);
  const groups = groupsOf(entries).map(
    ({ name, members }) => `    ${name}) words="${members.map((member) => ownName(member.name)).join(" ")} help" ;;`,
  );
  const values = entries.flatMap((entry) =>
    entry.options.flatMap((option) => {
      const words = valuesOf(option);
      return words === null ? [] : [`    "${entry.name} --${option.flag}") words="${words.join(" ")}" ;;`];
    }),
  );
  const flags = entries.map(
    ({ name, options }) => `      "${name}") words="${options.map(({ flag }) => `--${flag}`).join(" ")} --help" ;;`,
  );
  return `# bash completion of chirpscape
_chirpscape() {
  local word=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]} words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(" ")} help --help --version" -- "$word"))
    return
  fi
  case "$command" in
${groups.join("\n")}
  esac
  if [ -n "$words" ]; then
    if [ "$COMP_CWORD" -eq 2 ]; then
      COMPREPLY=($(compgen -W "$words" -- "$word"))
      return
    fi
    command="$command \${COMP_WORDS[2]}" words=""
  fi
  case "$command \${COMP_WORDS[COMP_CWORD-1]}" in
${values.join("\n")}
    "completion completion") words="${SHELLS.join(" ")}" ;;
  esac
  if [ -z "$words" ] && [[ $word == -* ]]; then
    case "$command" in
${flags.join("\n")}
    esac
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$word")); else COMPREPLY=($(compgen -f -- "$word")); fi
}
complete -o filenames -F _chirpscape chirpscape
`;
}

function zshScript(entries: readonly Entry[]): string {
  const commands = firstWords(entries).map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`);
  const groups = groupsOf(entries).map(({ name, members }) => {
    const described = members.map((member) => `        ${quote(`${ownName(member.name)}:${member.summary}`)}`);
    return `    ${name})\n      commands=(\n${described.join("\n")}\n      )\n      ;;`;
  });
  const cases = entries.map(({ name, options }) => {
    const specs = options.map((option) => `        ${quote(zshOption(option))}`);
    const argument = name === "completion" ? `1:shell:(${SHELLS.join(" ")})` : "*:file:_files";
    return `    ${quote(name)})\n      _arguments \\\n${[...specs, `        ${quote(argument)}`].join(" \\\n")}\n      ;;`;
  });
  return `#compdef chirpscape
_chirpscape() {
  local -a commands
  commands=(
${commands.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${groups.join("\n")}
    *) commands=() ;;
  esac
  if (( $#commands )); then
    if (( CURRENT == 2 )); then
      _describe command commands
      return
    fi
    command="$command $words[2]"
    shift words
    (( CURRENT-- ))
  fi
  case $command in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = "_chirpscape" ]; then _chirpscape "$@"; else compdef _chirpscape chirpscape; fi
`;
}

/** The words that an option can have; null when they are not a closed list. */
function valuesOf(option: OptionSpec): readonly string[] | null {
  if (option.kind === "boolean") return ["true", "false"];
  return option.kind === "choice" ? option.values : null;
}

/** In zsh's form: `--flag[what it is]:value:action`. */
function zshOption(option: OptionSpec): string {
  const title = option.title.replace(/[[\]:]/g, (character) => `\\${character}`);
  const head = `${option.kind === "texts" ? "*" : ""}--${option.flag}[${title}]`;
  if (option.kind === "switch") return head;
  const values = valuesOf(option);
  return `${head}:value:${values === null ? "_files" : `(${values.join(" ")})`}`;
}

function fishScript(entries: readonly Entry[]): string {
  const commands = firstWords(entries).map(
    ({ name, summary }) => `complete -c chirpscape -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
  );
  const members = groupsOf(entries).flatMap(({ name, members }) => {
    const names = members.map((member) => ownName(member.name)).join(" ");
    const open = `__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${names}`;
    return members.map(
      (member) => `complete -c chirpscape -n "${open}" -f -a ${ownName(member.name)} -d ${quote(member.summary)}`,
    );
  });
  const options = entries.flatMap((entry) =>
    entry.options.map((option) => `complete -c chirpscape -n "${fishSeen(entry.name)}" ${fishOption(option)}`),
  );
  const shells = `complete -c chirpscape -n "__fish_seen_subcommand_from completion" -f -a ${quote(SHELLS.join(" "))}`;
  return `# fish completion of chirpscape\n${[...commands, ...members, ...options, shells].join("\n")}\n`;
}

function fishSeen(command: string): string {
  const words = command.split(" ");
  return words.map((word) => `__fish_seen_subcommand_from ${word}`).join("; and ");
}

function fishOption(option: OptionSpec): string {
  const values = valuesOf(option);
  const value = option.kind === "switch" ? "" : values === null ? " -r" : ` -xa ${quote(values.join(" "))}`;
  return `-l ${option.flag}${value} -d ${quote(option.title)}`;
}

/** In single quotes for a shell; the texts are ours and hold no control characters. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
