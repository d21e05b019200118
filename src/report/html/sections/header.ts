import type { PlacementSummary, Plan } from "../../../network/result.ts";
import { formatCost, formatCount, formatNumber, formatPercent } from "../format.ts";
import { html, type Markup } from "../markup.ts";

/** Below this a gap is the solver's rounding, not a doubt. */
const PROVEN_GAP = 1e-6;

/** The scenario's name, the answer in a sentence, and the key figures. */
export function headerSection(plan: Plan): Markup {
  const kind = plan.kind === "plan" ? "Gateway plan" : "Coverage of the existing gateways";
  return html`<header class="masthead">
<div class="masthead-top"><p class="kicker">${kind} · ${plan.scenario.region}</p>
<nav class="contents" aria-label="Contents"><a href="#map-section">Map</a><a href="#spots">Not covered</a><a href="#stations">Gateways</a><a href="#links">Links</a><a href="#assumptions">Assumptions</a></nav>
<button type="button" id="theme" class="button" aria-pressed="false">Dark</button></div>
<h1>${plan.scenario.name}</h1>
<p class="verdict">${verdict(plan)}</p>
<dl class="tiles">${tiles(plan)}</dl>
</header>`;
}

/** The answer in one sentence. */
function verdict(plan: Plan): string {
  const { placement, gateways, coverage } = plan;
  if (placement?.status === "infeasible") {
    const reachable = formatPercent(placement.reachableWeightFraction);
    return `No choice of gateways within the limits reaches the goal; all stations together would cover ${reachable} of the weight. Shown: ${describeGateways(plan)}, covering ${formatPercent(coverage.weightFraction)}.`;
  }
  const verb = gateways.length === 1 ? "covers" : "cover";
  const covered = `${describeGateways(plan)} ${verb} ${formatPercent(coverage.weightFraction)} of the weight${surely(plan)}`;
  return placement ? `${covered}; ${describeProof(placement)}.` : `${covered}.`;
}

function surely({ scenario: { goal } }: Plan): string {
  return goal.probability === null ? "" : ` with ${formatPercent(goal.probability)} probability`;
}

function describeGateways(plan: Plan): string {
  const existing = plan.gateways.filter((index) => plan.scenario.stations[index].kind === "gateway").length;
  const chosen = plan.gateways.length - existing;
  if (existing === 0) return formatCount(chosen, "gateway");
  if (chosen === 0) return formatCount(existing, "existing gateway");
  return `${formatCount(plan.gateways.length, "gateway")} (${existing} existing, ${chosen} new)`;
}

function describeProof({ status, gap }: PlacementSummary): string {
  if (gap === null) return "the best choice found in the time, without a proof";
  if (gap <= PROVEN_GAP) return "proven optimal";
  const within = `within ${formatPercent(gap)} of the optimum`;
  return status === "optimal" ? `proven ${within}` : `the best choice found in the time, ${within}`;
}

function tiles(plan: Plan): Markup[] {
  const { scenario, coverage, demand, placement, stations } = plan;
  const { goal } = scenario;
  const deviceLinks = plan.links.filter((link) => link.covered);
  const served = countServed(plan, deviceLinks);
  const devices = demand.count - demand.devicesFrom;
  const candidates = scenario.stations.filter((station) => station.kind === "candidate").length;
  const chosen = stations.filter(({ station, chosen }) => chosen && station.kind === "candidate");
  const cost = plan.gateways.reduce((sum, index) => sum + scenario.stations[index].cost, 0);
  const goalText = `goal ${formatPercent(goal.coverage)}: ${plan.goalMet ? "met" : "not met"}`;
  const all = [
    tile("Weight covered", formatPercent(coverage.weightFraction), goalText, plan.goalMet ? "is-good" : "is-bad"),
    tile("Gateways", String(plan.gateways.length), candidateText(plan, chosen.length, candidates)),
    tile("Area covered", formatPercent(coverage.areaFraction), areaText(plan)),
    devices > 0
      ? tile("Devices covered", `${formatNumber(served)} of ${formatNumber(devices)}`, redundancyText(goal.redundancy))
      : null,
    tile("Packets that arrive", formatPercent(plan.success.meanSuccess), "on average, by weight"),
    placement ? placementTile(placement) : null,
    tile("Cost", formatCost(cost), goal.budget === null ? "no budget set" : `budget ${formatCost(goal.budget)}`),
  ];
  return all.filter((one) => one !== null);
}

function tile(title: string, value: string, note: string, state = ""): Markup {
  return html`<div class="tile ${state}"><dt>${title}</dt><dd><strong>${value}</strong><span>${note}</span></dd></div>`;
}

function placementTile({ status, mode, objective, bound, gap }: PlacementSummary): Markup {
  const what = mode === "max-weight" ? "weight" : "cost";
  if (objective === null) return tile("Optimality", status, "no choice reaches the goal");
  if (gap !== null && gap <= PROVEN_GAP)
    return tile("Optimality", "proven", `${what} ${formatNumber(objective, 1)}, the best possible`);
  const limits = bound === null ? "no bound known" : `bound ${formatNumber(bound, 1)}`;
  return tile("Gap to the bound", formatPercent(gap), `${status}; ${what} ${formatNumber(objective, 1)}, ${limits}`);
}

function candidateText(plan: Plan, chosen: number, candidates: number): string {
  if (plan.kind === "coverage") return "existing, none added";
  return `${formatNumber(chosen)} of ${formatCount(candidates, "candidate")} chosen`;
}

function areaText({ demand, scenario }: Plan): string {
  if (demand.devicesFrom === 0) return "no areas in the scenario";
  return `${formatNumber(demand.devicesFrom)} points in ${formatCount(scenario.areas.length, "area")}`;
}

function redundancyText(redundancy: number): string {
  return redundancy > 1 ? `heard by ${redundancy} gateways or more` : "both directions";
}

/** Devices that as many gateways reach as the goal asks. */
function countServed(plan: Plan, covered: Plan["links"]): number {
  const heard = new Map<number, number>();
  for (const { device } of covered) heard.set(device, (heard.get(device) ?? 0) + 1);
  return [...heard.values()].filter((count) => count >= plan.scenario.goal.redundancy).length;
}
