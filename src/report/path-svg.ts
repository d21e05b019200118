import type { Obstacle, TerrainProfilePicture } from "../geo/line-of-sight.ts";
import { niceTicks } from "./axis.ts";
import { escapeMarkup } from "./escape.ts";

interface PathPictureEnd {
  readonly name: string;
  /** Antenna above ground, m. */
  readonly heightAglM: number;
}

export interface PathPicture {
  readonly profile: TerrainProfilePicture;
  readonly title: string;
  /** A second, smaller line: path loss, frequency, … */
  readonly subtitle?: string;
  readonly from: PathPictureEnd;
  readonly to: PathPictureEnd;
  /** Of the whole picture, pixels; defaults 960 × 420. */
  readonly width?: number;
  readonly height?: number;
}

const DEFAULT_WIDTH = 960;
const DEFAULT_HEIGHT = 420;
const MARGIN = { left: 64, right: 24, top: 64, bottom: 76 };
/** The zone in which at least 0.6 of the radius should be free, and the share of the plot left over the highest line. */
const HEADROOM = 0.12;

/** From metres to pixels. */
interface Scale {
  readonly x: (distanceM: number) => number;
  readonly y: (heightM: number) => number;
}

/**
 * A path as a picture: ground, ray, first Fresnel zone, obstacles. The file stands alone and follows the reader's choice of a
 * light or dark page; all texts are escaped.
 *
 * @param picture its profile needs at least two points
 */
export function pathSvg(picture: PathPicture): string {
  const { profile, width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT } = picture;
  const lengthM = profile.distanceM[profile.distanceM.length - 1];
  const [lowestM, highestM] = heightRange(profile);
  const plotWidth = width - MARGIN.left - MARGIN.right;
  const plotHeight = height - MARGIN.top - MARGIN.bottom;
  const scale: Scale = {
    x: (distanceM) => MARGIN.left + (plotWidth * distanceM) / lengthM,
    y: (heightM) => MARGIN.top + plotHeight * (1 - (heightM - lowestM) / (highestM - lowestM)),
  };
  const floorY = scale.y(lowestM);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="path" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeMarkup(picture.title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<text class="title" x="${MARGIN.left}" y="26">${escapeMarkup(picture.title)}</text>`,
    `<text class="note" x="${MARGIN.left}" y="46">${escapeMarkup(picture.subtitle ?? describe(profile))}</text>`,
    ...axes({ lengthM, lowestM, highestM, left: MARGIN.left, right: width - MARGIN.right, floorY }, scale),
    `<path class="zone" d="${zoneOutline(profile, scale)}"/>`,
    ...buildings(profile, scale),
    `<path class="ground" d="${groundOutline(profile, scale, floorY)}"/>`,
    `<path class="zone-edge" d="${zoneOutline(profile, scale)}"/>`,
    `<path class="${profile.lineOfSight ? "ray" : "ray cut"}" d="${openLine(profile.distanceM, profile.rayM, scale)}"/>`,
    ...masts(picture, scale),
    ...profile.obstacles.map((obstacle) => obstacleMark(obstacle, scale)),
    ...endNames(picture, { left: MARGIN.left, right: width - MARGIN.right, y: height - 14 }),
    ...worstLabel(profile, scale, width - MARGIN.right),
    "</svg>",
    "",
  ].join("\n");
}

const STYLE = `
.path{--page:#fff;--ink:#1b1f24;--soft:#5b6570;--grid:#d9dee3;--ground:#cfc3ab;--edge:#7d6b4a;--zone:#3b82c4;--ray:#1f5f9e;--cut:#c1272d;color-scheme:light dark;font:13px system-ui,-apple-system,"Segoe UI",sans-serif}
@media (prefers-color-scheme:dark){.path{--page:#14181d;--ink:#e8ebee;--soft:#9aa5b1;--grid:#2c343d;--ground:#4a4232;--edge:#a8946b;--zone:#6fb1ea;--ray:#8cc4f5;--cut:#ff7b72}}
.path .page{fill:var(--page)}.path text{fill:var(--ink)}.path .title{font-size:16px;font-weight:600}.path .note,.path .tick,.path .axis{fill:var(--soft)}.path .tick{font-size:12px}
.path .grid{stroke:var(--grid)}.path .ground{fill:var(--ground);stroke:var(--edge);stroke-width:1.5;stroke-linejoin:round}
.path .zone{fill:var(--zone);fill-opacity:.16}.path .zone-edge{fill:none;stroke:var(--zone);stroke-opacity:.55;stroke-dasharray:4 3}
.path .ray{fill:none;stroke:var(--ray);stroke-width:2}.path .ray.cut{stroke:var(--cut)}.path .mast{stroke:var(--ink);stroke-width:3;stroke-linecap:round}.path .antenna{fill:var(--ink)}
.path .obstacle{fill:var(--cut);stroke:var(--page);stroke-width:1}.path .why{fill:var(--cut);font-weight:600;paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}
`.replaceAll("\n", "");

/** What the ground, the ray and the zone span, with room above for names. */
function heightRange({ elevationM, surfaceM = elevationM, rayM, fresnelM }: TerrainProfilePicture): [number, number] {
  let lowestM = Number.POSITIVE_INFINITY;
  let highestM = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < elevationM.length; i++) {
    lowestM = Math.min(lowestM, elevationM[i]);
    highestM = Math.max(highestM, surfaceM[i], rayM[i] + fresnelM[i]);
  }
  const spanM = Math.max(10, highestM - lowestM);
  return [lowestM - 0.08 * spanM, lowestM + spanM * (1 + HEADROOM)];
}

interface Frame {
  readonly lengthM: number;
  readonly lowestM: number;
  readonly highestM: number;
  readonly left: number;
  readonly right: number;
  readonly floorY: number;
}

function axes({ lengthM, lowestM, highestM, left, right, floorY }: Frame, scale: Scale): string[] {
  // Short paths are read in metres, long ones in kilometres.
  const [unit, unitM] = lengthM < 2000 ? ["m", 1] : ["km", 1000];
  const rows = niceTicks({ min: lowestM, max: highestM, count: 7 }).map((heightM) => {
    const y = pixel(scale.y(heightM));
    const label = `<text class="tick" x="${left - 8}" y="${y + 4}" text-anchor="end">${heightM}</text>`;
    return `<line class="grid" x1="${left}" x2="${right}" y1="${y}" y2="${y}"/>${label}`;
  });
  const columns = niceTicks({ min: 0, max: lengthM / unitM, count: 8 }).map((distance) => {
    const x = pixel(scale.x(distance * unitM));
    const label = `<text class="tick" x="${x}" y="${floorY + 18}" text-anchor="middle">${distance}</text>`;
    return `<line class="grid" x1="${x}" x2="${x}" y1="${floorY}" y2="${floorY + 5}"/>${label}`;
  });
  return [
    ...rows,
    ...columns,
    `<text class="axis" x="${left - 8}" y="${MARGIN.top - 6}" text-anchor="end">m</text>`,
    `<text class="axis" x="${(left + right) / 2}" y="${floorY + 36}" text-anchor="middle">distance, ${unit}</text>`,
  ];
}

function openLine(distanceM: Float64Array, heightM: Float64Array, scale: Scale): string {
  return Array.from(
    distanceM,
    (at, i) => `${i === 0 ? "M" : "L"}${pixel(scale.x(at))} ${pixel(scale.y(heightM[i]))}`,
  ).join("");
}

function groundOutline({ distanceM, elevationM }: TerrainProfilePicture, scale: Scale, floorY: number): string {
  const end = pixel(scale.x(distanceM[distanceM.length - 1]));
  return `${openLine(distanceM, elevationM, scale)}L${end} ${floorY}L${pixel(scale.x(0))} ${floorY}Z`;
}

/** What stands on the ground: a block of one step's width at each point; the ground is drawn over its foot. */
function buildings({ distanceM, elevationM, surfaceM }: TerrainProfilePicture, scale: Scale): string[] {
  if (surfaceM === undefined) return [];
  const halfStepM = distanceM[1] / 2;
  const blocks = Array.from(surfaceM, (topM, i) => {
    if (!(topM > elevationM[i])) return "";
    const [left, right] = [distanceM[i] - halfStepM, distanceM[i] + halfStepM].map((at) => pixel(scale.x(at)));
    return `M${left} ${pixel(scale.y(elevationM[i]))}V${pixel(scale.y(topM))}H${right}V${pixel(scale.y(elevationM[i]))}Z`;
  });
  return [`<path style="fill:var(--soft)" d="${blocks.join("")}"><title>what stands on the ground</title></path>`];
}

/** Along the upper edge of the zone and back along the lower one. */
function zoneOutline({ distanceM, rayM, fresnelM }: TerrainProfilePicture, scale: Scale): string {
  const upper = openLine(
    distanceM,
    rayM.map((heightM, i) => heightM + fresnelM[i]),
    scale,
  );
  const lower = openLine(distanceM.toReversed(), rayM.map((heightM, i) => heightM - fresnelM[i]).toReversed(), scale);
  return `${upper}L${lower.slice(1)}Z`;
}

function masts({ profile }: PathPicture, scale: Scale): string[] {
  return [0, profile.distanceM.length - 1].map((i) => {
    const x = pixel(scale.x(profile.distanceM[i]));
    const top = pixel(scale.y(profile.rayM[i]));
    const foot = pixel(scale.y(profile.elevationM[i]));
    return `<line class="mast" x1="${x}" x2="${x}" y1="${foot}" y2="${top}"/><circle class="antenna" cx="${x}" cy="${top}" r="4"/>`;
  });
}

function endNames({ from, to }: PathPicture, at: { left: number; right: number; y: number }): string[] {
  const label = ({ name, heightAglM }: PathPictureEnd) =>
    escapeMarkup(`${name}, ${Number(heightAglM.toFixed(1))} m above ground`);
  return [
    `<text x="${at.left}" y="${at.y}">${label(from)}</text>`,
    `<text x="${at.right}" y="${at.y}" text-anchor="end">${label(to)}</text>`,
  ];
}

function obstacleMark({ distanceM, elevationM, aboveRayM }: Obstacle, scale: Scale): string {
  const x = pixel(scale.x(distanceM));
  const y = pixel(scale.y(elevationM));
  const hint = `${(distanceM / 1000).toFixed(2)} km: ${aboveRayM.toFixed(1)} m above the ray`;
  return `<path class="obstacle" d="M${x} ${y}l6 -11h-12z"><title>${hint}</title></path>`;
}

/** Only the worst obstacle is named: more labels would cover each other. */
function worstLabel({ obstacles }: TerrainProfilePicture, scale: Scale, right: number): string[] {
  if (obstacles.length === 0) return [];
  const worst = obstacles.reduce((most, one) => (one.aboveRayM > most.aboveRayM ? one : most));
  const x = scale.x(worst.distanceM);
  const y = pixel(scale.y(worst.elevationM) - 18);
  const anchor = x < MARGIN.left + 120 ? "start" : x > right - 120 ? "end" : "middle";
  return [
    `<text class="why" x="${pixel(x)}" y="${y}" text-anchor="${anchor}">${worst.aboveRayM.toFixed(0)} m above the ray</text>`,
  ];
}

function describe({ lineOfSight, fresnelClearance }: TerrainProfilePicture): string {
  const sight = lineOfSight ? "line of sight" : "no line of sight";
  return `${sight}; least clearance ${fresnelClearance.toFixed(2)} of the first Fresnel zone's radius`;
}

function pixel(value: number): number {
  return Number(value.toFixed(1));
}
