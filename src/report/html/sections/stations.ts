import type { Plan } from "../../../network/result.ts";
import { formatCost, formatPercent, formatQuantity } from "../format.ts";
import { html, type Markup } from "../markup.ts";
import { weightAdded } from "../station-effect.ts";
import { tableFrame } from "./table-frame.ts";

/** Below this share of the weight a candidate "adds too little" in so many words. */
const LITTLE = 0.01;

/** The gateways in use and the candidates that are not, each with a switch for the map. */
export function stationsSection(plan: Plan): Markup {
  const others = plan.scenario.stations.map((_, i) => i).filter((i) => !plan.gateways.includes(i));
  return html`<section id="stations" aria-labelledby="stations-title"><h2 id="stations-title">Gateways</h2>
<p class="lead">The switches change the map and the covered weight at once; “now” tells what switching would change, at the margin that the slider asks for.</p>
${gatewayTable(plan)}
${others.length > 0 ? candidateTable(plan, others) : null}
</section>`;
}

function gatewayTable(plan: Plan): Markup {
  const rows = plan.gateways.map((index) => {
    const { station, aloneWeightFraction, uniqueWeightFraction } = plan.stations[index];
    return html`<tr><td>${stationSwitch(index, station.name, true)}</td><th scope="row">${station.name}</th>
<td>${station.kind === "gateway" ? "existing" : "chosen"}</td>
<td class="n" data-value="${aloneWeightFraction}">${formatPercent(aloneWeightFraction)}</td>
<td class="n" data-value="${uniqueWeightFraction}">${formatPercent(uniqueWeightFraction)}</td>
<td class="n" data-effect="${index}">–</td>
<td class="n">${formatQuantity(station.heightAglM, "m", 1)}</td><td class="n">${formatCost(station.cost)}</td></tr>`;
  });
  return tableFrame({
    id: "gateway-table",
    caption: "Gateways in use",
    head: html`<th scope="col">On</th><th scope="col">Name</th><th scope="col">Kind</th><th scope="col" class="n">Covers alone</th><th scope="col" class="n">Only it covers</th><th scope="col" class="n">Now</th><th scope="col" class="n">Height</th><th scope="col" class="n">Cost</th>`,
    rows,
  });
}

function candidateTable(plan: Plan, others: readonly number[]): Markup {
  const added = weightAdded(plan);
  const rows = others.map((index) => {
    const { station, aloneWeightFraction } = plan.stations[index];
    const computed = plan.siteLoss[index] !== undefined;
    return html`<tr><td>${stationSwitch(index, station.name, false)}</td><th scope="row">${station.name}</th>
<td class="why">${whyNot(plan, index, added[index])}</td>
<td class="n">${computed ? formatPercent(aloneWeightFraction) : "–"}</td>
<td class="n" data-effect="${index}">–</td>
<td class="n">${formatQuantity(station.heightAglM, "m", 1)}</td><td class="n">${formatCost(station.cost)}</td></tr>`;
  });
  return tableFrame({
    id: "candidate-table",
    caption: "Candidates not chosen",
    head: html`<th scope="col">On</th><th scope="col">Name</th><th scope="col">Why not</th><th scope="col" class="n">Covers alone</th><th scope="col" class="n">Now</th><th scope="col" class="n">Height</th><th scope="col" class="n">Cost</th>`,
    rows,
  });
}

/** Why a candidate is not in the plan, as far as the plan itself tells. */
function whyNot(plan: Plan, index: number, added: number | null): string {
  const { goal } = plan.scenario;
  if (plan.stations[index].excluded) return "Lies in an exclusion zone";
  if (plan.kind === "coverage" || added === null) return "Not computed: coverage shows the existing gateways only";
  const gain = `Would add ${formatPercent(added)}`;
  if (added === 0) return "Adds nothing to what the chosen gateways cover";
  const chosen = plan.gateways.filter((gateway) => plan.scenario.stations[gateway].kind === "candidate");
  if (goal.maxGateways !== null && chosen.length >= goal.maxGateways) {
    return `${gain}, but the limit of ${goal.maxGateways} new gateways is reached by a better choice`;
  }
  const cost = [...chosen, index].reduce((sum, gateway) => sum + plan.scenario.stations[gateway].cost, 0);
  if (goal.budget !== null && cost > goal.budget) return `${gain}, but the budget does not allow it`;
  if (plan.placement?.mode === "min-cost" && plan.goalMet) return `${gain}; the goal is met for less without it`;
  return added < LITTLE ? `Adds too little: ${formatPercent(added)}` : gain;
}

function stationSwitch(index: number, name: string, on: boolean): Markup {
  return html`<input type="checkbox" class="switch" data-station="${index}" aria-label="${name} on the map"${on ? html` checked` : null} disabled>`;
}
