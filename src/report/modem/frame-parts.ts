import type { DecodedFrame } from "../../modem/receiver/decoded-frame.ts";
import { extraUpChirps } from "../../modem/waveform/frame-chirps.ts";
import type { ColourName } from "../plot/palette.ts";

/** What pictures show of a frame, whether it was decoded or just made. */
export type MarkedFrame = Pick<
  DecodedFrame,
  | "startS"
  | "endS"
  | "sf"
  | "bandwidthHz"
  | "codingRate"
  | "chip"
  | "implicitHeader"
  | "preambleSymbols"
  | "syncWord"
  | "symbols"
  | "payload"
  | "crcOk"
  | "cfoHz"
  | "clockPpm"
>;

/** What a frame is made of, in the order of time. */
export const FRAME_PARTS = {
  preamble: { title: "preamble", colour: "blue" },
  sync: { title: "sync word", colour: "orange" },
  start: { title: "start of frame", colour: "purple" },
  header: { title: "header", colour: "green" },
  payload: { title: "payload", colour: "sky" },
} as const satisfies Record<string, { readonly title: string; readonly colour: ColourName }>;

export interface FramePart {
  readonly kind: keyof typeof FRAME_PARTS;
  readonly fromS: number;
  readonly toS: number;
}

/** How the channel lies in the recording. */
export interface ChannelPlace {
  /** Its middle, Hz; default 0. */
  readonly channelOffsetHz?: number;
  /** Whether it is mirrored; default false. */
  readonly invertIq?: boolean;
}

/** The middle of a frame's band in the recording: its carrier's offset is mirrored with it. */
export function frameMiddleHz({ cfoHz }: Pick<MarkedFrame, "cfoHz">, channel: ChannelPlace): number {
  const { channelOffsetHz = 0, invertIq = false } = channel;
  return channelOffsetHz + (invertIq ? -cfoHz : cfoHz);
}

const SYNC_SYMBOLS = 2;
const DOWN_CHIRPS = 2.25;
/** The first block is always at 4/8, and holds the header if there is one. */
const HEADER_SYMBOLS = 8;

/** By the transmitter's clock. */
export function symbolTimeS({
  sf,
  bandwidthHz,
  clockPpm,
}: Pick<MarkedFrame, "sf" | "bandwidthHz" | "clockPpm">): number {
  return 2 ** sf / bandwidthHz / (1 + clockPpm * 1e-6);
}

/** When the n-th symbol after the start-of-frame delimiter begins, n from 0; also beyond the last. */
export function symbolStartS(frame: MarkedFrame, n: number): number {
  return frame.endS - (frame.symbols.length - n) * symbolTimeS(frame);
}

/** The parts of a frame, counted back from its end: the beginning of a preamble may be lost. */
export function frameParts(frame: MarkedFrame): FramePart[] {
  const symbolS = symbolTimeS(frame);
  const symbolsS = symbolStartS(frame, 0);
  const downS = symbolsS - (DOWN_CHIRPS + extraUpChirps(frame)) * symbolS;
  const syncS = downS - SYNC_SYMBOLS * symbolS;
  const headerSymbols = frame.implicitHeader ? 0 : Math.min(HEADER_SYMBOLS, frame.symbols.length);
  const payloadS = symbolsS + headerSymbols * symbolS;
  const parts: FramePart[] = [
    { kind: "preamble", fromS: Math.min(frame.startS, syncS), toS: syncS },
    { kind: "sync", fromS: syncS, toS: downS },
    { kind: "start", fromS: downS, toS: symbolsS },
    { kind: "header", fromS: symbolsS, toS: payloadS },
    { kind: "payload", fromS: payloadS, toS: frame.endS },
  ];
  return parts.filter(({ fromS, toS }) => toS > fromS);
}

/** A frame in a few words: settings, whether it is sound, what it says. */
export function frameLabel(frame: MarkedFrame): string {
  const crc = frame.crcOk === null ? "no CRC" : frame.crcOk ? "CRC ok" : "CRC wrong";
  return `SF${frame.sf} ${frame.codingRate}, ${crc}, ${payloadText(frame.payload)}`;
}

/** In quotes where every byte is a printable ASCII character, else in hexadecimal; long ones are cut. */
export function payloadText(payload: Uint8Array): string {
  if (payload.length === 0) return "empty";
  const shown = payload.subarray(0, SHOWN_BYTES);
  const more = payload.length > shown.length ? "..." : "";
  if (payload.every((byte) => byte >= 0x20 && byte < 0x7f)) return `"${String.fromCharCode(...shown)}${more}"`;
  return Array.from(shown, (byte) => byte.toString(16).padStart(2, "0")).join("") + more;
}

const SHOWN_BYTES = 20;
