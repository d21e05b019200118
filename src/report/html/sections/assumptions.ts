import { linkConstants, THERMAL_NOISE_DBM_PER_HZ } from "../../../link/budget.ts";
import type { ModelSetting } from "../../../link/propagation/model.ts";
import { findModel } from "../../../link/propagation/registry.ts";
import { entryLossDb } from "../../../network/indoor-loss.ts";
import type { Plan } from "../../../network/result.ts";
import { stationPattern } from "../../../scenario/antennas.ts";
import type { Terminal } from "../../../scenario/scenario.ts";
import { groundLimit, groundRows } from "../../ground.ts";
import { formatCost, formatCount, formatNumber, formatPercent, formatQuantity } from "../format.ts";
import { html, type Markup } from "../markup.ts";

type Row = readonly [string, string];

/** All that the answer rests on: model, inputs, terrain, radio, limits, warnings, and what made it. */
export function assumptionsSection(plan: Plan): Markup {
  return html`<section id="assumptions" aria-labelledby="assumptions-title"><h2 id="assumptions-title">Assumptions</h2>
${warningBox(plan)}
<div class="boxes">
${box("Propagation model", modelRows(plan))}
${box("Terrain", terrainRows(plan))}
${box("Radio", radioRows(plan))}
${box("Device, as drawn on the maps", terminalRows([plan.scenario.device]))}
${box("Gateways", [...terminalRows(plan.scenario.stations), ...antennaRows(plan)])}
${box("Link budget", [...budgetRows(plan), ...indoorRows(plan)])}
${box("Goal and demand", goalRows(plan))}
${box("Made by", provenanceRows(plan))}
</div>
<div class="box is-wide"><h3>Limits of the method</h3><ul>${limits(plan).map((limit) => html`<li>${limit}</li>`)}</ul></div>
${trailBox(plan)}</section>`;
}

function warningBox({ warnings }: Plan): Markup | null {
  if (warnings.length === 0) return null;
  const items = warnings.map(({ code, message }) => html`<li>${message} <code>${code}</code></li>`);
  return html`<div class="notice" role="note"><h3>${formatCount(warnings.length, "warning")}</h3><ul>${items}</ul></div>`;
}

function box(title: string, rows: readonly Row[]): Markup {
  return html`<div class="box"><h3>${title}</h3><dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></div>`;
}

function modelRows({ scenario, provenance, success }: Plan): Row[] {
  const { radiusM, inputs } = scenario.propagation;
  return [
    ["Model", provenance.modelTitle],
    ["Source", provenance.modelSource],
    ["Validated for", provenance.modelValidity],
    ["Method", provenance.coverageMethod === "exact" ? "the model at every point" : "sweep outwards along radials"],
    ["Radius", radiusM === null ? "where the link budget ends" : formatQuantity(radiusM / 1000, "km", 1)],
    ["Spread of the losses over places", `${formatQuantity(success.sigmaDb, "dB", 1)} (${success.sigmaSource})`],
    ...Object.entries(inputs).map(([key, value]) => inputRow(scenario.propagation.model, key, value)),
  ];
}

function terrainRows(plan: Plan): Row[] {
  const { scenario, elevation } = plan;
  const flat = elevation.assumedFlat?.reduce((sum, one) => sum + one, 0) ?? 0;
  const posts = elevation.width * elevation.height;
  return [
    ...elevation.sources.map(({ name, format, stepArcSeconds }): Row => {
      return [
        "Elevations",
        `${name} (${format}, ${formatNumber(stepArcSeconds, Number.isInteger(stepArcSeconds) ? 0 : 1)}″)`,
      ];
    }),
    ["Lattice", `${formatNumber(elevation.width)} × ${formatNumber(elevation.height)} posts`],
    ["Step of the profiles", formatQuantity(scenario.terrain.resolutionM, "m")],
    ...groundRows(plan),
    ["Voids filled from neighbours", formatCount(elevation.filledVoids, "post")],
    ["Missing, taken as flat", flat > 0 ? `${formatCount(flat, "post")} (${formatPercent(flat / posts)})` : "none"],
  ];
}

function radioRows({ scenario: { radio, region } }: Plan): Row[] {
  return [
    ["Region", region],
    ["Frequency", formatQuantity(radio.frequencyHz / 1e6, "MHz", 3)],
    ["Spreading factor", `SF${radio.sf}`],
    ["Bandwidth", formatQuantity(radio.bandwidthHz / 1e3, "kHz", 1)],
    ["Coding rate", radio.codingRate],
  ];
}

function terminalRows(terminals: readonly Terminal[]): Row[] {
  return [
    [
      "Transmit power",
      range(
        terminals.map((terminal) => terminal.txPowerDbm),
        "dBm",
      ),
    ],
    [
      "Antenna gain",
      range(
        terminals.map((terminal) => terminal.antennaGainDbi),
        "dBi",
      ),
    ],
    [
      "Losses",
      range(
        terminals.map((terminal) => terminal.lossDb),
        "dB",
      ),
    ],
    [
      "Noise figure",
      range(
        terminals.map((terminal) => terminal.noiseFigureDb),
        "dB",
      ),
    ],
    [
      "Antenna above ground",
      range(
        terminals.map((terminal) => terminal.heightAglM),
        "m",
      ),
    ],
  ];
}

/** What the gains of directional antennas follow; none where all are the same in every direction. */
function antennaRows({ scenario }: Plan): Row[] {
  const patterns = scenario.stations.flatMap((station) => stationPattern(station)?.title ?? []);
  if (patterns.length === 0) return [];
  const titles = [...new Set(patterns)].map(
    (title) => `${title} (${patterns.filter((other) => other === title).length})`,
  );
  return [["Antenna patterns, gain at their peak", titles.join(", ")]];
}

function budgetRows({ scenario, gateways }: Plan): Row[] {
  const stations = gateways.length > 0 ? gateways.map((index) => scenario.stations[index]) : scenario.stations;
  const links = stations.map((station) => linkConstants(scenario.device, station, scenario.radio));
  const [{ downlink }] = links;
  return [
    ["Thermal noise", formatQuantity(THERMAL_NOISE_DBM_PER_HZ, "dBm/Hz")],
    ["Required SNR", formatQuantity(downlink.snrRequiredDb, "dB", 1)],
    ["Noise floor, device", formatQuantity(downlink.noiseFloorDbm, "dBm", 1)],
    ["Sensitivity, device", formatQuantity(downlink.sensitivityDbm, "dBm", 1)],
    [
      "Sensitivity, gateway",
      range(
        links.map(({ uplink }) => uplink.sensitivityDbm),
        "dBm",
      ),
    ],
    [
      "Greatest path loss, up",
      range(
        links.map(({ uplink }) => uplink.maxPathLossDb),
        "dB",
      ),
    ],
    [
      "Greatest path loss, down",
      range(
        links.map((link) => link.downlink.maxPathLossDb),
        "dB",
      ),
    ],
  ];
}

/** The loss into each kind of building that something of the scenario is in. */
function indoorRows({ scenario }: Plan): Row[] {
  const { device, areas, devices, indoor } = scenario;
  const kinds = new Set([device, ...areas, ...devices].flatMap((item) => item.indoor ?? []));
  return Array.from(kinds, (kind): Row => {
    const share = indoor.probability === 0.5 ? "median" : `${formatPercent(indoor.probability)} of the places`;
    return [`Into a ${kind} building`, `${formatQuantity(entryLossDb(scenario, kind), "dB", 1)} (P.2109, ${share})`];
  });
}

function goalRows({ scenario: { goal, areas, devices }, demand }: Plan): Row[] {
  const weight = demand.weight.reduce((sum, one) => sum + one, 0);
  return [
    ["Weight to cover", formatPercent(goal.coverage)],
    ["Margin in the weaker direction", formatQuantity(goal.marginDb, "dB", 1)],
    [
      "Probability that a packet arrives",
      goal.probability === null ? "not asked for" : formatPercent(goal.probability),
    ],
    ["Heard by at least", formatCount(goal.redundancy, "gateway")],
    ["New gateways at most", goal.maxGateways === null ? "no limit" : String(goal.maxGateways)],
    ["Budget", goal.budget === null ? "no limit" : formatCost(goal.budget)],
    ["Areas", `${areas.length}, sampled at ${formatCount(demand.devicesFrom, "point")}`],
    ["Devices", formatNumber(devices.length)],
    ["All weight", formatNumber(weight, 1)],
  ];
}

function provenanceRows({ provenance, placement, kind }: Plan): Row[] {
  const rows: Row[] = [
    ["Program", `chirpscape ${provenance.version}, ${kind}`],
    ["Seed", String(provenance.seed)],
  ];
  if (!placement) return rows;
  const mode = placement.mode === "max-weight" ? "most weight within the limits" : "least cost that reaches the goal";
  return [
    ...rows,
    ["Placement", mode],
    ["Status", placement.status],
    ["Gap to the bound", formatPercent(placement.gap)],
    ["All stations together would cover", formatPercent(placement.reachableWeightFraction)],
  ];
}

/** What the percentages of the models are shares of. */
const SHARES = { time: "time", location: "locations", situation: "situations" } as const;

function limits(plan: Plan): string[] {
  const { inputs } = plan.scenario.propagation;
  const shares = Object.entries(SHARES).flatMap(([key, of]) =>
    inputs[key] === undefined ? [] : [`${inputs[key]} % of ${of}`],
  );
  const quantiles = shares.length === 0 ? "medians" : `values for ${shares.join(", ")}`;
  return [
    groundLimit(plan),
    `Path losses are ${quantiles}; single places differ from the prediction by several decibels. The margin is there for that, and probabilities count the spread.`,
    "Probabilities are those of the best gateway alone, for one packet without another on the air; shadows are taken as normally distributed in decibels.",
    "Noise is thermal noise only: interference, collisions and duty cycle are not part of coverage.",
    "One set of radio settings for all links; antennas radiate alike in all directions.",
    "This page's maps are thinned to about 300 posts across each gateway's disc and rounded to half a decibel; coverage.tif has them in full. The covered weight at the goal's margin is that of the plan, exactly.",
  ];
}

function trailBox({ placement }: Plan): Markup | null {
  if (!placement || placement.trail.length === 0) return null;
  return html`<div class="box is-wide"><h3>How the choice was found</h3><ol>${placement.trail.map((step) => html`<li>${step}</li>`)}</ol></div>`;
}

/** One value when all agree, else from–to. */
function range(values: readonly number[], unit: string): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return "–";
  return most - least < 0.05
    ? formatQuantity(least, unit, 1)
    : `${formatNumber(least, 1)} to ${formatQuantity(most, unit, 1)}`;
}

/** An input with the title and the unit that its model gives it. */
function inputRow(model: string, key: string, value: ModelSetting): Row {
  const spec = findModel(model).inputs[key];
  const title = spec?.title ?? key;
  return [title.charAt(0).toUpperCase() + title.slice(1), spec?.unit ? `${value}\u202f${spec.unit}` : String(value)];
}
