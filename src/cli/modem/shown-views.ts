import { InputError, WorkError } from "../../math/errors.ts";
import { symbolSpectrum } from "../../report/modem/dechirp.ts";
import { dechirpedScene } from "../../report/modem/dechirped-scene.ts";
import { type MarkedFrame, symbolStartS, symbolTimeS } from "../../report/modem/frame-parts.ts";
import { frequencyScene, frequencyStretch } from "../../report/modem/frequency-scene.ts";
import { createSpectrogram } from "../../report/modem/spectrogram.ts";
import { spectrogramScene } from "../../report/modem/spectrogram-scene.ts";
import type { Scene } from "../../report/plot/scene.ts";
import { renamePlaces } from "../errors.ts";
import { readStretch, type ShownSignal } from "./shown-signal.ts";

export const VIEWS = ["spectrogram", "frequency", "dechirped"] as const;

/** What is to be drawn of a signal: values of the command's options, undefined where they were not given. */
export interface ViewOptions {
  readonly view: string | undefined;
  /** From 1, as are symbols. */
  readonly frame: number | undefined;
  readonly symbol: number | undefined;
  readonly fromS: number | undefined;
  readonly toS: number | undefined;
  readonly spanHz: number | undefined;
  readonly columns: number | undefined;
}

/** Chips on each side of a stretch that the pictures' filter looks at as well. */
const FILTER_CHIPS = 40;
/** Of the bandwidth: a carrier may be off by a quarter of it. */
const DEFAULT_SPAN = 2;

/**
 * @throws {InputError} naming the flag that asks for what is not there
 * @throws {WorkError} `nothing-decoded` when a frame is to be drawn and there is none
 */
export function drawView(shown: ShownSignal, options: ViewOptions): Promise<Scene> {
  switch (options.view ?? "spectrogram") {
    case "frequency":
      return drawFrequency(shown, options);
    case "dechirped":
      return drawDechirped(shown, options);
    default:
      return drawSpectrogram(shown, options);
  }
}

async function drawSpectrogram(shown: ShownSignal, options: ViewOptions): Promise<Scene> {
  const { name, origin, sampleRateHz, bandwidthHz, channelOffsetHz, durationS, frames } = shown;
  const spanHz = options.spanHz ?? Math.min(sampleRateHz, DEFAULT_SPAN * bandwidthHz);
  const reachHz = Math.max(0, (sampleRateHz - spanHz) / 2);
  if (!((options.fromS ?? 0) < durationS)) {
    const message = `expected a time before the recording's end, ${durationS.toFixed(3)} s, got ${options.fromS} s`;
    throw new InputError({ code: "out-of-range", where: "--from", message });
  }
  const accumulator = renamePlaces(
    (name) => (name === "spanHz" ? "--span" : name),
    () =>
      createSpectrogram({
        sampleRateHz,
        bandwidthHz,
        sf: commonSf(shown),
        fromS: options.fromS,
        toS: options.toS,
        columns: options.columns,
        // A band that is wider than what lies about the channel is moved to where there is something
        middleHz: Math.min(reachHz, Math.max(-reachHz, channelOffsetHz)),
        spanHz,
      }),
  );
  for await (const samples of shown.read()) {
    accumulator.push(samples);
    if (accumulator.full) break;
  }
  return spectrogramScene({ ...shown, title: name, subtitle: origin, spectrogram: accumulator.end(), frames });
}

/** Of the frames' spreading factors the one that is met most: the window suits its chirps. */
function commonSf({ frames, sf }: ShownSignal): number {
  const counts = new Map<number, number>();
  for (const frame of frames) counts.set(frame.sf, (counts.get(frame.sf) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [sf, 0])[0];
}

async function drawFrequency(shown: ShownSignal, options: ViewOptions): Promise<Scene> {
  const frame = chosenFrame(shown, options);
  const own = frequencyStretch(frame, options.symbol === undefined ? null : chosenSymbol(frame, options.symbol));
  const { fromS = own.fromS, toS = own.toS } = options;
  const edgeS = FILTER_CHIPS / frame.bandwidthHz;
  const stretch = await readStretch(shown, { fromS: fromS - edgeS, toS: toS + edgeS });
  return frequencyScene({
    ...shown,
    ...stretch,
    title: `Frequency over time: ${shown.name}`,
    subtitle: shown.origin,
    frame,
    fromS,
    toS,
  });
}

async function drawDechirped(shown: ShownSignal, options: ViewOptions): Promise<Scene> {
  const frame = chosenFrame(shown, options);
  const symbol = chosenSymbol(frame, options.symbol ?? 1);
  const startS = symbolStartS(frame, symbol);
  const edgeS = FILTER_CHIPS / frame.bandwidthHz;
  const stretch = await readStretch(shown, { fromS: startS - edgeS, toS: startS + symbolTimeS(frame) + edgeS });
  const startSample = (startS - stretch.samplesFromS) * shown.sampleRateHz;
  const spectrum = symbolSpectrum(stretch.samples, frame, { ...shown, startSample });
  const title = `Symbol ${symbol + 1}, SF${frame.sf}: ${shown.name}`;
  return dechirpedScene({ title, subtitle: `${shown.origin}; the symbol is ${frame.symbols[symbol]}`, spectrum });
}

function chosenFrame({ frames }: ShownSignal, { frame: number = 1 }: ViewOptions): MarkedFrame {
  const frame = frames[number - 1];
  if (frame !== undefined) return frame;
  if (frames.length === 0) {
    const hint = "--view spectrogram shows what there is";
    throw new WorkError("nothing-decoded", "no frame was decoded whose chirps could be drawn", { hint });
  }
  const message = `expected a frame from 1 to ${frames.length}, got ${number}`;
  throw new InputError({ code: "out-of-range", where: "--frame", message });
}

/** @returns the symbol's index from 0 */
function chosenSymbol({ symbols }: MarkedFrame, number: number): number {
  if (number <= symbols.length) return number - 1;
  const message = `expected a symbol from 1 to ${symbols.length}, got ${number}`;
  throw new InputError({ code: "out-of-range", where: "--symbol", message });
}
