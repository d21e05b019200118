import { ratioToDb } from "../../math/db.ts";
import { signedModulo } from "../../math/modulo.ts";
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
  const { symbolChips, startPlace, endPlace, carrierBins } = reader.fit();
  const startSample = startPlace * step;
  const endSample = endPlace * step;
  const carrier = signedModulo(carrierBins, chips);
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
    snrDb: ratioToDb(signalPower / noisePower),
    rssiDb: ratioToDb(signalPower),
    cfoHz: (carrier * bandwidthHz) / chips,
    clockPpm: (chips / symbolChips - 1) * 1e6,
    correctedBits: read.correctedBits,
    crcGuesses: read.guesses,
    afterCancellation,
    warnings: isCut ? ["the recording ends before the frame does: the payload is incomplete"] : [],
  };
}
