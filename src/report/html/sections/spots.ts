import type { Plan, WorstSpot } from "../../../network/result.ts";
import { formatDistance, formatNumber, formatPercent, formatPosition, formatQuantity } from "../format.ts";
import { html, type Markup } from "../markup.ts";
import { profileFigure } from "./profile-figure.ts";

/** What is not covered and why: a card for each of the worst places, with the path to the gateway that comes nearest. */
export function spotsSection(plan: Plan): Markup {
  const cards = plan.worstSpots.map((spot, i) => spotCard(plan, spot, i));
  const body =
    cards.length > 0
      ? html`<p class="lead">The places where most weight is missed, and the path to the gateway that comes nearest to reaching each. The shaded lens is the first Fresnel zone: a path counts as free when six tenths of its radius are clear.</p><div class="cards">${cards}</div>`
      : html`<p class="lead">Every point of the demand is covered.</p>`;
  return html`<section id="spots" aria-labelledby="spots-title"><h2 id="spots-title">What is not covered, and why</h2>${body}</section>`;
}

function spotCard(plan: Plan, spot: WorstSpot, index: number): Markup {
  const { scenario, gateways } = plan;
  const totalWeight = plan.demand.weight.reduce((sum, weight) => sum + weight, 0);
  const server = spot.gateway === null ? null : scenario.stations[gateways[spot.gateway]].name;
  const missingDb = spot.marginDb === null ? null : spot.requiredMarginDb - spot.marginDb;
  const reason = spot.reason.charAt(0).toUpperCase() + spot.reason.slice(1);
  return html`<article class="card"><header><span class="badge">${index + 1}</span><h3>${spot.place}</h3><button type="button" class="button is-small" data-spot="${index}">Show on map</button></header>
<p class="reason">${reason}${/[.!?]$/.test(reason) ? "" : "."}</p>
${spot.profile ? profileFigure(spot.profile, profileTitle(spot, server)) : html`<div class="no-profile">No gateway in use reaches this far: there is no path to draw.</div>`}
<dl class="facts">
<div><dt>Position</dt><dd>${formatPosition(spot.longitudeDeg, spot.latitudeDeg)}</dd></div>
<div><dt>Weight missed</dt><dd>${formatNumber(spot.weight, 1)} <small>(${formatPercent(spot.weight / totalWeight)} of all)</small></dd></div>
${
  server === null
    ? null
    : html`<div><dt>Nearest to reaching</dt><dd>${server}</dd></div>
<div><dt>Path loss</dt><dd>${formatQuantity(spot.pathLossDb, "dB", 1)}</dd></div>
<div><dt>Margin</dt><dd>${formatQuantity(spot.marginDb, "dB", 1)}${missingDb === null ? null : html` <small>(${formatQuantity(missingDb, "dB", 1)} short)</small>`}</dd></div>`
}
</dl></article>`;
}

function profileTitle({ profile, place }: WorstSpot, server: string | null): string {
  if (!profile) return "";
  const length = formatDistance(profile.distanceM[profile.distanceM.length - 1]);
  const sight = profile.lineOfSight ? "in line of sight" : `cut by ${profile.obstacles.length} ridges`;
  return `Terrain from ${server ?? "the gateway"} to ${place}: ${length}, ${sight}, least clearance ${formatNumber(profile.fresnelClearance, 1)} Fresnel radii`;
}
