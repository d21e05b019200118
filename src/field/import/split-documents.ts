/** The text of one JSON document, and the line that it begins on, counted from 1. */
export interface DocumentText {
  readonly text: string;
  readonly line: number;
}

/** A longer document over several lines is not put together. */
const MAX_DOCUMENT_CHARACTERS = 256 * 1024 * 1024;

/**
 * Cuts a file into JSON documents: one a line, or over several lines as editors and `jq` write them. Where the first line is a bracket
 * left open, brackets are counted, until a line is a document by itself: then it was a broken one in a file with one document a line,
 * in which it breaks nothing but itself.
 */
export class DocumentSplitter {
  #line = 0;
  #mode: "unknown" | "lines" | "brackets" = "unknown";
  #parts: string[] = [];
  #characters = 0;
  #from = 0;
  readonly #brackets = new BracketCounter();

  /** @returns the documents that end with this line */
  push(text: string): readonly DocumentText[] {
    this.#line++;
    if (text.trim() === "") return [];
    if (this.#mode === "unknown") this.#mode = isOpen(text) ? "brackets" : "lines";
    const here = { text, line: this.#line };
    return this.#mode === "lines" ? [here] : this.#collect(here);
  }

  /** What is left at the end of the file: a document that nobody closed. */
  end(): readonly DocumentText[] {
    return this.#parts.length === 0 ? [] : [this.#take()];
  }

  #collect(here: DocumentText): readonly DocumentText[] {
    if (this.#standsAlone(here.text)) {
      this.#mode = "lines";
      return [this.#take(), here];
    }
    if (this.#parts.length === 0) this.#from = here.line;
    this.#parts.push(here.text);
    this.#characters += here.text.length;
    this.#brackets.count(here.text);
    const isComplete = this.#brackets.depth <= 0 || this.#characters > MAX_DOCUMENT_CHARACTERS;
    return isComplete ? [this.#take()] : [];
  }

  /** In an indented document only the items of a list begin at the margin. */
  #standsAlone(text: string): boolean {
    if (this.#parts.length === 0 || this.#parts[0].trim() === "[") return false;
    return /^[{[]/.test(text) && !isOpen(text) && !text.trimEnd().endsWith(",");
  }

  #take(): DocumentText {
    const document = { text: this.#parts.join("\n"), line: this.#from };
    this.#parts = [];
    this.#characters = 0;
    this.#brackets.reset();
    return document;
  }
}

/** How many brackets are open, strings left out. */
class BracketCounter {
  depth = 0;
  #inString = false;

  count(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const character = text[i];
      if (this.#inString) {
        if (character === "\\") i++;
        else if (character === '"') this.#inString = false;
      } else if (character === '"') this.#inString = true;
      else if (character === "{" || character === "[") this.depth++;
      else if (character === "}" || character === "]") this.depth--;
    }
    // No string of JSON goes on in the next line
    this.#inString = false;
  }

  reset(): void {
    this.depth = 0;
    this.#inString = false;
  }
}

/** Whether a document begins in this line and does not end in it. */
function isOpen(text: string): boolean {
  const start = text.trimStart()[0];
  if (start !== "{" && start !== "[") return false;
  const brackets = new BracketCounter();
  brackets.count(text);
  return brackets.depth > 0;
}
