import { gainAlongVertical } from "../link/antennas/figures.ts";
import type { RadiationPattern } from "../link/antennas/pattern.ts";
import { heading, line, type Mark, type Scene } from "./plot/scene.ts";
import { sceneSvg } from "./plot/scene-svg.ts";

export interface AntennaPicture {
  readonly title: string;
  /** A second, smaller line: gain, beamwidths, mounting, … */
  readonly subtitle: string;
  /** As it stands: bearings from north, elevations from the horizon. */
  readonly pattern: RadiationPattern;
  /** Where it looks, clockwise from north: the vertical cut goes through there. */
  readonly azimuthDeg: number;
}

const WIDTH = 820;
const HEIGHT = 470;
const RADIUS = 160;
const CENTRE_Y = 282;
/** Of the two diagrams, left and right. */
const CENTRES_X = [215, 605] as const;
/** From the rim to the centre, dB, in rings of ten: what is weaker does not count. */
const DEPTH_DB = 40;
const RING_DB = 10;
const SPOKE_DEG = 30;
const STEP_DEG = 0.5;
const DEG = Math.PI / 180;

/**
 * Both cuts of an antenna as polar diagrams: at the horizon by bearing, north above, and upright through the direction it looks in.
 * The rim is the peak gain rounded up; the centre lies 40 dB below.
 *
 * @returns the picture, to be written by `sceneSvg` or `scenePng`
 */
export function antennaScene({ title, subtitle, pattern, azimuthDeg }: AntennaPicture): Scene {
  const rimDbi = Math.ceil(pattern.peakGainDbi / RING_DB - 1e-9) * RING_DB;
  const radiusOf = (gainDbi: number) => RADIUS * Math.min(1, Math.max(0, 1 + (gainDbi - rimDbi) / DEPTH_DB));
  const horizon: Diagram = {
    centreX: CENTRES_X[0],
    title: "at the horizon, by bearing",
    label: (deg) => COMPASS[deg] ?? `${deg}°`,
    towards: (deg) => deg - 90,
    gainAt: (deg) => pattern.gainDbi(deg * DEG, 0),
    lookDeg: azimuthDeg,
  };
  const upright: Diagram = {
    centreX: CENTRES_X[1],
    title: `upright, towards ${degrees(azimuthDeg)}`,
    label: (deg) => `${deg > 90 && deg < 270 ? 180 - deg : deg >= 270 ? deg - 360 : deg}°`.replace("-", "−"),
    towards: (deg) => -deg,
    gainAt: (deg) => gainAlongVertical(pattern, azimuthDeg, deg),
    lookDeg: 0,
  };
  return {
    title,
    description: `Polar diagrams of the gain, peak ${pattern.peakGainDbi.toFixed(1)} dBi: at the horizon, and upright towards ${degrees(azimuthDeg)}.`,
    width: WIDTH,
    height: HEIGHT,
    marks: [
      ...heading(title, subtitle, 30),
      ...[horizon, upright].flatMap((diagram) => [
        ...web(diagram, rimDbi),
        line(curve(diagram, radiusOf), "blue", { width: 2 }),
        line([...at(diagram, diagram.lookDeg, 0), ...at(diagram, diagram.lookDeg, RADIUS)], "orange", { dashed: true }),
      ]),
    ],
  };
}

/** {@link antennaScene} as an SVG file. */
export function antennaSvg(picture: AntennaPicture): string {
  return sceneSvg(antennaScene(picture));
}

const COMPASS: Readonly<Record<number, string>> = { 0: "N", 90: "E", 180: "S", 270: "W" };

interface Diagram {
  readonly centreX: number;
  readonly title: string;
  readonly label: (angleDeg: number) => string;
  /** Degrees on the paper, clockwise from the right. */
  readonly towards: (angleDeg: number) => number;
  readonly gainAt: (angleDeg: number) => number;
  /** Where the antenna looks. */
  readonly lookDeg: number;
}

function at({ centreX, towards }: Diagram, angleDeg: number, radius: number): [x: number, y: number] {
  const paperRad = towards(angleDeg) * DEG;
  return [centreX + radius * Math.cos(paperRad), CENTRE_Y + radius * Math.sin(paperRad)];
}

/** Rings with their levels, spokes with their angles. */
function web(diagram: Diagram, rimDbi: number): Mark[] {
  const { centreX } = diagram;
  const marks: Mark[] = [{ kind: "text", text: diagram.title, x: centreX, y: 82, anchor: "middle" }];
  for (let down = 0; down < DEPTH_DB; down += RING_DB) {
    const radius = RADIUS * (1 - down / DEPTH_DB);
    const ring = Array.from({ length: 121 }, (_, i) => at(diagram, 3 * i, radius)).flat();
    marks.push(line(ring, "grid"));
  }
  for (let deg = 0; deg < 360; deg += SPOKE_DEG) {
    const [x, y] = at(diagram, deg, RADIUS + 18);
    marks.push(line([centreX, CENTRE_Y, ...at(diagram, deg, RADIUS)], "grid"));
    marks.push({
      kind: "text",
      text: diagram.label(deg),
      x,
      y: y + 4,
      colour: "soft",
      size: "small",
      anchor: "middle",
    });
  }
  // Behind the antenna, where the curve is small, and midway between two spokes
  const levelsDeg = Math.round((diagram.lookDeg + 180 - SPOKE_DEG) / SPOKE_DEG) * SPOKE_DEG + SPOKE_DEG / 2;
  for (let down = 0; down < DEPTH_DB; down += RING_DB) {
    const text = `${rimDbi - down}${down === 0 ? " dBi" : ""}`.replace("-", "−");
    const [x, y] = at(diagram, levelsDeg, RADIUS * (1 - down / DEPTH_DB));
    marks.push({ kind: "text", text, x, y: y + 4, colour: "soft", size: "small", anchor: "middle", halo: "page" });
  }
  return marks;
}

function curve(diagram: Diagram, radiusOf: (gainDbi: number) => number): number[] {
  const count = Math.round(360 / STEP_DEG);
  return Array.from({ length: count + 1 }, (_, i) => {
    const deg = (i % count) * STEP_DEG;
    return at(diagram, deg, radiusOf(diagram.gainAt(deg)));
  }).flat();
}

function degrees(angleDeg: number): string {
  return `${Number(angleDeg.toFixed(1))}°`;
}
