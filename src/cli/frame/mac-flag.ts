import { InputError } from "../../math/errors.ts";
import { parseJsonText } from "../../scenario/json-text.ts";

/**
 * MAC commands as they are typed: `LinkADRReq:dataRate=5:chMask=0+1+2,DevStatusReq`, or the JSON list of a case.
 *
 * @returns what a case's `macCommands` holds; names and values are checked where commands are encoded
 * @throws {InputError} `not-json`, `bad-value`
 */
export function parseMacFlag(where: string, text: string): unknown {
  if (/^\s*\[/.test(text)) return parseJsonText(text, where);
  return text.split(",").map((command) => {
    const [name, ...settings] = command.trim().split(":");
    return { name, fields: Object.fromEntries(settings.map((setting) => parseSetting(where, setting))) };
  });
}

function parseSetting(where: string, setting: string): [string, unknown] {
  const [, key, value] = /^(\w+)=(.+)$/.exec(setting) ?? [];
  if (key !== undefined && value !== undefined) return [key, parseValue(value)];
  const message = `expected key=value after a colon, got "${setting}"`;
  throw new InputError({ code: "bad-value", where, message, hint: "as in DevStatusAns:battery=200:snrDb=7" });
}

/** `true`, `-5`, or numbers joined by plus signs for a mask; a single bit of a mask is written `3+`. */
function parseValue(value: string): unknown {
  if (value === "true" || value === "false") return value === "true";
  if (value.includes("+"))
    return value
      .split("+")
      .filter((part) => part !== "")
      .map(Number);
  return Number(value);
}
