import type { ModelWarning } from "../../link/propagation/model.ts";
import { pathInputs } from "../../link/propagation/path-inputs.ts";
import { findPathModel } from "../../link/propagation/registry.ts";
import { rangeIssues } from "../../link/propagation/validity.ts";
import { distanceInputs } from "../../link/range.ts";
import type { Issue } from "../../math/errors.ts";
import type { Scenario, Station } from "../../scenario/scenario.ts";
import { stationRadiusM } from "./radius.ts";

/**
 * What the model has to say of a scenario as a whole, each with the place in the scenario that it is about: a frequency, a height or
 * a radius outside its range, for example.
 *
 * It is asked at the radius of each station: a map has all lesser distances too, and no model is for the nearest. Models over
 * terrain are asked over level ground, and what they remark of a path's shape is left out: it depends on each path.
 *
 * @param stations indices of the stations that are computed
 */
export function scenarioWarnings(scenario: Scenario, stations: readonly number[]): Issue[] {
  return collect(scenario, stations).map(({ warning: { code, message }, where }) => ({ code, message, where }));
}

/**
 * Those of {@link scenarioWarnings} that say that something lies outside the model's range, as faults.
 *
 * @param stations indices of the stations that are computed
 */
export function scenarioRangeIssues(scenario: Scenario, stations: readonly number[]): Issue[] {
  return collect(scenario, stations).flatMap(({ warning, where }) =>
    rangeIssues([warning]).map((issue) => ({ ...issue, where })),
  );
}

interface Found {
  readonly warning: ModelWarning;
  readonly where: string;
}

function collect(scenario: Scenario, stations: readonly number[]): Found[] {
  const found = new Map<string, Found>();
  for (const { station, txWhere, rxHeightM, rxWhere } of pathEnds(scenario, stations)) {
    for (const warning of warningsAt(scenario, station, rxHeightM)) {
      if (found.has(warning.message)) continue;
      found.set(warning.message, { warning, where: placeOf(warning.input, txWhere, rxWhere) });
    }
  }
  return [...found.values()];
}

function warningsAt(scenario: Scenario, station: Station, rxHeightM: number): readonly ModelWarning[] {
  const model = findPathModel(scenario.propagation.model);
  const ends = { frequencyHz: scenario.radio.frequencyHz, txHeightM: station.heightAglM, rxHeightM };
  const { warnings } = model.loss({
    ...scenario.propagation.inputs,
    ...pathInputs(model, ends),
    ...distanceInputs(model, stationRadiusM(scenario, station)),
  });
  return model.usesTerrain ? warnings.filter(({ input }) => input !== undefined) : warnings;
}

interface PathEnds {
  readonly station: Station;
  readonly txWhere: string;
  readonly rxHeightM: number;
  readonly rxWhere: string;
}

/** Each height of an end once: every station with the default device, and the first of them with the other devices. */
function pathEnds(scenario: Scenario, stations: readonly number[]): PathEnds[] {
  const gateways = onePerHeight(stations.map((index) => scenario.stations[index]));
  const device = { rxHeightM: scenario.device.heightAglM, rxWhere: "/chirpscape/device/heightM" };
  const ends = gateways.map((station) => ({ station, txWhere: heightPlace(scenario, station, "gateway"), ...device }));
  if (ends.length === 0) return [];
  const others = onePerHeight([...scenario.areas, ...scenario.devices]).map((place) => ({
    ...ends[0],
    rxHeightM: place.heightAglM,
    rxWhere: heightPlace(scenario, place, "device"),
  }));
  return [...ends, ...others];
}

function onePerHeight<T extends { readonly heightAglM: number }>(places: readonly T[]): T[] {
  return [...new Map(places.toReversed().map((place) => [place.heightAglM, place])).values()].reverse();
}

/** A feature's own height, or the collection's default. */
function heightPlace(scenario: Scenario, { featureIndex }: { featureIndex: number }, section: string): string {
  const own = scenario.source.features[featureIndex]?.properties?.heightM;
  return own === undefined ? `/chirpscape/${section}/heightM` : `/features/${featureIndex}/properties/heightM`;
}

/** Where a scenario says an input of its model. */
function placeOf(input: string | undefined, txWhere: string, rxWhere: string): string {
  switch (input) {
    case undefined:
      return "/chirpscape/propagation/model";
    case "frequencyHz":
      return "/chirpscape/radio/frequencyHz";
    case "txHeightM":
    case "baseHeightM":
      return txWhere;
    case "rxHeightM":
    case "mobileHeightM":
      return rxWhere;
    case "distanceM":
    case "profileM":
      return "/chirpscape/propagation/radiusM";
    default:
      return `/chirpscape/propagation/${input}`;
  }
}
