import type { TerrainProfilePicture } from "../../../network/result.ts";
import { niceTicks } from "../../axis.ts";
import { formatNumber } from "../format.ts";
import { html, type Markup } from "../markup.ts";

const WIDTH = 460;
const HEIGHT = 210;
const FRAME = { left: 44, right: 10, top: 14, bottom: 30 };
/** The picture needs no more points across than this. */
const MAX_POINTS = 230;
/** Flat ground still gets an axis of so many metres. */
const LEAST_SPAN_M = 40;

/** A terrain profile with the ray, the first Fresnel zone and what stands in it, as an inline picture with a text for those who cannot see it. */
export function profileFigure(profile: TerrainProfilePicture, title: string): Markup {
  const { distanceM, elevationM, surfaceM = elevationM, rayM, fresnelM } = profile;
  const last = distanceM.length - 1;
  const lengthM = distanceM[last];
  const ground = Array.from(elevationM).filter((heightM) => !Number.isNaN(heightM));
  const lowest = Math.min(...ground, ...rayM);
  const highest = Math.max(...ground, ...surfaceM, ...Array.from(rayM, (ray, i) => ray + fresnelM[i]));
  const top = Math.max(highest, lowest + LEAST_SPAN_M);
  const base = lowest - 0.08 * (top - lowest);
  const x = (metres: number) => FRAME.left + (metres / lengthM) * (WIDTH - FRAME.left - FRAME.right);
  const y = (metres: number) =>
    HEIGHT - FRAME.bottom - ((metres - base) / (top - base)) * (HEIGHT - FRAME.top - FRAME.bottom);
  const kept = keepPoints(surfaceM, rayM);
  const point = (i: number, heightM: number) => `${x(distanceM[i]).toFixed(1)} ${y(heightM).toFixed(1)}`;
  const groundLine = kept.filter((i) => !Number.isNaN(elevationM[i])).map((i) => point(i, elevationM[i]));
  const tops = kept.filter((i) => surfaceM[i] > elevationM[i]).map((i) => [i, point(i, surfaceM[i])] as const);
  const upper = kept.map((i) => point(i, rayM[i] + fresnelM[i]));
  const lower = kept.map((i) => point(i, Math.max(base, rayM[i] - fresnelM[i]))).reverse();
  const floor = (HEIGHT - FRAME.bottom).toFixed(1);
  return html`<svg class="profile" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
${niceTicks({ min: base, max: top, count: 4 }).map((heightM) => heightTick(heightM, y(heightM)))}
<path class="p-fresnel" d="M${upper.join("L")}L${lower.join("L")}Z"/>
<path class="p-ground" d="M${x(0).toFixed(1)} ${floor}L${groundLine.join("L")}L${x(lengthM).toFixed(1)} ${floor}Z"/>
${tops.length === 0 ? null : html`<path class="p-standing" d="${tops.map(([i, top]) => `M${point(i, elevationM[i])}L${top}`).join("")}"/>`}
<path class="p-fresnel-edge" d="M${lower.join("L")}"/>
<path class="p-ray" d="M${kept.map((i) => point(i, rayM[i])).join("L")}"/>
${mast(x(0), y(elevationM[0]), y(rayM[0]))}${mast(x(lengthM), y(elevationM[last]), y(rayM[last]))}
${profile.obstacles.map((obstacle) => obstacleMark(x(obstacle.distanceM), y(obstacle.elevationM), y(obstacle.elevationM - obstacle.aboveRayM)))}
${niceTicks({ min: 0, max: lengthM / 1000, count: 6 }).map((km) => distanceTick(km, x(km * 1000)))}
<text class="p-unit" x="${FRAME.left - 6}" y="10" text-anchor="end">m</text>
</svg>`;
}

/** Every n-th point, and always the highest ground and the last. */
function keepPoints(elevationM: Float64Array, rayM: Float64Array): number[] {
  const step = Math.max(1, Math.ceil(elevationM.length / MAX_POINTS));
  const kept: number[] = [];
  for (let from = 0; from < elevationM.length; from += step) {
    let worst = from;
    for (let i = from; i < Math.min(from + step, elevationM.length); i++) {
      if (elevationM[i] - rayM[i] > elevationM[worst] - rayM[worst]) worst = i;
    }
    kept.push(from === 0 ? 0 : worst);
  }
  if (kept[kept.length - 1] !== elevationM.length - 1) kept.push(elevationM.length - 1);
  return kept;
}

function heightTick(heightM: number, y: number): Markup {
  return html`<path class="p-grid" d="M${FRAME.left} ${y.toFixed(1)}H${WIDTH - FRAME.right}"/><text class="p-tick" x="${FRAME.left - 6}" y="${(y + 3.5).toFixed(1)}" text-anchor="end">${formatNumber(heightM)}</text>`;
}

function distanceTick(km: number, x: number): Markup {
  const text = km === 0 ? "0 km" : formatNumber(km, Number.isInteger(km) ? 0 : 1);
  return html`<text class="p-tick" x="${x.toFixed(1)}" y="${HEIGHT - FRAME.bottom + 16}" text-anchor="middle">${text}</text>`;
}

function mast(x: number, groundY: number, antennaY: number): Markup | null {
  if (Number.isNaN(groundY)) return null;
  const top = Math.min(antennaY, groundY - 4);
  return html`<path class="p-mast" d="M${x.toFixed(1)} ${groundY.toFixed(1)}V${top.toFixed(1)}"/><circle class="p-antenna" cx="${x.toFixed(1)}" cy="${antennaY.toFixed(1)}" r="3"/>`;
}

function obstacleMark(x: number, topY: number, rayY: number): Markup {
  return html`<path class="p-obstacle" d="M${x.toFixed(1)} ${topY.toFixed(1)}V${rayY.toFixed(1)}"/><circle class="p-obstacle-top" cx="${x.toFixed(1)}" cy="${topY.toFixed(1)}" r="3.2"/>`;
}
