import { parseBuildings } from "../geo/buildings/parse.ts";
import { InputError, type Issue } from "../math/errors.ts";
import { buildScenario } from "./build.ts";
import { checkAntennas } from "./checks/antennas.ts";
import { checkAreaSizes, checkModelRange } from "./checks/demand.ts";
import { checkFeatures } from "./checks/features.ts";
import { buildingRemarks, checkClasses, checkClutterHeight, groundRemarks } from "./checks/ground.ts";
import { jsonPointer, showValue, valueAt } from "./checks/issues.ts";
import { checkPropagation } from "./checks/propagation.ts";
import { checkSettings } from "./checks/settings.ts";
import { applyOverrides, type ScenarioOverrides } from "./overrides.ts";
import { cloneJson, freezeDeep, isObject, isTooDeep } from "./plain-json.ts";
import { checkPurpose, type Purpose } from "./purpose.ts";
import type { Scenario, ScenarioSource } from "./scenario.ts";
import { checkTerrainPaths } from "./terrain-files.ts";

export interface ParseOptions {
  /** Settings in place of the file's. */
  readonly overrides?: ScenarioOverrides;
  /** Lets files lie outside the scenario's folder. */
  readonly allowOutside?: boolean;
  /** What the scenario must be good for; `plan` unless told. */
  readonly purpose?: Purpose;
}

export interface Validation {
  /** Every fault; empty when the scenario can be used. */
  readonly issues: readonly Issue[];
  /** What is kept but not used, or looks odd. */
  readonly warnings: readonly Issue[];
  /** Null when there is an issue. */
  readonly scenario: Scenario | null;
}

const NO_FEATURES = { type: "FeatureCollection", features: [] };

/**
 * Checks a scenario and finds every fault that does not depend on another.
 *
 * @param json parsed JSON; it is copied, not kept and not changed
 */
export function validateScenario(json: unknown, options: ParseOptions = {}): Validation {
  const fault = checkCollection(json);
  if (fault !== null) return { issues: [fault], warnings: [], scenario: null };

  const document = cloneJson(json) as Record<string, unknown>;
  if (options.overrides !== undefined) applyOverrides(document, options.overrides);

  const settings = checkSettings(document);
  const propagation = checkPropagation(valueAt(document, ["chirpscape", "propagation"]));
  const features = checkFeatures(document);
  // A feature of an unknown role may be the very one that would be missed.
  const isReadable = Array.isArray(document.features) && features.strangers === 0;
  const issues = [
    ...checkReferenceSystem(document),
    ...settings.issues,
    ...propagation.issues,
    ...(options.allowOutside === true ? [] : checkTerrainPaths(document)),
    ...features.issues,
    ...checkClasses(settings.settings, features.features),
    ...checkAntennas(settings.settings, features.features, options.allowOutside === true),
    ...(isReadable ? checkPurpose(features.counts, options.purpose ?? "plan") : []),
  ];
  const footprints = parseBuildings(Array.isArray(document.features) ? document : NO_FEATURES, null);
  const warnings = [...settings.warnings, ...features.warnings, ...buildingRemarks(footprints)];
  if (issues.length > 0 || settings.settings === null || propagation.model === null) {
    return { issues, warnings, scenario: null };
  }

  const scenario = buildScenario({
    settings: settings.settings,
    modelInputs: propagation.inputs,
    features: features.features,
    buildings: footprints.buildings,
    source: document as unknown as ScenarioSource,
  });
  const lateIssues = [
    ...checkAreaSizes(scenario.areas),
    ...checkModelRange(scenario, propagation.model),
    ...checkClutterHeight(scenario, propagation.model),
  ];
  if (lateIssues.length > 0) return { issues: lateIssues, warnings, scenario: null };

  if (propagation.model.usesTerrain && scenario.terrain.elevation.length === 0) {
    const message = `no elevation files, and ${propagation.model.name} computes over terrain`;
    warnings.push({ code: "no-terrain", where: "/chirpscape/terrain/elevation", message });
  }
  warnings.push(...groundRemarks(scenario, propagation.model));
  return { issues, warnings, scenario: freezeDeep(scenario) };
}

/**
 * Parses a scenario: checked, complete, and frozen all through.
 *
 * @param json parsed JSON, for example from `parseJsonText`
 * @throws {InputError} with every fault found; each `where` is a JSON pointer into the document
 */
export function parseScenario(json: unknown, options: ParseOptions = {}): Scenario {
  const { issues, scenario } = validateScenario(json, options);
  if (scenario === null) throw new InputError(issues);
  return scenario;
}

const GEOMETRY_TYPES = [
  "Point",
  "MultiPoint",
  "LineString",
  "MultiLineString",
  "Polygon",
  "MultiPolygon",
  "GeometryCollection",
];

function checkCollection(json: unknown): Issue | null {
  if (isTooDeep(json)) {
    return { code: "too-deep", where: jsonPointer([]), message: "nests deeper than 64 levels: no scenario does" };
  }
  if (isObject(json) && json.type === "FeatureCollection") return null;
  const came = isObject(json) ? json.type : json;
  const lone = isObject(json) && (came === "Feature" || GEOMETRY_TYPES.includes(String(came)));
  return {
    code: "not-a-feature-collection",
    where: jsonPointer(isObject(json) ? ["type"] : []),
    message: `expected a GeoJSON FeatureCollection, got ${showValue(came)}`,
    ...(lone && { hint: 'wrap it: { "type": "FeatureCollection", "chirpscape": {}, "features": [ … ] }' }),
  };
}

/** Names of WGS 84 with longitude first, as old GeoJSON writes them. */
const LONGITUDE_LATITUDE = /(?:CRS:?:?84|EPSG:{1,2}4326)$/i;

/** RFC 7946 knows WGS 84 only; files from before it may say otherwise, and would then be read wrongly. */
function checkReferenceSystem(document: Readonly<Record<string, unknown>>): Issue[] {
  const name = valueAt(document, ["crs", "properties", "name"]);
  if ((document.crs ?? null) === null || (typeof name === "string" && LONGITUDE_LATITUDE.test(name))) return [];
  const message = `expected coordinates in WGS 84, got the reference system ${showValue(name ?? document.crs)}`;
  return [{ code: "unsupported-crs", where: "/crs", message, hint: "convert the file to EPSG:4326" }];
}
