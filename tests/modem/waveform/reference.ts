import { readFileSync } from "node:fs";
import path from "node:path";
import type { SpreadingFactor } from "../../../src/lora/parameters.ts";
import type { FrameSettings } from "../../../src/modem/frame-settings.ts";
import { frameChirps } from "../../../src/modem/waveform/frame-chirps.ts";
import { PERFECT_TRANSMITTER, type Waveform } from "../../../src/modem/waveform/waveform.ts";

const FOLDER = path.join(import.meta.dirname, "../../reference/modem/iq");

/** A reference recording, and its frames as waveforms by the parameters beside it. */
export function readRecording(name: string): { samples: Float32Array; frames: Waveform[]; snrDb: number | null } {
  const about = JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), "utf8")) as Recording;
  const bytes = readFileSync(path.join(FOLDER, about.file));
  const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const settings: FrameSettings = {
    sf: about.sf,
    bandwidthHz: about.bandwidth,
    codingRate: "4/5",
    crc: about.crc,
    implicitHeader: about.implicitHeader,
    lowDataRate: about.ldroEffective,
    chip: "sx127x",
  };
  const envelope = {
    preambleSymbols: about.preambleUpchirps,
    syncWord: Number(about.syncWord),
    invertIq: about.invertedIQ,
  };
  const frames = about.frames.map(({ symbols, startSample }) => ({
    ...PERFECT_TRANSMITTER,
    chirps: frameChirps(settings, envelope, symbols),
    sf: about.sf,
    bandwidthHz: about.bandwidth,
    sampleRateHz: about.sampleRate,
    startSample,
    carrierOffsetHz: about.cfoHz,
    clockPpm: about.txClockPpm,
    invertIq: about.invertedIQ,
    amplitude: about.amplitude,
  }));
  return { samples, frames, snrDb: about.snrDbInBand };
}

interface Recording {
  readonly file: string;
  readonly sf: SpreadingFactor;
  readonly bandwidth: number;
  readonly sampleRate: number;
  readonly crc: boolean;
  readonly implicitHeader: boolean;
  readonly ldroEffective: boolean;
  readonly preambleUpchirps: number;
  readonly syncWord: string;
  readonly invertedIQ: boolean;
  readonly cfoHz: number;
  readonly txClockPpm: number;
  readonly amplitude: number;
  readonly snrDbInBand: number | null;
  readonly frames: readonly { readonly symbols: readonly number[]; readonly startSample: number }[];
}
