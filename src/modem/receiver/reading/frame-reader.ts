import type { SpreadingFactor } from "../../../lora/parameters.ts";
import { circularDistance } from "../../../math/modulo.ts";
import { type Doubts, decodeHardBlock, decodeSoftBlock } from "../../coding/block-decoder.ts";
import {
  type BlockShape,
  CRC_NIBBLES,
  firstBlock,
  frameSymbolCount,
  HEADER_NIBBLES,
  payloadBlock,
} from "../../coding/frame-layout.ts";
import { readHeader } from "../../coding/header.ts";
import { readPayload } from "../../coding/payload-nibbles.ts";
import { labelOfSymbol } from "../../coding/symbol-label.ts";
import type { FrameSettings, ModemCodingRate } from "../../frame-settings.ts";
import { extraUpChirps } from "../../waveform/frame-chirps.ts";
import type { ReceiverOptions } from "../decoded-frame.ts";
import type { HalfChipStream } from "../samples/half-chip-stream.ts";
import { type SymbolWindow, WINDOW_MARGIN } from "../samples/symbol-window.ts";
import type { Synchronisation } from "../search/measure-frame.ts";
import { guessNibbles } from "./crc-guesses.ts";
import type { Demapper } from "./demapper.ts";
import { SymbolTracker } from "./symbol-tracker.ts";

const MAX_NIBBLES = 640;
/** Share of code-word bits that a header may have wrong: two of its eight symbols have half of theirs at most; noise has 17 %. */
const MAX_WRONG_BITS = 0.19;
/** Share that a frame without a CRC may have: half of what noise has. */
const CREDIBLE_WRONG_BITS: Readonly<Record<ModemCodingRate, number>> = {
  "4/5": 0.06,
  "4/6": 0.075,
  "4/7": 0.08,
  "4/8": 0.09,
};

/** What a spreading factor's frames are read with. */
export interface ReaderTools {
  readonly sf: SpreadingFactor;
  readonly window: SymbolWindow;
  readonly demappers: { readonly full: Demapper; readonly reduced: Demapper };
  readonly lowDataRate: boolean;
  readonly options: ReceiverOptions;
}

/** Where a frame lies, from all of its symbols. */
export interface FrameFit {
  /** Chips of the receiver in a symbol of the transmitter. */
  readonly symbolChips: number;
  /** Start of the preamble and end of the last symbol, in half-chips. */
  readonly startPlace: number;
  readonly endPlace: number;
  /** Carrier offset, bins; not folded. */
  readonly carrierBins: number;
}

export interface ReadFrame {
  readonly settings: FrameSettings;
  readonly payload: Uint8Array;
  readonly crcOk: boolean | null;
  readonly correctedBits: number;
  /** Combinations of doubtful nibbles that were tried before the CRC was content. */
  readonly guesses: number;
}

/**
 * Reads one frame's symbols after its delimiter: first the block with the header, then, when its length is known, the rest.
 *
 * Each symbol's window is placed by what is known of the clock by then; its tone's distance from the middle of its bin tells more.
 */
export class FrameReader {
  readonly sync: Synchronisation;
  /** Known after the header. */
  settings: FrameSettings | null = null;
  payloadBytes = 0;
  /** Bins decided so far. */
  readonly symbols: number[] = [];
  /** Where each symbol was read, relative to what synchronisation said: chips later, bins higher. */
  readonly late: number[] = [];
  readonly carriers: number[] = [];
  readonly tracker: SymbolTracker;
  private readonly tools: ReaderTools;
  private readonly nibbles = new Uint8Array(MAX_NIBBLES);
  /** Null where a wrong CRC is final. */
  private readonly doubts: Doubts | null;
  private nibbleCount = 0;
  private corrected = 0;
  private codeBits = 0;
  /** Sums over the symbols read: power of their tones, energy of their windows. */
  private tonePower = 0;
  private energy = 0;
  private farPower = 0;
  private farBins = 0;
  private readonly soft = new Float64Array(8 * 12);
  private readonly labels = new Uint16Array(8);
  /** Symbols from the first down-chirp to the first symbol. */
  private readonly lead: number;

  constructor(sync: Synchronisation, tools: ReaderTools) {
    this.sync = sync;
    this.tools = tools;
    this.doubts =
      tools.options.crcGuesses > 0
        ? { nibbles: new Uint8Array(MAX_NIBBLES), margins: new Float64Array(MAX_NIBBLES) }
        : null;
    this.tracker = new SymbolTracker(2 ** tools.sf, 2 ** tools.sf / tools.options.bandwidthHz);
    this.lead = 2.25 + extraUpChirps({ chip: tools.options.chip, sf: tools.sf });
    this.tracker.advance(this.lead);
  }

  /** Place in the stream up to which samples are needed to read so many symbols. */
  placeAfter(symbols: number): number {
    return Math.ceil(this.placeOf(symbols)) + 2 * WINDOW_MARGIN;
  }

  /** Place of a symbol by the synchronisation's clock, in half-chips. */
  placeOf(symbol: number): number {
    const { place, slopeBins } = this.sync;
    const symbols = this.lead + symbol;
    return place + 2 * symbols * (this.tools.window.chips - slopeBins);
  }

  /** Symbols read so far. */
  get symbolCount(): number {
    return this.symbols.length;
  }

  get headerSymbols(): number {
    return firstBlock({ sf: this.tools.sf, chip: this.tools.options.chip }).symbols;
  }

  /** @returns whether there is a header that can be believed (always, where frames have none) */
  readFirstBlock(stream: HalfChipStream): boolean {
    const { sf, lowDataRate, options } = this.tools;
    const { bandwidthHz, chip, implicit } = options;
    const shape = firstBlock({ sf, chip });
    this.readBlock(stream, shape);
    const common = { sf, bandwidthHz, lowDataRate, chip };
    if (implicit !== null) {
      this.settings = { ...common, codingRate: implicit.codingRate, crc: implicit.crc, implicitHeader: true };
      this.payloadBytes = implicit.payloadBytes;
      return true;
    }
    if (shape.rows < HEADER_NIBBLES || this.corrected > MAX_WRONG_BITS * shape.rows * shape.codeBits) return false;
    const header = readHeader(this.nibbles);
    if (header === null) return false;
    this.settings = { ...common, codingRate: header.codingRate, crc: header.crc, implicitHeader: false };
    this.payloadBytes = header.payloadBytes;
    return true;
  }

  /** Symbols of the whole frame; its settings must be known. */
  get frameSymbols(): number {
    return this.settings === null ? 0 : frameSymbolCount(this.settings, this.payloadBytes);
  }

  /** Whether the code words have no more wrong bits than those of a frame at the sensitivity limit. */
  get isCredible(): boolean {
    return this.corrected <= CREDIBLE_WRONG_BITS[this.settings!.codingRate] * this.codeBits;
  }

  /** Reads the remaining blocks, as far as the stream holds them. */
  readRest(stream: HalfChipStream): ReadFrame {
    const settings = this.settings!;
    const shape = payloadBlock(settings);
    const total = this.frameSymbols;
    while (this.symbolCount < total && this.placeAfter(this.symbolCount + shape.symbols) <= stream.end) {
      this.readBlock(stream, shape);
    }
    const from = settings.implicitHeader ? 0 : HEADER_NIBBLES;
    const read = () => readPayload(this.nibbles, from, settings, this.payloadBytes);
    let { payload, crcOk } = read();
    let guesses = 0;
    const { decoding, crcGuesses } = this.tools.options;
    const { doubts } = this;
    if (crcOk === false && doubts !== null && decoding === "soft" && this.symbolCount === total && this.isCredible) {
      // The CRC goes over the air xored with the last two bytes: a nibble turned over there answers for one of the CRC.
      const to = from + Math.max(0, 2 * this.payloadBytes - CRC_NIBBLES);
      guesses = guessNibbles(this.nibbles, doubts, { from, to, tries: crcGuesses }, () => read().crcOk === true);
      if (guesses > 0) ({ payload, crcOk } = read());
    }
    return { settings, payload, crcOk, correctedBits: this.corrected, guesses };
  }

  /**
   * The frame's clock and carrier from where all its symbols were read: a straight line through their lateness, and the mean carrier.
   */
  fit(): FrameFit {
    const count = this.symbolCount;
    let sum = 0;
    let sumX = 0;
    let sumXX = 0;
    let sumXY = 0;
    let carrier = 0;
    for (let i = 0; i < count; i++) {
      const x = this.lead + i;
      sum += this.late[i]!;
      sumX += x;
      sumXX += x * x;
      sumXY += x * this.late[i]!;
      carrier += this.carriers[i]!;
    }
    const spread = sumXX - (sumX * sumX) / count;
    const lateRate = count < 2 ? 0 : (sumXY - (sumX * sum) / count) / spread;
    const late = (sum - lateRate * sumX) / count;
    const { place, slopeBins, carrierBins, preambleSymbols } = this.sync;
    const symbolChips = this.tools.window.chips - slopeBins + lateRate;
    const delimiterPlace = place + 2 * late;
    return {
      symbolChips,
      startPlace: delimiterPlace - 2 * (preambleSymbols + 2) * symbolChips,
      endPlace: delimiterPlace + 2 * (this.lead + this.frameSymbols) * symbolChips,
      carrierBins: carrierBins + carrier / count,
    };
  }

  /** Signal power of a sample, from the tones of all symbols. */
  get signalPower(): number {
    const { chips } = this.tools.window;
    const power = (this.tonePower - this.energy) / (Math.max(this.symbolCount, 1) * (chips * chips - chips));
    return power > 0 ? power : this.sync.signalPower;
  }

  /** Noise power of a sample, from the tones of the first block that are far from its symbols'. */
  get noisePower(): number {
    return this.farBins === 0 ? this.sync.noisePower : this.farPower / this.farBins / this.tools.window.chips;
  }

  /**
   * How many of the frame's symbols in a stretch show, in windows a symbol long from the start of the stream, as a tone.
   *
   * @param bin the tone, as the detector counts it
   */
  countSymbolsLike(bin: number, from: number, to: number, nearBins: number): number {
    const { chips } = this.tools.window;
    let count = 0;
    for (let i = 0; i < this.symbolCount; i++) {
      const place = this.placeOf(i) + 2 * this.late[i]!;
      if (place + 2 * chips <= from || place >= to) continue;
      const tone = this.symbols[i]! + this.sync.carrierBins - place / 2;
      if (circularDistance(tone, bin, chips) <= nearBins) count++;
    }
    return count;
  }

  /** Adds the tones of a symbol's window but those around it: a strong symbol's flanks are no noise. */
  private addNoise(bin: number): void {
    const { re, im, chips, energy } = this.tools.window;
    const reach = chips >> 3;
    let near = 0;
    for (let k = bin - reach; k <= bin + reach; k++) {
      const at = k & (chips - 1);
      near += re[at]! ** 2 + im[at]! ** 2;
    }
    this.farPower += Math.max(energy * chips - near, 0);
    this.farBins += chips - (2 * reach + 1);
  }

  private readBlock(stream: HalfChipStream, shape: BlockShape): void {
    const { window, demappers, options, sf } = this.tools;
    const { carrierBins, signalPower, noisePower } = this.sync;
    const demapper = shape.reduced ? demappers.reduced : demappers.full;
    const { soft, labels, tracker } = this;
    const noise = Math.max(noisePower, Number.MIN_VALUE) * window.chips;
    const symbolSnr = (signalPower / Math.max(noisePower, Number.MIN_VALUE)) * window.chips;
    for (let i = 0; i < shape.symbols; i++) {
      const place = this.placeOf(this.symbolCount) + 2 * tracker.lateChips;
      window.fineSpectrum(stream, place, carrierBins + tracker.carrierBins);
      const bin = demapper.demap(noise, symbolSnr, soft, i * shape.rows);
      this.tonePower += window.re[bin]! ** 2 + window.im[bin]! ** 2;
      this.energy += window.energy;
      if (this.nibbleCount === 0) this.addNoise(bin);
      this.late.push(tracker.lateChips);
      this.carriers.push(tracker.carrierBins);
      tracker.learn(window.re, window.im, bin, symbolSnr, demapper.certainty);
      tracker.advance(1);
      labels[i] = labelOfSymbol(bin, sf, shape.reduced);
      this.symbols.push(bin);
    }
    this.corrected +=
      options.decoding === "hard"
        ? decodeHardBlock(labels, 0, shape, this.nibbles, this.nibbleCount)
        : decodeSoftBlock(soft, 0, shape, this.nibbles, this.nibbleCount, this.doubts);
    this.nibbleCount += shape.rows;
    this.codeBits += shape.rows * shape.codeBits;
  }
}
