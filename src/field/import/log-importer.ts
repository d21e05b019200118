import { InputError } from "../../math/errors.ts";
import { readCsvRow } from "../../protocol/platforms/csv-row.ts";
import { type CsvTable, readCsvHeader, splitCsvLine } from "../../protocol/platforms/csv-table.ts";
import type { Platform, PlatformEntry } from "../../protocol/platforms/platform.ts";
import { detectPlatform, PLATFORMS } from "../../protocol/platforms/registry.ts";
import type {
  DeviceRecord,
  GatewayRecord,
  PlatformName,
  UplinkRecord,
} from "../../protocol/platforms/uplink-record.ts";
import { DEFAULT_MERGE_WINDOW_S, UplinkMerger } from "./merge-uplinks.ts";
import { parseDocument } from "./parse-document.ts";
import { DocumentSplitter, type DocumentText } from "./split-documents.ts";

export interface ImportOptions {
  /** Null: each document's own, as it can be told. */
  readonly platform: PlatformName | null;
  /** For data rates that are only numbered. */
  readonly region?: string | null;
  /** The gateway whose log this is, where its lines do not say. */
  readonly gatewayId?: string | null;
  /** Columns of a table by what they hold. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly mergeWindowS?: number;
}

export type Imported =
  | { readonly kind: "uplink"; readonly uplink: UplinkRecord }
  | { readonly kind: "gateway"; readonly gateway: GatewayRecord }
  | { readonly kind: "device"; readonly device: DeviceRecord };

/** A line that could not be read, or a part of it. */
export interface BrokenLine {
  /** Counted from 1. */
  readonly line: number;
  /** A column, or a place in the document; empty: all of it. */
  readonly where: string;
  readonly message: string;
}

export interface ImportSummary {
  readonly lines: number;
  /** As they came out, several gateways' words on one put together. */
  readonly uplinks: number;
  readonly receptions: number;
  /** Uplinks that were put to another. */
  readonly merged: number;
  /** Hearings that were told twice. */
  readonly repeated: number;
  readonly gateways: number;
  readonly devices: number;
  /** Messages that tell of no uplink, by what they are. */
  readonly others: Readonly<Record<string, number>>;
  readonly brokenLines: number;
  /** The first of them. */
  readonly broken: readonly BrokenLine[];
}

interface Place {
  readonly line: number;
  readonly where: string;
}

/** So many broken lines are named; the others are counted. */
const MAX_NAMED = 20;
/** A cell that goes on over more lines than this was never closed. */
const MAX_CELL_LINES = 100;

/** These log their messages among others in plain words. */
const TALKATIVE: readonly (PlatformName | null)[] = ["semtech-udp", "basics-station"];

/** Reads a log line by line. What is broken is counted and named, and the rest goes on; memory does not grow with the log. */
export class LogImporter {
  readonly #options: ImportOptions;
  readonly #platform: Platform | null;
  readonly #splitter = new DocumentSplitter();
  readonly #merger: UplinkMerger;
  #table: CsvTable | null = null;
  #isTable: boolean | null;
  #open: DocumentText | null = null;
  #openLines = 0;
  #lines = 0;
  #counts = { uplinks: 0, receptions: 0, gateways: 0, devices: 0, broken: 0 };
  readonly #others = new Map<string, number>();
  readonly #broken: BrokenLine[] = [];

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#platform = PLATFORMS.find(({ name }) => name === options.platform) ?? null;
    this.#merger = new UplinkMerger(options.mergeWindowS ?? DEFAULT_MERGE_WINDOW_S);
    this.#isTable = options.platform === null ? null : options.platform === "csv";
  }

  /**
   * @returns what this line has brought to an end
   * @throws {InputError} when a table's first line cannot be understood
   */
  push(line: string): readonly Imported[] {
    this.#lines++;
    if (this.#isTable === null && line.trim() !== "") this.#isTable = looksLikeTable(line);
    if (this.#isTable === true) return this.#pushRow(line.endsWith("\r") ? line.slice(0, -1) : line);
    return this.#splitter.push(line).flatMap((document) => this.#readDocument(document));
  }

  /** @returns what was held back */
  end(): readonly Imported[] {
    const last = this.#splitter.end().flatMap((document) => this.#readDocument(document));
    if (this.#open !== null) this.#break(this.#open.line, "", "a quoted cell is never closed");
    return [...last, ...this.#merger.end().map((uplink) => this.#out(uplink))];
  }

  summary(): ImportSummary {
    const { broken, ...counts } = this.#counts;
    return {
      lines: this.#lines,
      ...counts,
      merged: this.#merger.merged,
      repeated: this.#merger.repeated,
      others: Object.fromEntries(this.#others),
      brokenLines: broken,
      broken: this.#broken,
    };
  }

  #readDocument(document: DocumentText): readonly Imported[] {
    try {
      const parsed = parseDocument(document);
      if (parsed === null) return this.#plainText(document);
      const { value, prefix } = parsed;
      // A file that is one list of messages
      const values = Array.isArray(value) ? value : [value];
      return values.flatMap((one, i) => {
        const where = Array.isArray(value) ? `[${i}]` : "";
        return this.#readValue(one, prefix, { line: document.line, where });
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const [{ where, message }] = error.issues;
      this.#break(document.line, where, message);
      return [];
    }
  }

  #readValue(value: unknown, prefix: string, place: Place): readonly Imported[] {
    const context = { region: this.#options.region ?? null, gatewayId: this.#options.gatewayId ?? null, prefix };
    try {
      return this.#takeAll(this.#platformOf(value).read(value, context), place);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const [{ where, message }] = error.issues;
      this.#break(place.line, joinPlaces(place.where, where), message);
      return [];
    }
  }

  #platformOf(value: unknown): Platform {
    if (this.#platform?.recognises(value)) return this.#platform;
    const detected = detectPlatform(value);
    if (this.#platform === null && detected !== null) return detected;
    const expected = this.#platform === null ? "any platform known here" : this.#platform.title;
    const got = detected === null ? "" : `, but one of ${detected.title} (import ${detected.name})`;
    throw new InputError({ code: "unknown-message", where: "", message: `no message of ${expected}${got}` });
  }

  #pushRow(line: string): readonly Imported[] {
    if (line.trim() === "" && this.#open === null) return [];
    const document =
      this.#open === null ? { text: line, line: this.#lines } : { ...this.#open, text: `${this.#open.text}\n${line}` };
    if (this.#table === null) {
      this.#table = readCsvHeader(line, this.#options.columns);
      return [];
    }
    const cells = splitCsvLine(document.text, this.#table.delimiter);
    if (cells === null && this.#openLines < MAX_CELL_LINES) {
      this.#open = document;
      this.#openLines++;
      return [];
    }
    this.#open = null;
    this.#openLines = 0;
    const place = { line: document.line, where: "" };
    try {
      if (cells === null)
        throw new InputError({ code: "bad-message", where: "", message: "a quoted cell is never closed" });
      return this.#takeAll([readCsvRow(this.#table, cells, this.#options.gatewayId ?? null)], place);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#break(place.line, error.issues[0].where, error.issues[0].message);
      return [];
    }
  }

  #plainText(document: DocumentText): readonly Imported[] {
    if (TALKATIVE.includes(this.#options.platform)) this.#count("line without a message");
    else this.#break(document.line, "", "no JSON in this line");
    return [];
  }

  #takeAll(entries: readonly PlatformEntry[], place: Place): readonly Imported[] {
    return entries.flatMap((entry) => this.#take(entry, place));
  }

  #take(entry: PlatformEntry, place: Place): readonly Imported[] {
    switch (entry.kind) {
      case "uplink":
        return this.#merger.push(entry.uplink).map((uplink) => this.#out(uplink));
      case "gateway":
        this.#counts.gateways++;
        return [entry];
      case "device":
        this.#counts.devices++;
        return [entry];
      case "other":
        this.#count(entry.what);
        return [];
      case "broken":
        this.#break(place.line, joinPlaces(place.where, entry.where), entry.message);
        return [];
    }
  }

  #out(uplink: UplinkRecord): Imported {
    this.#counts.uplinks++;
    this.#counts.receptions += uplink.receptions.length;
    return { kind: "uplink", uplink };
  }

  #count(what: string): void {
    this.#others.set(what, (this.#others.get(what) ?? 0) + 1);
  }

  #break(line: number, where: string, message: string): void {
    this.#counts.broken++;
    if (this.#broken.length < MAX_NAMED) this.#broken.push({ line, where, message });
  }
}

function joinPlaces(outer: string, inner: string): string {
  return [outer, inner].filter((part) => part !== "").join(".");
}

/** Headings with a delimiter between them, and nothing of JSON. */
function looksLikeTable(line: string): boolean {
  return !/[{}[\]]/.test(line) && /[,;\t]/.test(line);
}
