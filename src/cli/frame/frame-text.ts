import type { FrameWarning } from "../../protocol/case-values.ts";
import { keyValueText } from "../key-value-text.ts";

/** A decoded frame of any protocol, as far as its text needs to know. */
export interface ShownFrame {
  readonly warnings: readonly FrameWarning[];
  readonly [field: string]: unknown;
}

/** Not among the lines: what was warned of goes to stderr, what is only for scripts is left out. */
const HIDDEN = ["warnings", "macCommands", "onAir", "mtype"];

/** The fields in lines, then the MAC commands with theirs. */
export function decodedFrameText(frame: ShownFrame): string {
  const lines = Object.entries(frame)
    .filter(([key]) => !HIDDEN.includes(key))
    .map(([key, value]) => [key, showValue(key, value)] as const);
  const text = readableText(frame.payloadHex);
  const fields = keyValueText(Object.fromEntries([...lines, ...(text === null ? [] : [["as text", text] as const])]));
  const commands = Array.isArray(frame.macCommands) ? (frame.macCommands as readonly ShownCommand[]) : [];
  return fields + commands.map(commandText).join("");
}

interface ShownCommand {
  readonly name: string;
  readonly in: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function commandText({ name, in: place, fields }: ShownCommand): string {
  const values = Object.entries(fields).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return `${place}: ${[name, values.join(", ")].filter((part) => part !== "").join("  ")}\n`;
}

function showValue(key: string, value: unknown): unknown {
  if (key === "micValid") return value === null ? "not checked" : value === true ? "yes" : "NO";
  if (value === "") return "–";
  if (value === null && key.endsWith("Hex")) return "not readable";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const parts = Object.entries(value).flatMap(([name, part]) =>
    part === false ? [] : [part === true ? name : `${name} ${part}`],
  );
  return parts.length === 0 ? "–" : parts.join(", ");
}

const PRINTABLE = /^[\x20-\x7e]+$/;

/** The payload as text, when all of it is printable. */
function readableText(hex: unknown): string | null {
  if (typeof hex !== "string" || hex === "") return null;
  const text = Buffer.from(hex, "hex").toString("latin1");
  return PRINTABLE.test(text) ? JSON.stringify(text) : null;
}
