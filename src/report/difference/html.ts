import { strToU8 } from "fflate";
import { sha256 } from "../../math/sha256.ts";
import { encodeBase64 } from "../html/base64.ts";
import { html, Markup } from "../html/markup.ts";
import { differenceFigures, type Figure, sideFigures, warningTexts } from "./figures.ts";
import { histogramSvg } from "./histogram-svg.ts";
import { sideNames } from "./names.ts";
import { differencePng } from "./png.ts";
import type { DescribedComparison } from "./statistics.ts";

const STYLE = `
:root { color-scheme: light dark; --paper: #faf9f6; --card: #fff; --ink: #1d2327; --muted: #586069; --line: #dedbd3; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #121517; --card: #1a1e21; --ink: #eceff1; --muted: #a2abb3; --line: #2d3337; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.6rem; }
p { margin: 0.3rem 0 1rem; color: var(--muted); max-width: 46rem; }
img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }
.tables { display: flex; flex-wrap: wrap; gap: 1.2rem 3rem; align-items: flex-start; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 0.3rem 1.4rem 0.3rem 0; border-bottom: 1px solid var(--line); font-weight: normal; }
th { color: var(--muted); }
thead th { color: var(--ink); font-weight: 600; }
footer { color: var(--muted); margin-top: 2rem; font-size: 0.9rem; }
`;

/**
 * The comparison as one HTML file that needs nothing else: map, histogram, figures and what was computed. Its content security
 * policy allows no script, no style but its own, and no connection.
 */
export function differenceHtml(comparison: DescribedComparison): string {
  const { plans, radiusM } = comparison;
  const { scenario, provenance } = plans[0];
  const [a, b] = sideNames(comparison);
  const title = `${b} less ${a}`;
  const map = `data:image/png;base64,${encodeBase64(differencePng(comparison))}`;
  const sides = sideFigures(comparison);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash()}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="chirpscape ${provenance.version}">
<title>${title} – ${scenario.name} – chirpscape</title>
<link rel="icon" href="data:,">
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${scenario.name}: the coverage of ${plans[0].gateways.length} existing gateways computed in two ways, to
${(radiusM / 1000).toFixed(1)} km around each. Brown: ${b} loses more; teal: it loses less; pale: both agree. Lines show where each
coverage ends.</p>
<img src="${map}" alt="Map of the path loss of ${b} less that of ${a}">
<h2>How much</h2>
<div class="tables">
<table><tbody>${rows(differenceFigures(comparison))}</tbody></table>
<table><thead><tr><th></th>${sides.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${sides[0].figures.map(([name, value], row) => html`<tr><th scope="row">${name}</th><td>${value}</td><td>${sides[1].figures[row][1]}</td></tr>`)}</tbody></table>
</div>
<h2>How often</h2>
<img src="${svgUri(histogramSvg(comparison))}" alt="Histogram: ${comparison.statistics.pixels} pixels by their difference">
${warnings(comparison)}
<h2>With what</h2>
<table><tbody>${plans.map((plan, i) => html`<tr><th scope="row">${sides[i].name}</th><td>${inputsText(plan.scenario.propagation.inputs)}</td></tr>`)}</tbody></table>
<footer>Made by chirpscape ${provenance.version}. This file is complete in itself: it loads nothing from the net.</footer>
</main>
</body>
</html>
`;
  return page.text;
}

function rows(figures: readonly Figure[]): Markup[] {
  return figures.map(([title, value]) => html`<tr><th scope="row">${title}</th><td>${value}</td></tr>`);
}

function warnings(comparison: DescribedComparison): Markup | null {
  const items = warningTexts(comparison).map((text) => html`<li>${text}</li>`);
  return items.length === 0 ? null : html`<h2>Warnings</h2><ul>${items}</ul>`;
}

function inputsText(inputs: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(inputs).map(([key, value]) => `${key} ${value}`);
  return parts.length === 0 ? "no inputs of its own" : parts.join(", ");
}

/** As an image: the page's policy would refuse the style within. */
function svgUri(svg: string): string {
  return `data:image/svg+xml;base64,${encodeBase64(strToU8(svg))}`;
}

/** @see Content Security Policy Level 3, "hash-source" */
function styleHash(): string {
  return encodeBase64(sha256(strToU8(STYLE)));
}
