import { createGaussian } from "../../math/gaussian.ts";
import type { Random } from "../../math/random.ts";
import { streamRandom } from "../../math/stream-random.ts";
import { addMultipathWaveform, createPaths, type Path } from "../channel/multipath.ts";
import { noiseSigma } from "../channel/noise.ts";
import { encodeFrame } from "../coding/encode-frame.ts";
import { frameBlocks } from "../coding/frame-layout.ts";
import { countOnes } from "../coding/hamming.ts";
import { labelOfSymbol } from "../coding/symbol-label.ts";
import type { DecodedFrame, ReceiverOptions } from "../receiver/decoded-frame.ts";
import { createReceiver } from "../receiver/receiver.ts";
import { addWaveform } from "../waveform/add-waveform.ts";
import { frameChirps } from "../waveform/frame-chirps.ts";
import { type Waveform, waveformSamples } from "../waveform/waveform.ts";
import type { ErrorCounts } from "./counts.ts";
import { batchPath, type FrameBatch, multipathOf } from "./frame-batch.ts";

/** Noise alone before each frame, in symbols: so much at least that frames do not touch each other, and up to so much more. */
const LEAST_GAP = 4;
const GAP_SPREAD = 2;
/** A decoded frame belongs to the one that was sent so many symbols from it at most: a preamble may be seen late. */
const REACH_SYMBOLS = 6;
/** Noise that follows the last frame, so that it is read to its end. */
const TAIL_SYMBOLS = 8;

interface SentFrame {
  readonly startSample: number;
  readonly payload: Uint8Array;
  readonly symbols: Uint16Array;
  found: DecodedFrame | null;
}

/**
 * Sends frames through modulator and channel to the real receiver, which is told nothing but what every receiver knows.
 *
 * One stream with noise throughout: the frames follow each other after random gaps, each with a carrier offset, a clock, a phase and
 * a fraction of a sample of its own. A frame has arrived when its payload comes out, with a good CRC where it has one. Symbols
 * are compared in the frames that were found, and of those at the full rate where there are any: at the reduced rate a receiver
 * decides among a quarter of the bins, and errs less.
 */
export function simulateReceivedFrames(batch: FrameBatch): ErrorCounts {
  const random = streamRandom(batch.seed, ...batchPath(batch), 0);
  const gaussian = createGaussian(2 ** 32 * random());
  const sigma = noiseSigma(batch.snrDb, { ...batch.settings, sampleRateHz: batch.sampleRateHz, signalPower: 1 });
  const receiver = createReceiver(receiverOptions(batch));
  const sent: SentFrame[] = [];
  let buffer = new Float32Array(0);
  let scratch = new Float32Array(0);
  let at = 0;
  const transmit = (length: number, add: (out: Float32Array) => void): void => {
    if (buffer.length < 2 * length) buffer = new Float32Array(2 * length);
    const out = buffer.subarray(0, 2 * length).fill(0);
    add(out);
    gaussian.addTo(out, sigma);
    for (const frame of receiver.push(out)) assign(frame, sent, batch);
    at += length;
  };
  for (let f = 0; f < batch.frames; f++) {
    const { waveform, ...frame } = drawFrame(batch, at, random);
    const paths = createPaths(multipathOf(batch.channel), {
      sampleRateHz: batch.sampleRateHz,
      seed: 2 ** 32 * random(),
    });
    sent.push({ ...frame, startSample: waveform.startSample, found: null });
    transmit(Math.ceil(waveform.startSample - at + waveformSamples(waveform) + longestDelay(paths)), (out) => {
      if (paths.length === 0) return addWaveform(out, at, waveform);
      if (scratch.length < out.length) scratch = new Float32Array(buffer.length);
      addMultipathWaveform(out, at, waveform, paths, scratch.subarray(0, out.length));
    });
  }
  transmit(Math.ceil(TAIL_SYMBOLS * symbolSamples(batch)), () => {});
  for (const frame of receiver.end()) assign(frame, sent, batch);
  return countErrors(sent, batch);
}

function symbolSamples({ settings, sampleRateHz }: FrameBatch): number {
  return (2 ** settings.sf * sampleRateHz) / settings.bandwidthHz;
}

function longestDelay(paths: readonly Path[]): number {
  return paths.reduce((longest, { delaySamples }) => Math.max(longest, delaySamples), 0);
}

function receiverOptions({ settings, envelope, sampleRateHz, decoding, payloadBytes }: FrameBatch): ReceiverOptions {
  const { sf, bandwidthHz, chip, codingRate, crc } = settings;
  return {
    sampleRateHz,
    bandwidthHz,
    spreadingFactors: [sf],
    chip,
    syncWord: envelope.syncWord,
    ldro: settings.lowDataRate,
    invertIq: envelope.invertIq,
    implicit: settings.implicitHeader ? { payloadBytes, codingRate, crc } : null,
    decoding,
    // As chips do: what comes out of the decoder stands or falls with its CRC
    crcGuesses: 0,
    carrierHz: null,
    channelOffsetHz: 0,
    // The frames do not overlap
    cancel: false,
  };
}

/** A frame with a random payload, some time after a sample of the stream. */
function drawFrame(batch: FrameBatch, at: number, random: Random) {
  const { settings, envelope, spread, sampleRateHz } = batch;
  const payload = Uint8Array.from({ length: batch.payloadBytes }, () => Math.floor(256 * random()));
  const symbols = encodeFrame(settings, payload);
  const gap = (LEAST_GAP + GAP_SPREAD * random()) * symbolSamples(batch);
  const crystal = 2 * random() - 1;
  const waveform: Waveform = {
    chirps: frameChirps(settings, envelope, symbols),
    sf: settings.sf,
    bandwidthHz: settings.bandwidthHz,
    sampleRateHz,
    startSample: at + gap,
    carrierOffsetHz: crystal * spread.carrierOffsetHz,
    clockPpm: crystal * spread.clockPpm,
    driftHzPerS: 0,
    amplitude: 1,
    phaseRad: 2 * Math.PI * random(),
    invertIq: envelope.invertIq,
  };
  return { payload, symbols, waveform };
}

/** Notes a decoded frame with the one that was sent at about its place; a second find of the same frame counts if the first was bad. */
function assign(frame: DecodedFrame, sent: readonly SentFrame[], batch: FrameBatch): void {
  const reach = REACH_SYMBOLS * symbolSamples(batch);
  for (let i = sent.length - 1; i >= 0 && sent[i].startSample > frame.startSample - 2 * reach; i--) {
    const candidate = sent[i];
    if (Math.abs(candidate.startSample - frame.startSample) > reach) continue;
    if (candidate.found === null || !hasArrived(candidate)) candidate.found = frame;
    return;
  }
}

function hasArrived({ payload, found }: SentFrame): boolean {
  if (found === null || found.crcOk === false || found.payload.length !== payload.length) return false;
  return payload.every((byte, i) => byte === found.payload[i]);
}

function countErrors(sent: readonly SentFrame[], { settings, payloadBytes, frames }: FrameBatch): ErrorCounts {
  const blocks = frameBlocks(settings, payloadBytes);
  const hasFullRate = blocks.some(({ shape }) => !shape.reduced);
  const compared = blocks.filter(({ shape }) => !(hasFullRate && shape.reduced));
  let packetErrors = 0;
  let framesFound = 0;
  let symbols = 0;
  let symbolErrors = 0;
  let bits = 0;
  let bitErrors = 0;
  for (const frame of sent) {
    if (!hasArrived(frame)) packetErrors++;
    if (frame.found === null || frame.found.symbols.length < frame.symbols.length) continue;
    framesFound++;
    for (const { shape, symbol } of compared) {
      symbols += shape.symbols;
      bits += shape.symbols * shape.rows;
      for (let i = symbol; i < symbol + shape.symbols; i++) {
        const [right, decided] = [frame.symbols[i], frame.found.symbols[i]];
        if (right === decided) continue;
        symbolErrors++;
        const labels =
          labelOfSymbol(right, settings.sf, shape.reduced) ^ labelOfSymbol(decided, settings.sf, shape.reduced);
        bitErrors += countOnes(labels);
      }
    }
  }
  return { frames, packetErrors, framesFound, symbols, symbolErrors, bits, bitErrors };
}
