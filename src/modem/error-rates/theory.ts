import { symbolErrorRate } from "../../lora/error-rate.ts";
import { packetSuccess } from "../../lora/packet-success.ts";
import type { FrameSettings } from "../frame-settings.ts";

/** What is expected in white noise with perfect synchronisation. */
export interface ExpectedErrorRates {
  /** Exact: of the strongest of all 2^SF bins. */
  readonly symbolErrorRate: number;
  /** With soft decisions by the tables that `link` uses, with hard ones by theory. */
  readonly packetErrorRate: number;
}

/** @param frame what is sent, and how it is decided */
export function expectedErrorRates(
  frame: { readonly settings: FrameSettings; readonly payloadBytes: number; readonly decoding: "soft" | "hard" },
  snrDb: number,
): ExpectedErrorRates {
  const { settings, payloadBytes, decoding } = frame;
  const { sf, codingRate, implicitHeader, crc, lowDataRate } = settings;
  const packet = { sf, codingRate, payloadBytes, implicitHeader, crc, lowDataRate, decoding, snrDb };
  return { symbolErrorRate: symbolErrorRate(sf, snrDb), packetErrorRate: 1 - packetSuccess(packet) };
}
