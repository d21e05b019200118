import { DEFAULT_BUILDING_HEIGHT_M } from "../geo/buildings/building.ts";
import { findModel } from "../link/propagation/registry.ts";
import type { Plan } from "../network/result.ts";

/** What is known of what stands on the ground, for summary.json; null where nothing is. */
export function groundSummary({ ground }: Pick<Plan, "ground">) {
  if (ground === null) return null;
  const { buildings, landCover, surface, clutterAreas, cells, cellM } = ground;
  const { height, levels, default: assumed } = buildings.heights;
  return {
    buildings: {
      files: buildings.files,
      attributions: buildings.attributions,
      count: buildings.count,
      heights: { said: height, fromLevels: levels, assumed },
      highestM: buildings.highestM,
    },
    landCover,
    surface,
    clutterAreas,
    cells,
    cellM,
  };
}

/** What is known, as names and values for people. */
export function groundRows({ ground }: Pick<Plan, "ground">): (readonly [name: string, value: string])[] {
  if (ground === null) return [["On the ground", "nothing is known"]];
  const { buildings, landCover, surface, clutterAreas, cells, cellM } = ground;
  const { height, levels, default: assumed } = buildings.heights;
  const rows: (readonly [string, string])[] = [];
  if (buildings.count > 0) {
    const files = buildings.files.length === 0 ? "" : ` (${buildings.files.join(", ")})`;
    const heights = [
      `${height} heights said`,
      `${levels} from storeys`,
      `${assumed} taken as ${DEFAULT_BUILDING_HEIGHT_M} m`,
    ];
    rows.push(["Buildings", `${buildings.count}${files}: ${heights.join(", ")}, up to ${buildings.highestM} m`]);
    for (const attribution of buildings.attributions) rows.push(["Buildings from", attribution]);
  }
  if (landCover.files.length > 0) rows.push(["Land cover", landCover.files.join(", ")]);
  if (surface.files.length > 0) rows.push(["Surface", surface.files.join(", ")]);
  if (clutterAreas > 0) rows.push(["Clutter", `${clutterAreas} polygons`]);
  if (cells > 0) rows.push(["Cells of what stands there", `${cells}, of ${cellM.toFixed(1)} m`]);
  return rows;
}

/** What that means for whoever relies on the answer: one sentence. */
export function groundLimit({ ground, scenario }: Pick<Plan, "ground" | "scenario">): string {
  const { usesTerrain, usesCover } = findModel(scenario.propagation.model);
  if (!usesTerrain) {
    const rest = ground === null ? "" : ", and of what stands on the ground the classes alone count";
    return `The model reads no terrain: hills and valleys make no difference${rest}.`;
  }
  if (ground === null) return "Only the bare ground is known: trees and buildings are not counted but by the margin.";
  const known = [
    ...(ground.buildings.count > 0 ? [`${ground.buildings.count} buildings`] : []),
    ...(ground.landCover.files.length + ground.clutterAreas > 0 ? ["land cover by its class"] : []),
    ...(ground.surface.files.length > 0 ? ["a surface model"] : []),
  ];
  if (known.length === 0) return "Of what stands on the ground nothing is known in this area.";
  const how = usesCover ? "they diffract and shade" : "they count as ground that the signal must pass over";
  return `Of what stands on the ground ${known.join(", ")} are known: ${how}; what is not among them counts as open, and no signal passes through.`;
}
