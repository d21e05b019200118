import type { Region } from "./region.ts";
import { channels, fsk, hz, lora, stepDown } from "./tables.ts";

/** RP002-1.0.4 no longer has this plan. */
export const CN779: Region = {
  title: "China, 779 to 787 MHz",
  source: 'RP002-1.0.3, "CN779-787 MHz band"',
  band: { minHz: hz(779), maxHz: hz(787) },
  dataRates: {
    0: lora(12, 125, 59),
    1: lora(11, 125, 59),
    2: lora(10, 125, 59),
    3: lora(9, 125, 123),
    4: lora(8, 125, 250),
    5: lora(7, 125, 250),
    6: lora(7, 250, 250),
    7: fsk(50_000, 250),
  },
  repeaterMaxMacPayloadBytes: 230,
  uplinkChannels: channels([779.5, 779.7, 779.9, 780.5, 780.7, 780.9], 0, 5),
  downlinkChannels: null,
  maxChannels: { uplink: 16, downlink: 16 },
  rx1DataRates: stepDown({ dataRates: 8, offsets: 6 }),
  rx2: { frequencyHz: hz(786), dataRate: 0 },
  beacon: { dataRate: 3, frequenciesHz: [hz(785)] },
  pingSlotFrequenciesHz: [hz(785)],
  subBands: [{ minHz: hz(779), maxHz: hz(787), dutyCycle: 0.01, maxEirpDbm: 12.15 }],
  maxEirpDbm: 12.15,
  txPowerSteps: 5,
  dwellTime: null,
  txParamSetup: false,
  channelList: "frequencies",
  relay: false,
};
