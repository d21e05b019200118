/** Commands that share their first word: `modem encode`, `modem decode-symbols`, … */
export interface CommandGroup {
  /** The first word. */
  readonly name: string;
  /** One line for `chirpscape --help`. */
  readonly summary: string;
  /** For the group's own help. */
  readonly description: string;
}

/** Every group. A command belongs to the group that its name begins with. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [
  {
    name: "modem",
    summary: "frames as symbols and samples: encode, modulate, demodulate, …",
    description: "The modem: LoRa frames as symbols and as samples, sent, disturbed and received.",
  },
  {
    name: "frame",
    summary: "LoRaWAN and private frames with their keys: encode, decode, verify",
    description:
      "Frames above the modem: LoRaWAN 1.0.x and 1.1, and a private protocol, encrypted, signed and checked.",
  },
];

/** The group of a command by the command's name; undefined for one that stands alone. */
export function groupOf(command: string): CommandGroup | undefined {
  return COMMAND_GROUPS.find((group) => command.startsWith(`${group.name} `));
}

/** What follows the group's name: `encode` of `modem encode`; the whole name of a command that stands alone. */
export function ownName(command: string): string {
  const group = groupOf(command);
  return group === undefined ? command : command.slice(group.name.length + 1);
}
