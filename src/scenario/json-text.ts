import { InputError } from "../math/errors.ts";

/**
 * Parses JSON text, and says where it is broken in the same words on every engine.
 *
 * @param text the file's text; a byte order mark at its start is passed over
 * @param file its name, for the message
 * @throws {InputError} `not-json`, with `where` as `file:line:column`, both counted from 1
 */
export function parseJsonText(text: string, file: string): unknown {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    return JSON.parse(body);
  } catch (cause) {
    const { offset, expected } = findSyntaxFault(body);
    const before = body.slice(0, offset).split("\n");
    const place = `${file}:${before.length}:${before[before.length - 1].length + 1}`;
    const rest = body.slice(offset, offset + 12).split("\n")[0];
    const got = offset >= body.length ? "the end of the file" : JSON.stringify(rest.length > 0 ? rest : "\n");
    throw new InputError(
      { code: "not-json", where: place, message: `not JSON: expected ${expected}, got ${got}` },
      { cause },
    );
  }
}

interface SyntaxFault {
  readonly offset: number;
  readonly expected: string;
}

const LITERAL = /true|false|null/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// The pieces of a string's content are matched one at a time: a repeated group would exhaust the stack on a long string.
const PLAIN = /[ !#-[\]-\uffff]+/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const BLANK = /[ \t\r\n]*/y;

/** What a scanner waits for next. */
type Wanted = "value" | "first item" | "first key" | "key" | "after item";

const EXPECTED: Readonly<Record<Wanted, string>> = {
  value: "a value",
  "first item": "a value or ]",
  "first key": "a key in double quotes or }",
  key: "a key in double quotes",
  "after item": "",
};

/**
 * Scans text that an engine has refused. Engines word the fault each in their own way, some without its place, so the place is
 * found here. Nesting is kept on a list, not on the stack: depth does not matter.
 */
function findSyntaxFault(text: string): SyntaxFault {
  const open: ("{" | "[")[] = [];
  let at = 0;
  let wanted: Wanted = "value";
  const eat = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };

  for (;;) {
    eat(BLANK);
    const character = text[at];
    if (wanted === "after item") {
      if (open.length === 0) return { offset: at, expected: "nothing more after the value" };
      const bracket = open[open.length - 1];
      const close = bracket === "{" ? "}" : "]";
      if (character === close) open.pop();
      else if (character === ",") wanted = bracket === "{" ? "key" : "value";
      else return { offset: at, expected: `a comma or ${close}` };
      at++;
    } else if ((wanted === "first key" && character === "}") || (wanted === "first item" && character === "]")) {
      open.pop();
      at++;
      wanted = "after item";
    } else if (wanted === "key" || wanted === "first key") {
      if (character !== '"') return { offset: at, expected: EXPECTED[wanted] };
      const fault = scanString();
      if (fault !== null) return fault;
      eat(BLANK);
      if (text[at] !== ":") return { offset: at, expected: "a colon" };
      at++;
      wanted = "value";
    } else if (character === "{" || character === "[") {
      open.push(character);
      at++;
      wanted = character === "{" ? "first key" : "first item";
    } else if (character === '"') {
      const fault = scanString();
      if (fault !== null) return fault;
      wanted = "after item";
    } else if (eat(LITERAL) || eat(NUMBER)) {
      wanted = "after item";
    } else {
      return { offset: at, expected: EXPECTED[wanted] };
    }
  }

  function scanString(): SyntaxFault | null {
    at++;
    while (text[at] !== '"') {
      if (eat(PLAIN) || eat(ESCAPE)) continue;
      const expected =
        text[at] === "\\" ? "a legal escape" : at < text.length ? "no control character in a string" : 'a closing "';
      return { offset: at, expected };
    }
    at++;
    return null;
  }
}
