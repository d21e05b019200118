import { z } from "zod";
import { FEATURE_SCHEMAS, ROLES } from "./schema/features.ts";
import { settingsSchema } from "./schema/settings.ts";

/*
 * The file format, once: the checks of `parse.ts` run these schemas, and `json-schema.ts` publishes them. In the sections of
 * `chirpscape` a default is filled in here; in features a property stays absent when it is not given, because it then falls back
 * on the section. Titles and descriptions are what an editor shows.
 */

/** The whole file. The checks go part by part, so that a fault in one does not hide another's; this is what is published. */
export const scenarioFileSchema = z
  .looseObject({
    type: z.literal("FeatureCollection"),
    chirpscape: settingsSchema.prefault({}),
    features: z.array(z.union(ROLES.map((role) => FEATURE_SCHEMAS[role]))),
  })
  .meta({
    title: "chirpscape scenario",
    description: "GeoJSON (RFC 7946) with settings and features told apart by their role",
  });
