import { estimateSamples } from "../../geo/sample-area.ts";
import type { PropagationModel } from "../../link/propagation/model.ts";
import type { Issue } from "../../math/errors.ts";
import { MAX_AREA_SAMPLES } from "../defaults.ts";
import type { Area, Scenario } from "../scenario.ts";
import { jsonPointer } from "./issues.ts";

/** Refuses grids so fine that the areas would become more points than can be planned for, one by one or together. */
export function checkAreaSizes(areas: readonly Area[]): Issue[] {
  const estimates = areas.map((area) => estimateSamples(area.polygons, area.gridM));
  const issues = areas.flatMap((area, i): Issue[] => {
    if (estimates[i] <= MAX_AREA_SAMPLES) return [];
    const message = `a grid of ${area.gridM} m puts about ${thousands(estimates[i])} points into this area, more than ${thousands(MAX_AREA_SAMPLES)}`;
    const where = jsonPointer(["features", area.featureIndex, "properties", "gridM"]);
    return [{ code: "too-many-samples", where, message, hint: `use ${coarserGridM(area)} or more` }];
  });
  const total = estimates.reduce((sum, estimate) => sum + estimate, 0);
  if (issues.length === 0 && total > MAX_AREA_SAMPLES) {
    const message = `the areas together would become about ${thousands(total)} points, more than ${thousands(MAX_AREA_SAMPLES)}`;
    // Rows count in proportion to the grid and points to its square: the first power is enough for both.
    const hint = `make each gridM ${(Math.ceil((total / MAX_AREA_SAMPLES) * 10) / 10).toFixed(1)} times as large`;
    issues.push({ code: "too-many-samples", where: "/features", message, hint });
  }
  return issues;
}

/** The least grid with a round number that fits. */
function coarserGridM(area: Area): number {
  let gridM = area.gridM;
  while (estimateSamples(area.polygons, gridM) > MAX_AREA_SAMPLES) gridM *= 1.1;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(gridM)) - 1);
  return Math.ceil(gridM / unit) * unit;
}

const thousands = (count: number) => String(Math.round(count)).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");

/**
 * Compares carrier and antenna heights with what the model computes: a height of 0 m is legal in a scenario, but not in every
 * model. A height that comes from a section is reported there, once.
 */
export function checkModelRange(scenario: Scenario, model: PropagationModel): Issue[] {
  const issues = new Map<string, Issue>();
  const check = (input: string, value: number, path: readonly (string | number)[], unit: string) => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = model.inputs[input] ?? {};
    if (value >= min && value <= max) return;
    const where = jsonPointer(path);
    issues.set(where, {
      code: "out-of-range",
      where,
      message: `${model.name} needs ${min} to ${max} ${unit}, got ${value}`,
    });
  };
  const checkHeight = (input: string, section: string, item: { featureIndex: number; heightAglM: number }) => {
    const { properties } = scenario.source.features[item.featureIndex];
    const own = (properties.heightM ?? null) !== null;
    const path = own ? ["features", item.featureIndex, "properties", "heightM"] : ["chirpscape", section, "heightM"];
    check(input, item.heightAglM, path, "m");
  };
  check("frequencyHz", scenario.radio.frequencyHz, ["chirpscape", "radio", "frequencyHz"], "Hz");
  // Paths are computed from the gateway outwards.
  for (const station of scenario.stations) checkHeight("txHeightM", "gateway", station);
  for (const item of [...scenario.areas, ...scenario.devices]) checkHeight("rxHeightM", "device", item);
  check("rxHeightM", scenario.device.heightAglM, ["chirpscape", "device", "heightM"], "m");
  return [...issues.values()];
}
