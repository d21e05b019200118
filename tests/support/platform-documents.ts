import { readFileSync } from "node:fs";
import path from "node:path";

/** A document of another system, with its source. */
export interface PlatformDocument {
  readonly system: string;
  readonly kind: string;
  readonly doc: Readonly<Record<string, unknown>>;
}

const FOLDER = path.join(import.meta.dirname, "../reference/integrations");

export const PLATFORM_DOCUMENTS: readonly PlatformDocument[] = JSON.parse(
  readFileSync(path.join(FOLDER, "documents.json"), "utf8"),
).documents;

/** The document of a system whose kind begins so. */
export function platformDocument(system: string, kind: string): Readonly<Record<string, unknown>> {
  const found = PLATFORM_DOCUMENTS.find((one) => one.system.startsWith(system) && one.kind.startsWith(kind));
  if (found === undefined) throw new Error(`no document ${system} ${kind}`);
  return found.doc;
}

export const HELIUM_LOG = readFileSync(path.join(FOLDER, "helium-field-tester.ndjson"), "utf8");
