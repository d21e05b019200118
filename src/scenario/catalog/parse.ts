import { BUILT_IN_CATALOG, type Catalog, extendCatalog } from "../../lora/catalog.ts";
import { InputError, type Issue } from "../../math/errors.ts";
import { hintNearest, issuesOfSchema, jsonPointer, type PathStep, showValue } from "../checks/issues.ts";
import { isObject, isTooDeep } from "../plain-json.ts";
import { checkRows } from "./check-rows.ts";
import { type CatalogFile, catalogSchema, INNER_KEYS, ROW_KEYS } from "./schema.ts";

const SECTIONS = Object.keys(ROW_KEYS);

/**
 * Reads a user's catalog and adds its rows to another one; a row with a known name takes that one's place.
 *
 * @param json parsed JSON, for example from `parseJsonText`
 * @param base what it adds to; the built-in catalog unless told
 * @throws {InputError} with every fault found; each `where` is a JSON pointer into the document
 */
export function parseCatalog(json: unknown, base: Catalog = BUILT_IN_CATALOG): Catalog {
  const fault = checkDocument(json);
  if (fault !== null) throw new InputError(fault);
  const parsed = catalogSchema.safeParse(json);
  if (!parsed.success) throw new InputError(issuesOfSchema(parsed.error, json, [], keyHint));
  const file = parsed.data as CatalogFile;
  const issues = checkRows(file);
  if (issues.length > 0) throw new InputError(issues);
  return extendCatalog(base, file);
}

function checkDocument(json: unknown): Issue | null {
  const where = jsonPointer([]);
  if (isTooDeep(json)) return { code: "too-deep", where, message: "nests deeper than 64 levels: no catalog does" };
  if (isObject(json)) return null;
  const message = `expected an object with ${SECTIONS.join(", ")}, got ${showValue(json)}`;
  return { code: "not-a-catalog", where, message };
}

function keyHint(key: string, path: readonly PathStep[]): string {
  const [section] = path;
  if (section === undefined) return hintNearest(key, SECTIONS, "sections");
  return hintNearest(key, path.length === 2 ? ROW_KEYS[section] : INNER_KEYS, "keys");
}
