import { linearScale, linearTicks, type PlotArea, plotAxes } from "../plot/frame.ts";
import { markerPoints } from "../plot/markers.ts";
import { heading, line, type Mark, type Scene } from "../plot/scene.ts";
import type { SymbolSpectrum } from "./dechirp.ts";

export interface DechirpedPicture {
  readonly title: string;
  readonly subtitle?: string;
  readonly spectrum: SymbolSpectrum;
}

const WIDTH = 960;
const HEIGHT = 460;
const AREA: PlotArea = { left: 64, right: WIDTH - 24, top: 112, bottom: HEIGHT - 62 };
/** Deeper notches of noise say nothing. */
const LOWEST_DB = -20;
/** Room for the peak's label, dB. */
const ROOM_DB = 6;
/** A label so close under the dashed line would cross it. */
const NEAR_DB = 3;
/** More points than a line can show are joined, keeping the strongest. */
const MAX_POINTS = 1024;

/**
 * The spectrum of one symbol as it came, and once it is dechirped: spread over the band before, one peak after. Zero decibels is the
 * mean power per bin, the same for both.
 *
 * @returns the picture, to be written by `sceneSvg` or `scenePng`
 */
export function dechirpedScene({ title, subtitle = "", spectrum }: DechirpedPicture): Scene {
  const { received, dechirped, peak } = spectrum;
  const bins = dechirped.length;
  const gainDb = 10 * Math.log10(bins);
  const x = linearScale({ min: -0.5, max: bins - 0.5 }, AREA.left, AREA.right);
  const y = linearScale({ min: LOWEST_DB, max: gainDb + ROOM_DB }, AREA.bottom, AREA.top);
  const peakDb = decibels(dechirped[peak]);
  const curve = (power: Float64Array) =>
    strongestOf(power).flatMap(([bin, value]) => [x.at(bin), y.at(decibels(value))]);
  const [peakX, peakY] = [x.at(peak), y.at(peakDb)];
  // The label stands on the side where there is room
  const side = peakX > (AREA.left + AREA.right) / 2 ? -1 : 1;
  const peakText = `bin ${peak}: ${peakDb.toFixed(1)} dB`;
  const gainText = `all of the power in one bin: 10 log10(${bins}) = ${gainDb.toFixed(1)} dB`;
  return {
    title,
    description: `The spectrum of one symbol. As received, its power is spread over ${bins} bins, 0 dB each on average. Dechirped, bin ${peak} stands at ${peakDb.toFixed(1)} dB, the next strongest at ${secondDb(spectrum).toFixed(1)} dB.`,
    width: WIDTH,
    height: HEIGHT,
    marks: [
      ...heading(title, subtitle, AREA.left),
      ...plotAxes({
        area: AREA,
        x,
        y,
        xTicks: linearTicks(x, 8),
        yTicks: linearTicks(y, 8),
        xTitle: "bin: where in the band the chirp starts",
        yTitle: "power, dB over the mean of all bins",
        grid: true,
      }),
      line([AREA.left, y.at(gainDb), AREA.right, y.at(gainDb)], "soft", { dashed: true }),
      {
        kind: "text",
        text: gainText,
        x: side > 0 ? AREA.right - 6 : AREA.left + 6,
        y: y.at(gainDb) - 6,
        anchor: side > 0 ? "end" : "start",
        colour: "soft",
        size: "small",
        halo: "page",
      },
      line(curve(received), "orange"),
      line(curve(dechirped), "blue", { width: 1.5 }),
      { kind: "polygon", points: markerPoints(0, peakX, peakY, 4.5), colour: "blue" },
      {
        kind: "text",
        text: peakText,
        x: peakX + 12 * side,
        y: peakY + (gainDb - peakDb < NEAR_DB ? 18 : 5),
        anchor: side > 0 ? "start" : "end",
        halo: "page",
      },
      ...legend(),
    ],
  };
}

function legend(): Mark[] {
  const y = 74;
  return [
    line([AREA.left, y, AREA.left + 26, y], "orange"),
    { kind: "text", text: "as received", x: AREA.left + 34, y: y + 4 },
    line([AREA.left + 140, y, AREA.left + 166, y], "blue", { width: 1.5 }),
    { kind: "text", text: "dechirped", x: AREA.left + 174, y: y + 4 },
  ];
}

/** Bin and power of the strongest in each group of neighbours. */
function strongestOf(power: Float64Array): [bin: number, power: number][] {
  const group = Math.ceil(power.length / MAX_POINTS);
  return Array.from({ length: Math.ceil(power.length / group) }, (_, g) => {
    let best = g * group;
    for (let i = best + 1; i < Math.min(power.length, (g + 1) * group); i++) if (power[i] > power[best]) best = i;
    return [best, power[best]];
  });
}

/** What noise, or a second signal, comes to at most. */
function secondDb({ dechirped, peak }: SymbolSpectrum): number {
  return decibels(dechirped.reduce((most, power, bin) => (bin === peak ? most : Math.max(most, power)), 0));
}

function decibels(power: number): number {
  return Math.max(LOWEST_DB, 10 * Math.log10(power));
}
