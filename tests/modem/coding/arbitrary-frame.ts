import fc from "fast-check";
import { SPREADING_FACTORS } from "../../../src/lora/parameters.ts";
import { type FrameSettings, MODEM_CHIPS, MODEM_CODING_RATES } from "../../../src/modem/frame-settings.ts";

/** Any settings that a chip can send. */
export const anySettings: fc.Arbitrary<FrameSettings> = fc
  .record({
    sf: fc.constantFrom(...SPREADING_FACTORS),
    bandwidthHz: fc.constantFrom(7812.5, 62_500, 125_000, 500_000),
    codingRate: fc.constantFrom(...MODEM_CODING_RATES),
    crc: fc.boolean(),
    implicitHeader: fc.boolean(),
    lowDataRate: fc.boolean(),
    chip: fc.constantFrom(...MODEM_CHIPS),
  })
  .filter(({ sf, chip, implicitHeader }) => implicitHeader || sf > 6 || chip === "sx126x");

export const anyPayload: fc.Arbitrary<Uint8Array> = fc.uint8Array({ minLength: 0, maxLength: 255, size: "max" });
