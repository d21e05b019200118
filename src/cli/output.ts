/** Where a command's answer and remarks go. */
export interface Output {
  /** True under `--json`: stdout carries one JSON document. */
  readonly json: boolean;
  /** True under `--quiet`: nothing but errors on stderr. */
  readonly quiet: boolean;
  /** Writes to stdout; waits while a slow reader catches up, so that a long answer needs no memory. */
  print(text: string): Promise<void>;
  /** One JSON document on stdout. Numbers that do not exist are `null`; typed arrays become lists. */
  printJson(document: unknown): Promise<void>;
  /** A remark or a warning on stderr; silent under `--quiet`. */
  remark(text: string): void;
  /** Bold on a terminal that has colours, unless `NO_COLOR` is set. */
  bold(text: string): string;
  /** The stream for progress: null when there is no terminal to draw on, or under `--quiet`. */
  readonly progressStream: NodeJS.WriteStream | null;
}

const ESCAPE = "\u001b";

export function createOutput(options: { json: boolean; quiet: boolean }): Output {
  const { json, quiet } = options;
  const print = (text: string) => write(process.stdout, text);
  return {
    json,
    quiet,
    print,
    printJson: (document) => print(`${toJson(document)}\n`),
    remark: (text) => {
      if (!quiet) process.stderr.write(`${text}\n`);
    },
    bold: (text) => (hasColors(process.stdout) ? `${ESCAPE}[1m${text}${ESCAPE}[22m` : text),
    progressStream: process.stderr.isTTY && !quiet ? process.stderr : null,
  };
}

/** Red on a terminal that has colours. */
export function paintError(text: string): string {
  return hasColors(process.stderr) ? `${ESCAPE}[31m${text}${ESCAPE}[39m` : text;
}

/** Node's own test honours NO_COLOR, FORCE_COLOR and TERM=dumb. */
function hasColors(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && stream.hasColors();
}

/** JSON text in one line; `JSON.stringify` already makes `null` of NaN and the infinities. */
export function toJson(document: unknown): string {
  // Asking at every value is several times slower than not asking, and most documents hold no typed array.
  return holdsTypedArray(document) ? JSON.stringify(document, listTypedArrays) : JSON.stringify(document);
}

function holdsTypedArray(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (ArrayBuffer.isView(value)) return true;
  for (const key in value) {
    if (holdsTypedArray((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}

function listTypedArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as Iterable<number>)
    : value;
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
