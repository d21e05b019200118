import { strToU8 } from "fflate";
import { sha256 } from "../../math/sha256.ts";
import type { Plan } from "../../network/result.ts";
import { encodeBase64 } from "./base64.ts";
import { buildPayload } from "./build-payload.ts";
import { html, Markup } from "./markup.ts";
import { PAGE_SCRIPT, PAGE_STYLE } from "./page-script.generated.ts";
import { PAYLOAD_ID } from "./payload.ts";
import { assumptionsSection } from "./sections/assumptions.ts";
import { headerSection } from "./sections/header.ts";
import { linksSection } from "./sections/links.ts";
import { mapSection } from "./sections/map.ts";
import { spotsSection } from "./sections/spots.ts";
import { stationsSection } from "./sections/stations.ts";

/**
 * The report as one HTML file that needs nothing else: it opens from disk, offline, and its content security policy allows no
 * script and no style but its own, by their hashes, and no connection at all.
 *
 * @param plan the answer of `plan` or of `coverage`, with at least one computed station
 * @returns the same bytes for the same plan
 */
export function reportHtml(plan: Plan): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="chirpscape ${plan.provenance.version}">
<title>${plan.scenario.name} – chirpscape</title>
<link rel="icon" href="data:,">
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#map-section">Skip to the map</a>
<div class="page">
${headerSection(plan)}
<main>
${mapSection(plan)}
${spotsSection(plan)}
${stationsSection(plan)}
${linksSection(plan)}
${assumptionsSection(plan)}
</main>
<footer>Made by chirpscape ${plan.provenance.version}. This file is complete in itself: it loads nothing from the net.</footer>
</div>
<script type="application/json" id="${PAYLOAD_ID}">${new Markup(embedJson(buildPayload(plan)))}</script>
<script>${new Markup(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

/** JSON in which no end tag and no comment can begin, whatever the texts in it. */
function embedJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

function contentSecurityPolicy(): string {
  const sources = [
    "default-src 'none'",
    `script-src '${hashSource(PAGE_SCRIPT)}'`,
    `style-src '${hashSource(PAGE_STYLE)}'`,
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return sources.join("; ");
}

/** @see Content Security Policy Level 3, "hash-source" */
function hashSource(text: string): string {
  return `sha256-${encodeBase64(sha256(strToU8(text)))}`;
}
