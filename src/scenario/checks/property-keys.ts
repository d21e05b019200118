import { isHeightTag } from "../../geo/buildings/tags.ts";
import type { Issue } from "../../math/errors.ts";
import { editDistance } from "../../math/nearest-name.ts";
import { ANTENNA_KEYS } from "../schema/antenna.ts";
import { PROPERTY_SCHEMAS, type Role } from "../schema/features.ts";
import { settingsSchema } from "../schema/settings.ts";
import { hintNearest, jsonPointer, type PathStep, showValue } from "./issues.ts";

const knownKeys = (role: Role): string[] => Object.keys(PROPERTY_SCHEMAS[role].shape);
const ALL_KEYS = new Set((Object.keys(PROPERTY_SCHEMAS) as Role[]).flatMap(knownKeys));

/** Shorter keys have too many neighbours: `fid`, `gid` and `uid` are columns of other programs, not slips of `id`. */
const MIN_LENGTH = 4;
/** From this length on two letters may be wrong, below it one. */
const LONG_LENGTH = 6;

/**
 * Looks for mistyped keys among a feature's properties. Foreign keys are kept and ignored; but one that is a letter or two away
 * from a known key which is not given was surely meant to be that key, and ignoring it would plan with a default.
 *
 * @returns faults (for `building`, whose features come from elsewhere, they are remarks), and remarks on keys of another role
 */
export function checkPropertyKeys(
  role: Role,
  properties: Readonly<Record<string, unknown>>,
  path: readonly PathStep[],
): { readonly issues: Issue[]; readonly warnings: Issue[] } {
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  const known = knownKeys(role);
  const isAbsent = (key: string) => (properties[key] ?? null) === null;
  for (const key of Object.keys(properties)) {
    if (known.includes(key) || isAbsent(key) || (role === "building" && isHeightTag(key))) continue;
    const where = jsonPointer([...path, key]);
    const meant = known.find((candidate) => isAbsent(candidate) && isNearMiss(key, candidate));
    if (ALL_KEYS.has(key)) {
      warnings.push({ code: "ignored-property", where, message: `${key} means nothing on the role ${role}` });
    } else if (meant !== undefined) {
      const issue = {
        code: "unknown-key",
        where,
        message: `unknown key ${showValue(key)}`,
        hint: `did you mean ${meant}?`,
      };
      (role === "building" ? warnings : issues).push(issue);
    }
  }
  return { issues, warnings };
}

/** Whether a key was probably meant to be the other. Letter case and separators do not count. */
export function isNearMiss(key: string, candidate: string): boolean {
  if (candidate.length < MIN_LENGTH || key.length < MIN_LENGTH) return false;
  // The edit distance costs time in the length of the key; a foreign one may be of any length.
  if (Math.abs(key.length - candidate.length) > 2) return false;
  const plain = (text: string) => text.toLowerCase().replaceAll(/[_-]/g, "");
  const distance = editDistance(plain(key), plain(candidate));
  if (candidate.length >= LONG_LENGTH) return distance <= 2;
  // A slip seldom hits the first letter: `host` is not `cost`.
  return distance <= 1 && plain(key)[0] === plain(candidate)[0];
}

const isSection = (schema: object): schema is { unwrap(): { shape: object } } => "unwrap" in schema;

/** The keys of each section of the settings; those of `chirpscape` itself under the empty name. */
const SETTING_KEYS = new Map<string, readonly string[]>([
  ["", Object.keys(settingsSchema.shape)],
  ...Object.entries(settingsSchema.shape).flatMap(([section, schema]) => {
    const inner: object = isSection(schema) ? schema.unwrap() : schema;
    return "shape" in inner ? [[section, Object.keys(inner.shape as object)] as const] : [];
  }),
]);

/** The mend for an unknown key of an antenna. */
export function hintAntennaKey(key: string): string {
  return hintNearest(key, ANTENNA_KEYS, "known keys");
}

/** The mend for an unknown key of the settings: the section where it belongs, or the nearest names of its own. */
export function hintSettingKey(key: string, path: readonly PathStep[]): string {
  if (path[path.length - 1] === "antenna") return hintAntennaKey(key);
  const own = path.length > 1 ? String(path[1]) : "";
  for (const [section, keys] of SETTING_KEYS) {
    if (section !== own && keys.includes(key)) return `${key} belongs in ${jsonPointer(["chirpscape", section])}`;
  }
  return hintNearest(key, SETTING_KEYS.get(own) ?? [], "known keys");
}
