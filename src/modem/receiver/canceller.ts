import { encodeFrame } from "../coding/encode-frame.ts";
import { addWaveform } from "../waveform/add-waveform.ts";
import { frameChirps } from "../waveform/frame-chirps.ts";
import { PERFECT_TRANSMITTER, type Waveform, waveformSamples } from "../waveform/waveform.ts";
import type { ReceiverOptions } from "./decoded-frame.ts";
import type { FrameReader, ReadFrame } from "./reading/frame-reader.ts";
import { createFrontEnd, type FrontEnd, type FrontEndDesign, firstInput } from "./samples/front-end.ts";
import { HalfChipStream } from "./samples/half-chip-stream.ts";

/** Input samples that are made at a time. */
const PIECE_SAMPLES = 65_536;
/** Half-chips over which amplitude and phase are taken as constant: at least so many, and four stretches a symbol. */
const MIN_STRETCH = 128;
const STRETCHES = 4;

/**
 * Takes decoded frames off the samples, so that what lay under them can be read.
 *
 * A frame is made again as it was sent, with the carrier, timing and clock that were measured, and goes through the same filter; what
 * fits it best, stretch by stretch, is subtracted. That leaves what amplitude and phase cannot follow: 20 to 40 dB less.
 */
export class Canceller {
  private readonly options: ReceiverOptions;
  private readonly design: FrontEndDesign;
  private readonly frontEnd: FrontEnd;
  private readonly copy = new HalfChipStream(0);

  constructor(options: ReceiverOptions, design: FrontEndDesign) {
    this.options = options;
    this.design = design;
    this.frontEnd = createFrontEnd(design);
  }

  /** Takes a frame off as much of the stream as is there. */
  cancel(stream: HalfChipStream, reader: FrameReader, read: ReadFrame): void {
    const { copy, frontEnd, design, options } = this;
    const waveform = waveformOf(reader, read, options, design);
    const first = Math.max(stream.first, Math.floor(waveform.startSample / design.step));
    const end = Math.min(stream.end, Math.ceil((waveform.startSample + waveformSamples(waveform)) / design.step));
    if (end <= first) return;
    copy.restart(first);
    frontEnd.restart(first);
    const lastSample = Math.ceil(end * design.step) + design.length;
    for (let at = firstInput(design, first); at < lastSample; at += PIECE_SAMPLES) {
      const piece = new Float32Array(2 * Math.min(PIECE_SAMPLES, lastSample - at));
      addWaveform(piece, at, waveform);
      frontEnd.push(piece, copy, first);
    }
    const stretch = Math.max(MIN_STRETCH, (2 * 2 ** waveform.sf) / STRETCHES);
    for (let from = first; from < end; from += stretch) subtract(stream, copy, from, Math.min(from + stretch, end));
  }
}

/** The frame as the receiver saw it, at the input's rate. */
function waveformOf(reader: FrameReader, read: ReadFrame, options: ReceiverOptions, design: FrontEndDesign): Waveform {
  const { sync } = reader;
  const { settings } = read;
  const { sampleRateHz, bandwidthHz, invertIq, channelOffsetHz } = options;
  const chips = 2 ** settings.sf;
  const envelope = { preambleSymbols: sync.preambleSymbols, syncWord: sync.syncWord, invertIq };
  const { symbolChips, startPlace, carrierBins } = reader.fit();
  const carrierHz = (carrierBins * bandwidthHz) / chips;
  return {
    ...PERFECT_TRANSMITTER,
    chirps: frameChirps(settings, envelope, encodeFrame(settings, read.payload)),
    sf: settings.sf,
    bandwidthHz,
    sampleRateHz,
    startSample: startPlace * design.step,
    carrierOffsetHz: invertIq ? carrierHz - channelOffsetHz : carrierHz + channelOffsetHz,
    clockPpm: (chips / symbolChips - 1) * 1e6,
    invertIq,
  };
}

/** Takes the copy, times the factor that leaves least, off a stretch of the stream. */
function subtract(stream: HalfChipStream, copy: HalfChipStream, from: number, to: number): void {
  const y = stream.iq;
  const x = copy.iq;
  const yAt = 2 * (from - stream.first);
  const xAt = 2 * (from - copy.first);
  const length = 2 * (to - from);
  let re = 0;
  let im = 0;
  let power = 0;
  for (let i = 0; i < length; i += 2) {
    const xRe = x[xAt + i]!;
    const xIm = x[xAt + i + 1]!;
    const yRe = y[yAt + i]!;
    const yIm = y[yAt + i + 1]!;
    re += yRe * xRe + yIm * xIm;
    im += yIm * xRe - yRe * xIm;
    power += xRe * xRe + xIm * xIm;
  }
  if (power === 0) return;
  re /= power;
  im /= power;
  for (let i = 0; i < length; i += 2) {
    const xRe = x[xAt + i]!;
    const xIm = x[xAt + i + 1]!;
    y[yAt + i]! -= re * xRe - im * xIm;
    y[yAt + i + 1]! -= re * xIm + im * xRe;
  }
}
