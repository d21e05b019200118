import { BUILT_IN_CATALOG, type Catalog } from "../lora/catalog.ts";
import { InputError } from "../math/errors.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import { parseJsonText } from "../scenario/json-text.ts";
import { FileInputError } from "./errors.ts";
import type { OptionSpec } from "./options.ts";

/** In every command that looks something up. */
export const CATALOG_OPTION = {
  flag: "catalog",
  kind: "text",
  placeholder: "file",
  title: "radios, gateways, antennas and batteries of your own, as JSON",
  setting: "environment",
} as const satisfies OptionSpec;

/**
 * The built-in catalog, with a file's rows added to it.
 *
 * @param file undefined: none
 * @throws {FileInputError} with every fault and its JSON pointer; InputError when it is not JSON
 */
export async function readCatalog(file: string | undefined): Promise<Catalog> {
  if (file === undefined) return BUILT_IN_CATALOG;
  const json = parseJsonText(await readTextFile(file), file);
  const { parseCatalog } = await import("../scenario/catalog/parse.ts");
  try {
    return parseCatalog(json);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new FileInputError(file, error.issues, { cause: error });
  }
}
