import { InputError } from "../../math/errors.ts";
import type { Platform, PlatformEntry } from "../../protocol/platforms/platform.ts";
import { detectPlatform, PLATFORMS } from "../../protocol/platforms/registry.ts";
import type {
  DeviceRecord,
  GatewayRecord,
  PlatformName,
  UplinkRecord,
} from "../../protocol/platforms/uplink-record.ts";
import { parseDocument } from "./parse-document.ts";
import { DocumentSplitter, type DocumentText } from "./split-documents.ts";
import { TableReader, type TableRow } from "./table-reader.ts";

export interface LogOptions {
  /** Null: each document's own, as it can be told. */
  readonly platform: PlatformName | null;
  /** For data rates that are only numbered. */
  readonly region?: string | null;
  /** The gateway whose log this is, where its lines do not say. */
  readonly gatewayId?: string | null;
  /** Columns of a table by what they hold. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** What logs and lists are read for. */
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

/** What was passed over. */
export interface LogReport {
  readonly lines: number;
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

/** These log their messages among others in plain words. */
const TALKATIVE: readonly (PlatformName | null)[] = ["semtech-udp", "basics-station"];

/** Reads a log or a list line by line. What is broken is counted and named, and the rest goes on. */
export class LogReader {
  readonly #options: LogOptions;
  readonly #platform: Platform | null;
  readonly #splitter = new DocumentSplitter();
  readonly #table: TableReader;
  #isTable: boolean | null;
  #lines = 0;
  #brokenLines = 0;
  readonly #others = new Map<string, number>();
  readonly #broken: BrokenLine[] = [];

  constructor(options: LogOptions) {
    this.#options = options;
    this.#platform = PLATFORMS.find(({ name }) => name === options.platform) ?? null;
    this.#table = new TableReader(options);
    this.#isTable = options.platform === null ? null : options.platform === "csv";
  }

  /**
   * @returns what ends with this line
   * @throws {InputError} when a table's first line cannot be understood
   */
  push(line: string): readonly Imported[] {
    this.#lines++;
    if (this.#isTable === null && line.trim() !== "") this.#isTable = looksLikeTable(line);
    if (this.#isTable === true) return this.#readRow(this.#table.push(line, this.#lines));
    return this.#splitter.push(line).flatMap((document) => this.#readDocument(document));
  }

  /** @returns what nobody has closed before the end */
  end(): readonly Imported[] {
    const last = this.#splitter.end().flatMap((document) => this.#readDocument(document));
    return [...last, ...this.#readRow(this.#table.end())];
  }

  report(): LogReport {
    return {
      lines: this.#lines,
      others: Object.fromEntries(this.#others),
      brokenLines: this.#brokenLines,
      broken: this.#broken,
    };
  }

  #readRow(row: TableRow | null): readonly Imported[] {
    return row === null ? [] : this.#guard({ line: row.line, where: "" }, () => [row.read()]);
  }

  #readDocument(document: DocumentText): readonly Imported[] {
    const place = { line: document.line, where: "" };
    let values: readonly unknown[] = [];
    let prefix = "";
    const broken = this.#guard(place, () => {
      const parsed = parseDocument(document);
      if (parsed === null) return [this.#plainText()];
      // A file may be one list of messages
      values = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
      prefix = parsed.prefix;
      return [];
    });
    const context = { region: this.#options.region ?? null, gatewayId: this.#options.gatewayId ?? null, prefix };
    const isList = values.length > 1;
    const entries = values.flatMap((value, i) =>
      this.#guard({ ...place, where: isList ? `[${i}]` : "" }, () => this.#platformOf(value).read(value, context)),
    );
    return [...broken, ...entries];
  }

  /** Its entries, or a broken line at this place. */
  #guard(place: Place, read: () => readonly PlatformEntry[]): readonly Imported[] {
    let entries: readonly PlatformEntry[];
    try {
      entries = read();
    } catch (error) {
      if (!(error instanceof InputError) || HEADING_FAULTS.includes(error.code)) throw error;
      const [{ where, message }] = error.issues;
      entries = [{ kind: "broken", where, message }];
    }
    return entries.filter((entry) => this.#isImported(entry, place));
  }

  #platformOf(value: unknown): Platform {
    if (this.#platform?.recognises(value)) return this.#platform;
    const detected = detectPlatform(value);
    if (this.#platform === null && detected !== null) return detected;
    const expected = this.#platform === null ? "any platform known here" : this.#platform.title;
    const got = detected === null ? "" : `, but one of ${detected.title} (import ${detected.name})`;
    throw new InputError({ code: "unknown-message", where: "", message: `no message of ${expected}${got}` });
  }

  #plainText(): PlatformEntry {
    if (TALKATIVE.includes(this.#options.platform)) return { kind: "other", what: "line without a message" };
    return { kind: "broken", where: "", message: "no JSON in this line" };
  }

  /** Counts what is not. */
  #isImported(entry: PlatformEntry, { line, where }: Place): entry is Imported {
    if (entry.kind === "other") this.#others.set(entry.what, (this.#others.get(entry.what) ?? 0) + 1);
    if (entry.kind !== "broken") return entry.kind !== "other";
    this.#brokenLines++;
    const inside = [where, entry.where].filter((part) => part !== "").join(".");
    if (this.#broken.length < MAX_NAMED) this.#broken.push({ line, where: inside, message: entry.message });
    return false;
  }
}

/** These are about a table as a whole. */
const HEADING_FAULTS = ["no-columns", "unknown-column"];

/** Headings with a delimiter between them, and nothing of JSON. */
function looksLikeTable(line: string): boolean {
  return !/[{}[\]]/.test(line) && /[,;\t]/.test(line);
}
