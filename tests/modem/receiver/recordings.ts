import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { SpreadingFactor } from "../../../src/lora/parameters.ts";
import { createSampleParser } from "../../../src/modem/files/sample-parser.ts";
import type { ModemCodingRate } from "../../../src/modem/frame-settings.ts";
import type { ReceiverOptions } from "../../../src/modem/receiver/decoded-frame.ts";

const FOLDER = path.join(import.meta.dirname, "../../reference/modem/iq");

/** A frame of a reference recording, as its description says. */
export interface RecordedFrame {
  readonly payloadHex: string;
  readonly startSample: number;
  readonly symbols: readonly number[];
  readonly sf: SpreadingFactor;
  readonly carrierOffsetHz: number;
  readonly clockPpm: number;
  readonly snrDb: number | null;
}

export interface Recording {
  readonly samples: Float32Array;
  readonly frames: readonly RecordedFrame[];
  /** What a receiver of it must be told. */
  readonly options: Partial<ReceiverOptions> & { readonly sampleRateHz: number; readonly bandwidthHz: number };
}

/** All reference recordings' names. */
export const RECORDINGS = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length));

export function readRecording(name: string): Recording {
  const about = JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), "utf8")) as Description;
  const format = existsSync(path.join(FOLDER, `${name}.cf32`)) ? "cf32" : "ci16";
  const samples = createSampleParser(format)
    .push(readFileSync(path.join(FOLDER, `${name}.${format}`)))
    .slice();
  const frames = about.frames.map((frame) => describe({ ...about, ...frame }));
  const implicit = {
    payloadBytes: frames[0].payloadHex.length / 2,
    codingRate: `4/${4 + (about.cr ?? 1)}` as ModemCodingRate,
    crc: about.crc ?? true,
  };
  const options = {
    sampleRateHz: about.sampleRate,
    bandwidthHz: about.bandwidth,
    spreadingFactors: [...new Set(frames.map(({ sf }) => sf))].sort((a, b) => a - b),
    syncWord: Number(about.syncWord ?? about.frames[0].syncWord),
    invertIq: about.invertedIQ ?? false,
    implicit: about.implicitHeader ? implicit : null,
  };
  return { samples, frames, options };
}

function describe(frame: FrameDescription): RecordedFrame {
  const { payloadHex, startSample, symbols, sf, cfoHz, txClockPpm, amplitude } = frame;
  const unitSnrDb = frame.snrDbInBand ?? frame.snrDbInBandForUnitAmplitude ?? null;
  const snrDb = unitSnrDb === null ? null : unitSnrDb + 20 * Math.log10(amplitude);
  return { payloadHex, startSample, symbols, sf, carrierOffsetHz: cfoHz, clockPpm: txClockPpm, snrDb };
}

/** What may be said once for the recording or for each of its frames. */
interface FrameDescription {
  readonly payloadHex: string;
  readonly startSample: number;
  readonly symbols: readonly number[];
  readonly sf: SpreadingFactor;
  readonly cfoHz: number;
  readonly txClockPpm: number;
  readonly amplitude: number;
  readonly syncWord: string;
  readonly snrDbInBand?: number | null;
  readonly snrDbInBandForUnitAmplitude?: number;
}

interface Description extends FrameDescription {
  readonly sampleRate: number;
  readonly bandwidth: number;
  readonly cr?: number;
  readonly crc?: boolean;
  readonly implicitHeader?: boolean;
  readonly invertedIQ?: boolean;
  readonly frames: readonly FrameDescription[];
}
