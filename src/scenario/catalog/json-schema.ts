import { z } from "zod";
import { catalogSchema } from "./schema.ts";

/** The catalog file as JSON Schema (draft 2020-12), for editors and other programs: made from the schema that the checks run. */
export function catalogJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(catalogSchema, { target: "draft-2020-12", io: "input" });
}
