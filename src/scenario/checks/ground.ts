import { DEFAULT_BUILDING_HEIGHT_M } from "../../geo/buildings/building.ts";
import type { ParsedBuildings } from "../../geo/buildings/parse.ts";
import { findLandCoverClass, landCoverClassNames, WORLD_COVER } from "../../geo/land-cover/classes.ts";
import type { PropagationModel } from "../../link/propagation/model.ts";
import type { Issue } from "../../math/errors.ts";
import { landCoverTable } from "../land-cover.ts";
import type { Scenario } from "../scenario.ts";
import type { CheckedFeature } from "../schema/features.ts";
import type { Settings } from "../schema/settings.ts";
import { hintNearest, jsonPointer, showValue } from "./issues.ts";

/** Checks the classes of land cover, and the clutter polygons against them: each must come to a height. */
export function checkClasses(settings: Settings | null, features: readonly CheckedFeature[]): Issue[] {
  if (settings === null) return [];
  const own = settings.terrain.landCoverClasses;
  const issues = Object.entries(own).flatMap(([name, { heightM }]): Issue[] => {
    if (heightM !== undefined || Object.hasOwn(WORLD_COVER, name)) return [];
    const where = jsonPointer(["chirpscape", "terrain", "landCoverClasses", name, "heightM"]);
    const message = "missing: expected the height of this class, which is none of ESA WorldCover";
    return [{ code: "missing", where, message, hint: "write 0 for open ground" }];
  });
  const table = landCoverTable(own);
  for (const { role, index, feature } of features) {
    if (role !== "clutter") continue;
    const { class: name, heightM } = feature.properties;
    const path = ["features", index, "properties"];
    if ((name ?? null) === null) {
      if ((heightM ?? null) !== null) continue;
      const message = "missing: expected a class or a heightM";
      issues.push({ code: "missing", where: jsonPointer(path), message, hint: 'for example "class": "tree cover"' });
    } else if (findLandCoverClass(table, String(name)) === undefined) {
      const message = `expected a class of land cover, got ${showValue(name)}`;
      const hint = hintNearest(name, landCoverClassNames(table), "classes");
      issues.push({ code: "unknown-value", where: jsonPointer([...path, "class"]), message, hint });
    }
  }
  return issues;
}

/** Doubts about the buildings among the features. */
export function buildingRemarks({ issues, statistics }: ParsedBuildings): Issue[] {
  const { heights, buildings } = statistics;
  if (heights.default === 0) return [...issues];
  const message = `${heights.default} of ${buildings} buildings say no height: ${DEFAULT_BUILDING_HEIGHT_M} m is taken`;
  return [...issues, { code: "assumed-height", where: "/features", message, hint: "give them heightM" }];
}

/** One height for all points cannot be told beside what stands at each. */
export function checkClutterHeight(
  { terrain, buildings, clutter, propagation }: Scenario,
  model: PropagationModel,
): Issue[] {
  const { surface, landCover, buildings: files } = terrain;
  const isKnown = surface.length + landCover.length + files.length + buildings.length + clutter.length > 0;
  const { clutterHeightM } = propagation.inputs;
  if (!model.usesCover || !isKnown || typeof clutterHeightM !== "number" || clutterHeightM === 0) return [];
  const message = `one height for all points, ${clutterHeightM} m, cannot be given beside buildings and land cover, which have their own`;
  return [{ code: "conflicting-inputs", where: "/chirpscape/propagation/clutterHeightM", message }];
}

/** What a scenario tells of its ground, and its model cannot use. */
export function groundRemarks(
  { terrain, buildings, clutter, propagation }: Scenario,
  model: PropagationModel,
): Issue[] {
  if (model.usesTerrain) return [];
  const remarks: Issue[] = [];
  const where = "/chirpscape/propagation/model";
  if (terrain.buildings.length + terrain.surface.length + buildings.length > 0) {
    const message = `${model.name} reads no terrain: buildings and surfaces make no difference`;
    remarks.push({ code: "not-used", where, message, hint: "itm, p1812 and delta-bullington compute over them" });
  }
  const table = Object.values(terrain.landCoverClasses);
  const hasLoss = [...table, ...clutter.map((area) => area.class)].some(({ lossDb }) => lossDb !== null);
  if (model.includesClutter?.(propagation.inputs) && !hasLoss && terrain.landCover.length + clutter.length > 0) {
    const message = `${model.name} has the surroundings in its inputs: land cover adds only losses that its classes name`;
    remarks.push({ code: "not-used", where, message });
  }
  return remarks;
}
