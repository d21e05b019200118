import { readFileSync } from "node:fs";
import path from "node:path";
import { parseHex } from "../../../src/math/hex.ts";
import type { FrameSettings } from "../../../src/modem/frame-settings.ts";
import { frameSettings, type ModemInput } from "../../../src/modem/frame-settings-input.ts";

/** A case as the file has it. */
interface WrittenCase {
  readonly id: string;
  readonly sf: number;
  readonly cr: number;
  readonly crc: boolean;
  readonly implicitHeader: boolean;
  readonly ldro: "auto" | "on" | "off";
  readonly ldroEffective?: boolean;
  readonly bw?: number;
  readonly payloadHex: string;
  readonly crc16?: string | null;
  readonly symbols: readonly number[];
}

export interface SymbolReference {
  readonly id: string;
  /** By the keys of a case of the command line. */
  readonly input: ModemInput;
  readonly settings: FrameSettings;
  readonly payloadHex: string;
  readonly payload: Uint8Array;
  readonly symbols: readonly number[];
  readonly written: WrittenCase;
}

const LDRO = { auto: "auto", on: true, off: false } as const;

function readCases(file: string, chip: string): SymbolReference[] {
  const text = readFileSync(path.join(import.meta.dirname, "../../reference/modem", file), "utf8");
  return (JSON.parse(text).cases as readonly WrittenCase[]).map((written) => {
    const { sf, bw, cr, crc, implicitHeader, ldro, payloadHex } = written;
    const input = {
      sf,
      bandwidthHz: bw ?? 125_000,
      codingRate: `4/${4 + cr}`,
      crc,
      implicitHeader,
      ldro: LDRO[ldro],
      chip,
    };
    return {
      id: written.id,
      input,
      settings: frameSettings(input),
      payloadHex,
      payload: parseHex("payloadHex", payloadHex),
      symbols: written.symbols,
      written,
    };
  });
}

/** Source: tests/reference/modem/SOURCE.md. */
export const SYMBOL_REFERENCE = [
  ...readCases("symbols.json", "sx127x"),
  ...readCases("symbols-sx126x-sf56.json", "sx126x"),
];
