import type { Region } from "./region.ts";
import { channels, fsk, hz, lora, stepDown } from "./tables.ts";

export const EU433: Region = {
  title: "Europe, 433 MHz",
  source: 'RP002-1.0.4, "EU433 MHz band"; duty cycle: ETSI EN 300 220-2 V3.2.1, annex B',
  band: { minHz: hz(433.05), maxHz: hz(434.79) },
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
  uplinkChannels: channels([433.175, 433.375, 433.575], 0, 5),
  downlinkChannels: null,
  maxChannels: { uplink: 16, downlink: 16 },
  rx1DataRates: stepDown({ dataRates: 8, offsets: 6 }),
  rx2: { frequencyHz: hz(434.665), dataRate: 0 },
  beacon: { dataRate: 3, frequenciesHz: [hz(434.655)] },
  pingSlotFrequenciesHz: [hz(434.655)],
  subBands: [{ minHz: hz(433.175), maxHz: hz(434.665), dutyCycle: 0.1, maxEirpDbm: 12.15 }],
  maxEirpDbm: 12.15,
  txPowerSteps: 5,
  dwellTime: null,
  txParamSetup: false,
  channelList: "frequencies",
  relay: true,
};
