import type { Issue } from "../../math/errors.ts";
import { isObject } from "../plain-json.ts";
import { type CheckedFeature, FEATURE_SCHEMAS, ROLES, type Role } from "../schema/features.ts";
import { type CheckedGeometry, checkGeometry, checkSwapped, type PlacedFeature } from "./geometry.ts";
import { hintNearest, issuesOfSchema, jsonPointer, type PathStep, showValue, valueAt } from "./issues.ts";
import { checkPropertyKeys, hintAntennaKey, isNearMiss } from "./property-keys.ts";

/** What the features of a document are, and what is wrong with them. */
export interface FeatureCheck {
  /** The sound ones, in file order. */
  readonly features: readonly CheckedFeature[];
  /** How many features of each role there are, sound or not. */
  readonly counts: Readonly<Record<Role, number>>;
  /** How many have no role that is known: what they were meant to be cannot be said. */
  readonly strangers: number;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}

/** Checks every feature of a document by its role, and all of them against each other. */
export function checkFeatures(document: Readonly<Record<string, unknown>>): FeatureCheck {
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  const features: CheckedFeature[] = [];
  const counts = Object.fromEntries(ROLES.map((role) => [role, 0])) as Record<Role, number>;
  const raw = document.features;
  if (!Array.isArray(raw)) {
    const message =
      raw === undefined ? "missing: expected an array of features" : `expected an array, got ${showValue(raw)}`;
    return { features, counts, strangers: 0, issues: [{ code: "wrong-type", where: "/features", message }], warnings };
  }

  let strangers = 0;
  const ids = identify(raw, issues);
  for (const [index, feature] of raw.entries()) {
    const role = checkRole(feature, index, issues);
    if (role === null) {
      strangers++;
      continue;
    }
    counts[role]++;
    const found = checkFeature(role, document, index);
    append(issues, found.issues);
    append(warnings, found.warnings);
    if (found.feature !== null) {
      features.push({ role, index, id: ids[index], feature: found.feature } as CheckedFeature);
    }
  }
  append(issues, checkSwapped(features.map(placeOf)));
  return { features, counts, strangers, issues, warnings };
}

/** One by one: a spoiled outline can have more faults than a call may have arguments. */
function append(list: Issue[], more: readonly Issue[]): void {
  for (const issue of more) list.push(issue);
}

/** The feature's role; null with an issue when it has none. */
function checkRole(feature: unknown, index: number, issues: Issue[]): Role | null {
  const path = ["features", index];
  if (!isObject(feature) || feature.type !== "Feature") {
    const came = isObject(feature) ? feature.type : feature;
    const where = jsonPointer(isObject(feature) ? [...path, "type"] : path);
    issues.push({ code: "not-a-feature", where, message: `expected a GeoJSON Feature, got ${showValue(came)}` });
    return null;
  }
  if (!isObject(feature.properties)) {
    const message = `expected an object with a role, got ${showValue(feature.properties)}`;
    const hint = `add "properties": { "role": … }; roles: ${ROLES.join(", ")}`;
    issues.push({ code: "missing-role", where: jsonPointer([...path, "properties"]), message, hint });
    return null;
  }
  const { role } = feature.properties;
  const known = ROLES.find((name) => name === role);
  if (known !== undefined) return known;
  const where = jsonPointer([...path, "properties", "role"]);
  if (role === undefined || role === null) {
    const slip = Object.keys(feature.properties).find((key) => isNearMiss(key, "role"));
    const hint = slip === undefined ? `roles: ${ROLES.join(", ")}` : `rename ${showValue(slip)} to "role"`;
    issues.push({ code: "missing-role", where, message: "missing: expected a role", hint });
  } else {
    const message = `unknown role ${showValue(role)}`;
    issues.push({ code: "unknown-role", where, message, hint: hintNearest(role, ROLES, "roles") });
  }
  return null;
}

function checkFeature(role: Role, document: Readonly<Record<string, unknown>>, index: number) {
  const path = ["features", index];
  const raw = valueAt(document, path);
  const result = FEATURE_SCHEMAS[role].safeParse(raw);
  const { issues, warnings } = checkPropertyKeys(role, valueAt(raw, ["properties"]) as Record<string, unknown>, [
    ...path,
    "properties",
  ]);
  if (!result.success) {
    const faults = withoutEchoes(
      // Only an antenna is closed to other keys
      issuesOfSchema(result.error, document, path, hintAntennaKey),
      path,
    );
    return { feature: null, issues: [...faults, ...issues], warnings };
  }
  const geometry = result.data.geometry as CheckedGeometry;
  // Footprints from elsewhere are often broken: they are mended where they are read
  if (role !== "building") {
    append(issues, checkGeometry(geometry, [...path, "geometry", "coordinates"]));
  }
  return { feature: issues.length === 0 ? result.data : null, issues, warnings };
}

/** A geometry of the wrong type has the wrong coordinates as well: said once is enough. */
function withoutEchoes(issues: readonly Issue[], path: readonly PathStep[]): Issue[] {
  if (!issues.some((issue) => issue.code === "wrong-geometry")) return [...issues];
  const coordinates = jsonPointer([...path, "geometry", "coordinates"]);
  return issues.filter((issue) => !issue.where.startsWith(coordinates));
}

/** Each feature's identifier: `properties.id`, else `id`, else made from role and place. Says which are used twice. */
function identify(raw: readonly unknown[], issues: Issue[]): string[] {
  const owner = new Map<string, string>();
  const given = Array.from(raw, (_, index) => {
    const places = [
      ["features", index, "properties", "id"],
      ["features", index, "id"],
    ];
    const path = places.find((place) => isIdentifier(valueAt({ features: raw }, place)));
    if (path === undefined) return null;
    const id = String(valueAt({ features: raw }, path));
    const where = jsonPointer(path);
    const other = owner.get(id);
    if (other === undefined) {
      owner.set(id, where);
    } else {
      const message = `duplicate id ${showValue(id)}: ${other} has the same id`;
      issues.push({ code: "duplicate-id", where, message, hint: "give each feature its own id" });
    }
    return id;
  });
  return given.map((id, index) => {
    if (id !== null) return id;
    const role = valueAt(raw[index], ["properties", "role"]);
    let made = `${typeof role === "string" ? role : "feature"}-${index + 1}`;
    while (owner.has(made)) made = `${made}'`;
    return made;
  });
}

function isIdentifier(value: unknown): boolean {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}

function placeOf({ index, feature }: CheckedFeature): PlacedFeature {
  const [longitudeDeg, latitudeDeg] = feature.geometry.coordinates.flat(3) as number[];
  return { index, longitudeDeg, latitudeDeg };
}
