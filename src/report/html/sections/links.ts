import type { Link, Plan } from "../../../network/result.ts";
import { formatCount, formatDistance, formatNumber, formatPercent } from "../format.ts";
import { html, type Markup, type MarkupPart } from "../markup.ts";
import { tableFrame } from "./table-frame.ts";

/** A page with more rows than this is slow on a phone; all links are in links.csv. */
const MAX_ROWS = 1500;

const COLUMNS = [
  { title: "Device", numeric: false },
  { title: "Gateway", numeric: false },
  { title: "Distance", numeric: true },
  { title: "Path loss, dB", numeric: true },
  { title: "Up: received, dBm", numeric: true },
  { title: "Up: SNR, dB", numeric: true },
  { title: "Up: margin, dB", numeric: true },
  { title: "Down: received, dBm", numeric: true },
  { title: "Down: SNR, dB", numeric: true },
  { title: "Down: margin, dB", numeric: true },
  { title: "Success, %", numeric: true },
  { title: "Result", numeric: false },
] as const;

/** Every device's links to the gateways in use, both directions. */
export function linksSection(plan: Plan): Markup {
  if (plan.scenario.devices.length === 0)
    return emptySection("The scenario has no devices, only areas: there are no single links.");
  if (plan.links.length === 0) return emptySection("No device lies within the radius of a gateway in use.");
  const links = selectLinks(plan.links);
  const left = plan.links.length - links.length;
  const caption =
    left > 0
      ? `Links, the best of each device, weakest first (${formatCount(left, "more link")} in links.csv)`
      : "Links";
  return html`<section id="links" aria-labelledby="links-title"><h2 id="links-title">Links</h2>
<p class="lead">Margin is what is left over the required SNR; a link counts as covered when the weaker direction keeps ${formatNumber(plan.scenario.goal.marginDb, 1)} dB${surely(plan)}. Success is the chance that a packet arrives in the weaker direction, over the spread of the losses from place to place.</p>
<div class="filters"><label>Find <input type="search" id="link-filter" placeholder="device or gateway"></label><label>Show <select id="link-kind"><option value="all">all links</option><option value="best">best of each device</option><option value="missed">not covered</option></select></label><span id="link-count" class="count" role="status">${links.length} of ${links.length}</span></div>
${tableFrame({ id: "link-table", caption, sortable: true, head: html`${COLUMNS.map(columnHead)}`, rows: links.map((link) => linkRow(plan, link)) })}
</section>`;
}

function surely({ scenario: { goal } }: Plan): string {
  return goal.probability === null ? "" : ` and a packet arrives with ${formatPercent(goal.probability)} or more`;
}

function emptySection(text: string): Markup {
  return html`<section id="links" aria-labelledby="links-title"><h2 id="links-title">Links</h2><p class="lead">${text}</p></section>`;
}

function selectLinks(links: readonly Link[]): readonly Link[] {
  if (links.length <= MAX_ROWS) return links;
  const best = links.filter((link) => link.best);
  return best.sort((a, b) => a.marginDb - b.marginDb || a.device - b.device).slice(0, MAX_ROWS);
}

function columnHead({ title, numeric }: (typeof COLUMNS)[number]): Markup {
  return html`<th scope="col"${numeric ? html` class="n"` : null}><button type="button">${title}</button></th>`;
}

function linkRow(plan: Plan, link: Link): Markup {
  const { uplink, downlink } = link;
  const classes = [link.best ? "is-best" : "", link.covered ? "is-covered" : "is-missed"].filter(Boolean).join(" ");
  const weakUp = uplink.marginDb <= downlink.marginDb;
  return html`<tr class="${classes}"><th scope="row">${plan.scenario.devices[link.device].name}</th><td>${plan.scenario.stations[plan.gateways[link.gateway]].name}</td>
${number(link.distanceM, formatDistance(link.distanceM))}${decibels(uplink.pathLossDb)}
${decibels(uplink.receivedPowerDbm)}${decibels(uplink.snrDb)}${decibels(uplink.marginDb, weakUp)}
${decibels(downlink.receivedPowerDbm)}${decibels(downlink.snrDb)}${decibels(downlink.marginDb, !weakUp)}
${number(100 * link.successProbability, formatNumber(100 * link.successProbability, 1))}
<td>${link.covered ? html`<span class="good">covered</span>` : html`<span class="bad">not covered</span>`}${link.best ? ", best" : null}</td></tr>`;
}

/** A value with one decimal; `weak` marks the direction that decides. */
function decibels(value: number, weak = false): Markup {
  const text = formatNumber(value, 1);
  return number(value, weak ? html`<strong>${text}</strong>` : text);
}

function number(value: number, shown: MarkupPart): Markup {
  return html`<td class="n" data-value="${Number(value.toFixed(3))}">${shown}</td>`;
}
