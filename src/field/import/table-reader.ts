import { readCsvRow } from "../../protocol/platforms/csv-row.ts";
import { type CsvTable, readCsvHeader, splitCsvLine } from "../../protocol/platforms/csv-table.ts";
import { badMessage, type PlatformEntry } from "../../protocol/platforms/platform.ts";

/** A cell that goes on over more lines than this was never closed. */
const MAX_CELL_LINES = 100;

export interface TableOptions {
  /** Columns by what they hold. */
  readonly columns?: Readonly<Record<string, string>>;
  /** The gateway of a table that names none. */
  readonly gatewayId?: string | null;
}

/** A row that has ended: where it began, and what it holds. */
export interface TableRow {
  readonly line: number;
  /** @throws {InputError} `bad-message` when the row cannot be read */
  read(): PlatformEntry;
}

/** Reads a table line by line; a quoted cell may go on in the next. */
export class TableReader {
  readonly #options: TableOptions;
  #table: CsvTable | null = null;
  #text: string | null = null;
  #from = 0;

  constructor(options: TableOptions) {
    this.#options = options;
  }

  /**
   * @param number the line's, counted from 1
   * @returns null for the headings, an empty line, and a line that a cell goes on after
   * @throws {InputError} `no-columns` or `unknown-column` when the headings cannot be understood
   */
  push(line: string, number: number): TableRow | null {
    const text = line.endsWith("\r") ? line.slice(0, -1) : line;
    if (this.#text === null && text.trim() === "") return null;
    if (this.#table === null) {
      this.#table = readCsvHeader(text, this.#options.columns);
      return null;
    }
    if (this.#text === null) this.#from = number;
    this.#text = this.#text === null ? text : `${this.#text}\n${text}`;
    const cells = splitCsvLine(this.#text, this.#table.delimiter);
    if (cells === null && number - this.#from < MAX_CELL_LINES) return null;
    return this.#row(this.#table, cells);
  }

  /** What is left at the table's end: a row with a cell that nobody closed. */
  end(): TableRow | null {
    return this.#text === null || this.#table === null ? null : this.#row(this.#table, null);
  }

  #row(table: CsvTable, cells: readonly string[] | null): TableRow {
    this.#text = null;
    return {
      line: this.#from,
      read: () => {
        if (cells === null) throw badMessage("", "a quoted cell is never closed");
        return readCsvRow(table, cells, this.#options.gatewayId ?? null);
      },
    };
  }
}
