import type { FrameSettings } from "../../src/modem/frame-settings.ts";
import { addWaveform } from "../../src/modem/waveform/add-waveform.ts";
import { frameChirps } from "../../src/modem/waveform/frame-chirps.ts";
import { PERFECT_TRANSMITTER, type Waveform, waveformSamples } from "../../src/modem/waveform/waveform.ts";
import type { MarkedFrame } from "../../src/report/modem/frame-parts.ts";

export interface MadeChirps {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly frame: MarkedFrame;
}

/** A short frame's samples with what a receiver would say of it: 16 symbols, two of silence before and after. */
export function madeChirps(change: Partial<FrameSettings & Waveform> = {}): MadeChirps {
  const settings: FrameSettings = {
    sf: 7,
    bandwidthHz: 125_000,
    codingRate: "4/5",
    crc: true,
    implicitHeader: false,
    lowDataRate: false,
    chip: "sx126x",
    ...change,
  } as FrameSettings;
  const envelope = { preambleSymbols: 8, syncWord: 0x12, invertIq: change.invertIq ?? false };
  const bins = 2 ** settings.sf;
  const symbols = Uint16Array.from({ length: 16 }, (_, i) => (37 * i + 5) % bins);
  const sampleRateHz = change.sampleRateHz ?? 4 * settings.bandwidthHz;
  const startSample = change.startSample ?? (2 * bins * sampleRateHz) / settings.bandwidthHz;
  const waveform: Waveform = {
    ...PERFECT_TRANSMITTER,
    chirps: frameChirps(settings, envelope, symbols),
    sf: settings.sf,
    bandwidthHz: settings.bandwidthHz,
    ...change,
    sampleRateHz,
    startSample,
  };
  const endSample = startSample + waveformSamples(waveform);
  const samples = new Float32Array(2 * Math.ceil(endSample + startSample));
  addWaveform(samples, 0, waveform);
  const frame: MarkedFrame = {
    ...settings,
    ...envelope,
    startS: startSample / sampleRateHz,
    endS: endSample / sampleRateHz,
    symbols,
    payload: Uint8Array.from([0x3c, 0x62, 0x3e, 0x26]),
    crcOk: true,
    cfoHz: waveform.carrierOffsetHz,
    clockPpm: waveform.clockPpm,
  };
  return { samples, sampleRateHz, frame };
}
