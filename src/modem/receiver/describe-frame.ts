import type { DecodedFrame, ReceiverOptions } from "./decoded-frame.ts";
import type { FrameReader, ReadFrame } from "./reading/frame-reader.ts";
import type { FrontEndDesign } from "./samples/front-end.ts";

/** No receiver tells noise that is so far below its signal from its own errors. */
const MIN_NOISE = 1e-6;

/** What the receiver tells of a frame. */
export function describeFrame(
  reader: FrameReader,
  read: ReadFrame,
  afterCancellation: boolean,
  { bandwidthHz, sampleRateHz }: ReceiverOptions,
  { step, chirpGain, noiseGain }: FrontEndDesign,
): DecodedFrame {
  const { sync } = reader;
  const { settings } = read;
  const chips = 2 ** settings.sf;
  const { late, lateRate, carrierBins } = reader.fit();
  const symbolChips = chips - sync.slopeBins + lateRate;
  const delimiter = sync.place + 2 * late;
  const startSample = (delimiter - 2 * (sync.preambleSymbols + 2) * symbolChips) * step;
  const endSample = (delimiter + 2 * reader.symbolsBefore(reader.frameSymbols) * symbolChips) * step;
  const carrier = foldBins(sync.carrierBins + carrierBins, chips);
  const signalPower = reader.signalPower / chirpGain ** 2;
  const noisePower = Math.max(reader.noisePower / noiseGain, signalPower * MIN_NOISE);
  const isCut = reader.symbolCount < reader.frameSymbols;
  return {
    startSample,
    endSample,
    startS: startSample / sampleRateHz,
    endS: endSample / sampleRateHz,
    sf: settings.sf,
    bandwidthHz,
    codingRate: settings.codingRate,
    chip: settings.chip,
    lowDataRate: settings.lowDataRate,
    implicitHeader: settings.implicitHeader,
    preambleSymbols: sync.preambleSymbols,
    syncWord: sync.syncWord,
    symbols: Uint16Array.from(reader.symbols),
    payload: read.payload,
    crcOk: read.crcOk,
    snrDb: 10 * Math.log10(signalPower / noisePower),
    rssiDb: 10 * Math.log10(signalPower),
    cfoHz: (carrier * bandwidthHz) / chips,
    clockPpm: (chips / symbolChips - 1) * 1e6,
    correctedBits: read.correctedBits,
    crcGuesses: read.guesses,
    afterCancellation,
    warnings: isCut ? ["the recording ends before the frame does: the payload is incomplete"] : [],
  };
}

/** Bins from −2^SF/2 up to 2^SF/2. */
function foldBins(bins: number, chips: number): number {
  return bins - chips * Math.floor(bins / chips + 0.5);
}
