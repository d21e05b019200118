import { InputError } from "../../math/errors.ts";
import type { AuditedDevice } from "../../protocol/audit/devices/device.ts";
import { isDevice, readDevice } from "../../protocol/audit/devices/read-device.ts";
import type { Finding, Place } from "../../protocol/audit/finding.ts";
import { PlainKeys } from "../../protocol/audit/plain-keys.ts";
import { auditPrivateProtocol } from "../../protocol/audit/private/audit-private.ts";
import { isPrivateDescription, readPrivateDescription } from "../../protocol/audit/private/description.ts";
import type { UplinkAudit } from "../../protocol/audit/uplinks/uplink-audit.ts";
import { readCsvRow } from "../../protocol/platforms/csv-row.ts";
import { splitCsvLine } from "../../protocol/platforms/csv-table.ts";
import { isRecord, memberOf } from "../../protocol/platforms/fields.ts";
import { NO_CONTEXT } from "../../protocol/platforms/platform.ts";
import { detectPlatform } from "../../protocol/platforms/registry.ts";
import { euiDigits } from "../../protocol/platforms/values.ts";
import { parseDocument } from "../import/parse-document.ts";
import { DocumentSplitter, type DocumentText } from "../import/split-documents.ts";
import { type AuditTable, headOfTable } from "./audit-table.ts";
import { LocatedUplinks } from "./located-uplinks.ts";

/** A part of a file that could not be read. */
export interface UnreadPart {
  readonly place: Place;
  readonly message: string;
}

/** What was found in a file. */
export interface AuditedFile {
  /** Null: standard input. */
  readonly file: string | null;
  readonly lines: number;
  readonly devices: number;
  readonly uplinks: number;
  readonly protocols: number;
  /** Messages that tell of nothing that is audited. */
  readonly others: number;
  readonly unreadParts: number;
  /** The first of them. */
  readonly unread: readonly UnreadPart[];
}

/** So many unreadable parts are named; the others are counted. */
const MAX_NAMED = 20;
/** Where a list of devices lies in a document. */
const LISTS = ["devices", "end_devices", "result"];

/** Reads a file line by line: device lists, uplink logs and descriptions of private protocols, in any mixture. */
export class FileAudit {
  readonly #file: string | null;
  readonly #region: string | null;
  readonly #uplinks: UplinkAudit;
  readonly #devices: AuditedDevice[];
  readonly #splitter = new DocumentSplitter();
  readonly #located = new LocatedUplinks();
  readonly #plainKeys: PlainKeys | null;
  readonly #findings: Finding[] = [];
  readonly #unread: UnreadPart[] = [];
  #table: AuditTable | null | undefined;
  #counts = { lines: 0, devices: 0, uplinks: 0, protocols: 0, others: 0, unreadParts: 0 };

  /**
   * @param file null: standard input, where keys lie in no file
   * @param devices takes the devices that are found
   */
  constructor(
    file: string | null,
    {
      region,
      uplinks,
      devices,
    }: { readonly region: string | null; readonly uplinks: UplinkAudit; readonly devices: AuditedDevice[] },
  ) {
    this.#file = file;
    this.#region = region;
    this.#uplinks = uplinks;
    this.#devices = devices;
    this.#plainKeys = file === null ? null : new PlainKeys(file);
  }

  push(text: string): void {
    this.#counts.lines++;
    const line = text.endsWith("\r") ? text.slice(0, -1) : text;
    if (line.trim() === "") return;
    const place = { file: this.#file, line: this.#counts.lines, pointer: null };
    if (this.#table === undefined) {
      this.#table = headOfTable(line);
      if (this.#table !== null) return;
    }
    const table = this.#table;
    if (table === null) for (const document of this.#splitter.push(line)) this.#readDocument(document);
    else this.#guard(place, () => this.#readRow(table, line, place));
  }

  end(): AuditedFile {
    for (const document of this.#splitter.end()) this.#readDocument(document);
    for (const heard of this.#located.end()) this.#uplinks.push(heard);
    return { file: this.#file, ...this.#counts, unread: this.#unread };
  }

  findings(): readonly Finding[] {
    return [...(this.#plainKeys?.findings() ?? []), ...this.#findings];
  }

  #readDocument(document: DocumentText): void {
    const place = { file: this.#file, line: document.line, pointer: "" };
    this.#guard(place, () => {
      const parsed = parseDocument(document);
      if (parsed === null) throw unreadable("no JSON in this line");
      const { value } = parsed;
      const items = Array.isArray(value) ? value : [value];
      items.forEach((item, i) => {
        const itemPlace = Array.isArray(value) ? { ...place, pointer: `/${i}` } : place;
        this.#guard(itemPlace, () => this.#readValue(item, itemPlace));
      });
    });
  }

  /** What cannot be read is named, and the rest goes on. */
  #guard(place: Place, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const [{ code, where, message }] = error.issues;
      // A parser's own words quote the text, which may hold keys
      const isQuote = code === "not-json";
      this.#break(place, isQuote ? `not JSON at ${where}; the text is not shown, because it may hold keys` : message);
    }
  }

  #readValue(value: unknown, place: Place): void {
    this.#plainKeys?.look(value, place);
    if (isPrivateDescription(value)) this.#readProtocol(value, place);
    else if (!this.#readMessage(value, place)) this.#readDevices(value, place);
  }

  #readDevices(value: unknown, place: Place): void {
    if (!isRecord(value)) throw unreadable("neither a message, nor a device, nor a protocol's description");
    const items = itemsOf(value, place);
    const devices = items.filter(({ item }) => isDevice(item));
    for (const { item, place: itemPlace } of devices) this.#readDevice(item, itemPlace);
    this.#counts.others += items.filter(({ item }) => !isDevice(item) && isRecord(item)).length;
  }

  #readProtocol(value: unknown, place: Place): void {
    const { protocol, issues } = readPrivateDescription(value, place.pointer ?? "");
    for (const { where, message } of issues) this.#break({ ...place, pointer: where }, message);
    this.#counts.protocols++;
    this.#findings.push(...auditPrivateProtocol(protocol, place));
  }

  /** @returns whether it was a platform's message, and no list of devices */
  #readMessage(value: unknown, place: Place): boolean {
    const platform = detectPlatform(value);
    if (platform === null) return false;
    const context = { ...NO_CONTEXT, region: this.#region };
    const entries = platform.read(value, context);
    if (entries.some(({ kind }) => kind === "device" || kind === "gateway")) return false;
    for (const entry of entries) {
      if (entry.kind === "uplink") {
        this.#counts.uplinks++;
        for (const heard of this.#located.push(entry.uplink, place)) this.#uplinks.push(heard);
      } else if (entry.kind === "broken")
        this.#break(place, entry.where === "" ? entry.message : `${entry.where}: ${entry.message}`);
      else if (entry.kind === "other") this.#noteOther(value);
    }
    return true;
  }

  /** Of the messages that tell of no uplink, those on joins matter: sessions begin anew. */
  #noteOther(value: unknown): void {
    this.#counts.others++;
    const isTtnJoin = isRecord(memberOf(value, "join_accept"));
    const isChirpstackJoin = typeof memberOf(value, "devAddr") === "string" && isRecord(memberOf(value, "deviceInfo"));
    const devEui = euiDigits(
      isTtnJoin ? memberOf(value, "end_device_ids", "dev_eui") : memberOf(value, "deviceInfo", "devEui"),
    );
    if (!(isTtnJoin || isChirpstackJoin) || devEui === null) return;
    // What came before the join is of the session before
    for (const heard of this.#located.end()) this.#uplinks.push(heard);
    this.#uplinks.join(devEui);
  }

  #readDevice(item: unknown, place: Place): void {
    const { device, unreadable } = readDevice(item, place);
    for (const { place: where, message } of unreadable) this.#break(where, message);
    this.#counts.devices++;
    this.#devices.push(device);
  }

  #readRow(table: AuditTable, line: string, place: Place): void {
    const cells = splitCsvLine(line, table.delimiter);
    if (cells === null) throw unreadable("a quoted cell is not closed in its line");
    if (cells.length > table.headings.length) {
      throw unreadable(`${cells.length} cells under ${table.headings.length} headings`);
    }
    const row = Object.fromEntries(table.headings.map((heading, i) => [heading, cells[i] ?? ""]));
    this.#plainKeys?.look(row, place);
    if (table.kind === "devices") {
      if (!isDevice(row)) throw unreadable("the row names no device");
      this.#readDevice(row, place);
      return;
    }
    const entry = readCsvRow(table.uplinks, cells, null);
    if (entry.kind !== "uplink") return;
    this.#counts.uplinks++;
    for (const heard of this.#located.push(entry.uplink, place)) this.#uplinks.push(heard);
  }

  #break(place: Place, message: string): void {
    this.#counts.unreadParts++;
    if (this.#unread.length < MAX_NAMED) this.#unread.push({ place, message });
  }
}

function unreadable(message: string): InputError {
  return new InputError({ code: "unreadable", where: "", message });
}

/** The items of a document's lists; a document without lists is its own one. */
function itemsOf(value: unknown, place: Place): readonly { readonly item: unknown; readonly place: Place }[] {
  const lists = LISTS.filter((name) => Array.isArray(memberOf(value, name)));
  if (lists.length === 0) return [{ item: value, place }];
  return lists.flatMap((name) =>
    (memberOf(value, name) as readonly unknown[]).map((item, i) => ({
      item,
      place: { ...place, pointer: `${place.pointer ?? ""}/${name}/${i}` },
    })),
  );
}
