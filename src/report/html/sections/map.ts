import type { Plan } from "../../../network/result.ts";
import { formatCost, formatPercent, formatQuantity } from "../format.ts";
import { MARGIN_STEP_DB } from "../margin-code.ts";
import { html, type Markup } from "../markup.ts";

/** How far the slider of the required margin reaches about the goal's, dB. */
const SLIDER_DB = { below: 20, above: 30 };

/** The map with its controls. What the script will fill has its size already, so that nothing moves when it comes. */
export function mapSection(plan: Plan): Markup {
  return html`<section id="map-section" class="map-section" aria-labelledby="map-title">
<h2 id="map-title">Map</h2>
<div class="map-layout">
<figure class="map-figure">
<div id="map-frame" class="map-frame" tabindex="0" role="application" aria-label="Coverage map. Arrow keys move, plus and minus zoom, 0 shows all, Enter switches the gateway in the middle.">
<canvas id="map" class="map-canvas">The map needs a browser with scripts.</canvas>
<div id="tooltip" class="tooltip" aria-hidden="true"></div>
<div class="map-buttons"><button type="button" id="zoom-in" aria-label="Zoom in">+</button><button type="button" id="zoom-out" aria-label="Zoom out">−</button><button type="button" id="zoom-fit" aria-label="Show the whole map">⤢</button></div>
</div>
<figcaption>${symbolKey(plan)}<p id="map-status" class="map-status" role="status">Click a gateway or candidate to switch it on or off; drag to move, wheel or pinch to zoom.</p></figcaption>
</figure>
${panel(plan)}
</div>
<noscript><p class="notice">The map needs JavaScript, which this browser has switched off. The tables below are complete.</p></noscript>
</section>`;
}

function panel(plan: Plan): Markup {
  const { requiredMarginDb } = plan.success;
  const devices = plan.demand.count - plan.demand.devicesFrom;
  const cost = plan.gateways.reduce((sum, index) => sum + plan.scenario.stations[index].cost, 0);
  return html`<form class="panel" aria-label="Map controls" autocomplete="off">
<div id="live" class="live">
<div class="live-head"><span id="live-weight" class="live-weight">${formatPercent(plan.coverage.weightFraction)}</span><span class="live-label">of the weight covered<br><span class="live-plan">${plan.kind === "plan" ? "the plan" : "all gateways"}: ${formatPercent(plan.coverage.weightFraction)}</span></span></div>
<div class="live-track"><div id="live-bar" class="live-bar"></div></div>
<dl class="live-rows"><dt>Area</dt><dd id="live-area">${formatPercent(plan.coverage.areaFraction)}</dd><dt>Devices</dt><dd id="live-devices">– of ${devices}</dd><dt>Gateways</dt><dd id="live-gateways">${plan.gateways.length}</dd><dt>Cost</dt><dd id="live-cost">${formatCost(cost)}</dd></dl>
<button type="button" id="reset" class="button" disabled>Back to ${plan.kind === "plan" ? "the plan" : "all gateways"}</button>
</div>
<div class="control"><label for="threshold">Required margin <output id="threshold-value">${formatQuantity(requiredMarginDb, "dB", 1)}</output></label>
<input type="range" id="threshold" min="${requiredMarginDb - SLIDER_DB.below}" max="${requiredMarginDb + SLIDER_DB.above}" step="${MARGIN_STEP_DB}" value="${requiredMarginDb}"></div>
<fieldset class="layers"><legend>Layer</legend>${LAYERS.map(layerRadio)}</fieldset>
<div id="legend" class="legend" aria-label="Legend"></div>
<div class="control"><label for="opacity">Opacity</label><input type="range" id="opacity" min="0" max="100" step="5" value="70"></div>
<fieldset class="shows"><legend>Show</legend>${SHOWS.map(showBox)}</fieldset>
</form>`;
}

const LAYERS = [
  { value: "power", text: "Received power" },
  { value: "margin", text: "Margin" },
  { value: "server", text: "Best server" },
  { value: "count", text: "Gateways heard" },
  { value: "probability", text: "Success probability" },
  { value: "factor", text: "Spreading factor" },
  { value: "balance", text: "Up/down balance" },
  { value: "gaps", text: "Uncovered weight" },
] as const;

function layerRadio({ value, text }: (typeof LAYERS)[number], i: number): Markup {
  const checked = i === 0 ? html` checked` : null;
  return html`<label class="choice"><input type="radio" name="layer" value="${value}"${checked}><span>${text}</span></label>`;
}

const SHOWS = [
  { value: "areas", text: "Areas and zones", checked: true },
  { value: "devices", text: "Devices", checked: true },
  { value: "candidates", text: "Candidates", checked: true },
  { value: "missed", text: "Area points not covered", checked: false },
] as const;

function showBox({ value, text, checked }: (typeof SHOWS)[number]): Markup {
  return html`<label class="choice"><input type="checkbox" data-show="${value}"${checked ? html` checked` : null}><span>${text}</span></label>`;
}

/** The map's symbols, those only that the map has. */
function symbolKey(plan: Plan): Markup {
  const { scenario, demand, stations, worstSpots, elevation } = plan;
  const has = (kind: string) => scenario.stations.some((station) => station.kind === kind);
  const entries: (Markup | null)[] = [
    has("gateway") ? entry("gateway", "existing gateway") : null,
    plan.kind === "plan" ? entry("chosen", "gateway chosen") : null,
    has("candidate") ? entry("candidate", plan.kind === "plan" ? "candidate not chosen" : "candidate") : null,
    stations.some((choice) => choice.excluded) ? entry("excluded", "candidate in an exclusion zone") : null,
    demand.devicesFrom < demand.count ? entry("covered", "device covered") : null,
    demand.devicesFrom < demand.count ? entry("missed", "device not covered") : null,
    worstSpots.length > 0 ? entry("spot", "worst spot") : null,
    scenario.areas.length > 0 ? entry("area", "area to cover") : null,
    scenario.exclusions.length > 0 ? entry("exclusion", "exclusion zone") : null,
    elevation.assumedFlat ? entry("flat", "terrain missing, taken as flat") : null,
  ];
  return html`<ul class="symbols">${entries}</ul>`;
}

const DRAWINGS = {
  gateway: html`<rect class="s-on" x="3" y="3" width="12" height="12"/>`,
  chosen: html`<circle class="s-on" cx="9" cy="9" r="6.5"/>`,
  candidate: html`<circle class="s-off" cx="9" cy="9" r="5"/>`,
  excluded: html`<circle class="s-excluded" cx="9" cy="9" r="5"/><path class="s-excluded" d="M5.8 12.2l6.4-6.4"/>`,
  covered: html`<circle class="s-covered" cx="9" cy="9" r="4"/>`,
  missed: html`<path class="s-missed" d="M5 5l8 8M13 5l-8 8"/>`,
  spot: html`<path class="s-spot" d="M9 17l-4-5.5a6 6 0 1 1 8 0z"/>`,
  area: html`<rect class="s-area" x="2" y="4" width="14" height="10"/>`,
  exclusion: html`<path class="s-exclusion" d="M2 4h14v10h-14zM2 8l6 6M4 4l10 10M10 4l6 6"/>`,
  flat: html`<path class="s-flat" d="M2 8l4-4M2 13l9-9M5 14l10-10M10 14l6-6"/>`,
} as const;

function entry(symbol: keyof typeof DRAWINGS, text: string): Markup {
  return html`<li><svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">${DRAWINGS[symbol]}</svg>${text}</li>`;
}
