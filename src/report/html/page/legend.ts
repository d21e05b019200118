import {
  balanceColour,
  countColour,
  MOST_COUNTED,
  marginColour,
  powerColour,
  probabilityPart,
  serverColour,
  spreadingFactorColour,
} from "../../colours.ts";
import { formatNumber, formatPercent, formatQuantity } from "../format.ts";
import { create } from "./elements.ts";
import { gapColour, gapRadiusPx, greatestWeight, openWeight } from "./gaps.ts";
import { balanceDb, MARGIN_RANGE_DB, POWER_RANGE_DB } from "./layers.ts";
import { note, type Scale, scaleLegend, swatch } from "./legend-parts.ts";
import type { State } from "./state.ts";

const TITLES = {
  power: "Received power at the device, dBm",
  margin: "Margin in the weaker direction, dB",
  server: "Gateway with the greatest margin",
  count: "Gateways that reach the required margin",
  probability: "Probability that a packet arrives, %",
  factor: "Fastest spreading factor that meets the goal",
  balance: "Margin up less margin down, dB",
  gaps: "Weight that is not covered",
} as const;

/** Rebuilds the legend of the current layer. */
export function renderLegend(box: HTMLElement, state: State): void {
  const title = create("p", "legend-title", TITLES[state.layer]);
  const parts = {
    power: powerLegend,
    margin: marginLegend,
    server: serverLegend,
    count: countLegend,
    probability: probabilityLegend,
    factor: factorLegend,
    balance: balanceLegend,
    gaps: gapsLegend,
  }[state.layer](state);
  box.replaceChildren(title, ...parts);
}

function powerLegend(state: State): HTMLElement[] {
  const { sensitivityDbm } = state.payload;
  const from = sensitivityDbm + POWER_RANGE_DB.from;
  const to = sensitivityDbm + POWER_RANGE_DB.to;
  const needed = state.sitesOn().map((site) => site.receivedAtGoalDbm + state.excessDb);
  const [least, most] = [Math.min(...needed), Math.max(...needed)];
  const same = most - least < 0.05;
  const marks = [
    { value: sensitivityDbm, label: `sensitivity ${formatQuantity(sensitivityDbm, "dBm", 1)}`, kind: "is-sensitivity" },
  ];
  if (needed.length > 0) {
    const range = same ? formatNumber(least, 1) : `${formatNumber(least, 1)} to ${formatNumber(most, 1)}`;
    const label = `needed for the margin, both ways: ${range}\u202fdBm`;
    marks.push({ value: least, label, kind: "is-needed" });
  }
  const colour = (dbm: number) => powerColour((dbm - from) / (to - from));
  return [...scaleLegend({ from, to, colour, marks }), note("Faint: in reach, not covered")];
}

function marginLegend(state: State): HTMLElement[] {
  const required = state.requiredMarginDb;
  const [from, to] = [required - MARGIN_RANGE_DB, required + MARGIN_RANGE_DB];
  const colour = (db: number) => marginColour((db - required) / MARGIN_RANGE_DB);
  const marks = [{ value: required, label: `required ${formatQuantity(required, "dB", 1)}`, kind: "is-needed" }];
  if (from < 0 && required !== 0) {
    marks.push({ value: 0, label: "sensitivity (margin 0 dB)", kind: "is-sensitivity" });
  }
  return scaleLegend({ from, to, colour, marks });
}

function serverLegend(state: State): HTMLElement[] {
  const numbers = state.serverNumbers();
  const list = create("ul", "swatches");
  state.payload.stations.forEach((station, i) => {
    if (state.on[i]) list.append(swatch(serverColour(numbers[i]), station.name));
  });
  return [list, note("Faint: in reach, not covered")];
}

function countLegend(state: State): HTMLElement[] {
  const list = create("ul", "swatches is-row");
  for (let count = 1; count <= MOST_COUNTED; count++) {
    list.append(swatch(countColour(count), count === MOST_COUNTED ? `${count} or more` : String(count)));
  }
  const needed = state.payload.redundancy;
  return [list, note(needed > 1 ? `Counts as covered from ${needed} on` : "Grey: in reach, heard by none")];
}

/** Probabilities marked on their scale, where they are far enough from the sure one. */
const PROBABILITY_TICKS = [0.3, 0.5, 0.8, 0.9, 0.95, 0.99] as const;

function probabilityLegend(state: State): HTMLElement[] {
  const { sureProbability: sure } = state.payload;
  const place = (probability: number) => probabilityPart(probability, sure);
  const label = `counts as sure: ${formatNumber(100 * sure, 1)}\u202f%`;
  const scale: Scale = {
    from: -1,
    to: 1,
    colour: marginColour,
    marks: [{ value: 0, label, kind: "is-needed" }],
    ticks: PROBABILITY_TICKS.filter((p) => Math.abs(place(p)) < 1).map((p) => ({
      value: place(p),
      label: formatNumber(100 * p),
    })),
  };
  return [...scaleLegend(scale), note("Of the best server, over the spread of the losses from place to place")];
}

function factorLegend(state: State): HTMLElement[] {
  const { spreadingFactors } = state.payload;
  const list = create("ul", "swatches is-row");
  spreadingFactors.forEach(({ sf }, n) => {
    list.append(swatch(spreadingFactorColour(n, spreadingFactors.length), `SF${sf}`));
  });
  return [list, note("Grey: in reach, but none is slow enough. A step slower takes about twice the time on air.")];
}

function balanceLegend(state: State): HTMLElement[] {
  const list = create("ul", "swatches");
  state.payload.stations.forEach((station, i) => {
    const balance = balanceDb(station);
    if (state.on[i])
      list.append(swatch(balanceColour(balance), `${formatQuantity(balance, "dB", 1)}: ${station.name}`));
  });
  return [list, note("Below zero the way up is the weaker one, above it the way down. Faint: in reach, not covered")];
}

function gapsLegend(state: State): HTMLElement[] {
  const { demand } = state.data;
  const open = openWeight(demand, state.outcome, state.payload.redundancy);
  const greatest = greatestWeight(demand);
  const list = create("ul", "swatches is-row");
  for (const part of [1, 0.25]) {
    const item = swatch([0, 0, 0], formatNumber(part * greatest, 2));
    const chip = item.firstElementChild as HTMLElement;
    const diameter = `${2 * gapRadiusPx(part)}px`;
    Object.assign(chip.style, { background: gapColour(part), width: diameter, height: diameter, borderRadius: "50%" });
    list.append(item);
  }
  const share = demand.totalWeight > 0 ? open / demand.totalWeight : 0;
  return [
    list,
    note(`In all ${formatNumber(open, 1)}, ${formatPercent(share)} of the weight, as discs at the demand points`),
  ];
}
