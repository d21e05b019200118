import { type Imported, type LogOptions, LogReader, type LogReport } from "./log-reader.ts";
import { DEFAULT_MERGE_WINDOW_S, UplinkMerger } from "./merge-uplinks.ts";

export interface ImportOptions extends LogOptions {
  /** How far apart gateways may say they heard one uplink, s. */
  readonly mergeWindowS?: number;
}

export interface ImportSummary {
  /** As they came out, several gateways' words on one put together. */
  readonly uplinks: number;
  readonly receptions: number;
  /** Uplinks that were put to another. */
  readonly merged: number;
  /** Hearings that were told twice. */
  readonly repeated: number;
  readonly gateways: number;
  readonly devices: number;
}

/** Puts together what logs say, in the order in which it comes; memory does not grow with them. */
export class LogImporter {
  readonly #merger: UplinkMerger;
  #counts = { uplinks: 0, receptions: 0, gateways: 0, devices: 0 };

  constructor({ mergeWindowS = DEFAULT_MERGE_WINDOW_S }: { readonly mergeWindowS?: number } = {}) {
    this.#merger = new UplinkMerger(mergeWindowS);
  }

  /** @returns what can no longer grow */
  take(entry: Imported): readonly Imported[] {
    if (entry.kind === "uplink")
      return this.#merger.push(entry.uplink).map((uplink) => this.#count({ kind: "uplink", uplink }));
    return [this.#count(entry)];
  }

  /** @returns what was held back */
  end(): readonly Imported[] {
    return this.#merger.end().map((uplink) => this.#count({ kind: "uplink", uplink }));
  }

  summary(): ImportSummary {
    return { ...this.#counts, merged: this.#merger.merged, repeated: this.#merger.repeated };
  }

  #count(entry: Imported): Imported {
    if (entry.kind === "gateway") this.#counts.gateways++;
    else if (entry.kind === "device") this.#counts.devices++;
    else {
      this.#counts.uplinks++;
      this.#counts.receptions += entry.uplink.receptions.length;
    }
    return entry;
  }
}

/**
 * Reads the lines of one log that is at hand.
 *
 * @throws {InputError} when a table's first line cannot be understood
 */
export function importLines(
  lines: Iterable<string>,
  options: ImportOptions,
): { readonly entries: readonly Imported[]; readonly summary: ImportSummary; readonly report: LogReport } {
  const reader = new LogReader(options);
  const importer = new LogImporter(options);
  const entries: Imported[] = [];
  for (const line of lines) for (const entry of reader.push(line)) entries.push(...importer.take(entry));
  for (const entry of reader.end()) entries.push(...importer.take(entry));
  entries.push(...importer.end());
  return { entries, summary: importer.summary(), report: reader.report() };
}
