import { symbolErrorRate } from "../../lora/error-rate.ts";
import { packetSuccess } from "../../lora/packet-success.ts";
import type { FrameBatch } from "./frame-batch.ts";

/** What is expected in white noise. */
export interface ExpectedErrorRates {
  /** Exact: of the strongest of all 2^SF bins, with perfect synchronisation. */
  readonly symbolErrorRate: number;
  /** What `link` reckons with: by tables with soft decisions, by theory with hard ones. */
  readonly packetErrorRate: number;
}

/** What is sent, and how it is received. */
export type ExpectedFrame = Pick<FrameBatch, "settings" | "payloadBytes" | "synchronisation" | "decoding">;

export function expectedErrorRates(frame: ExpectedFrame, snrDb: number): ExpectedErrorRates {
  const { settings, payloadBytes, synchronisation, decoding } = frame;
  const { sf, codingRate, implicitHeader, crc, lowDataRate } = settings;
  const packet = { sf, codingRate, payloadBytes, implicitHeader, crc, lowDataRate, synchronisation, decoding, snrDb };
  return { symbolErrorRate: symbolErrorRate(sf, snrDb), packetErrorRate: 1 - packetSuccess(packet) };
}
