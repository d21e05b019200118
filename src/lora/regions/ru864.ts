import type { Region } from "./region.ts";
import { channels, fsk, hz, lora, stepDown } from "./tables.ts";

export const RU864: Region = {
  title: "Russia, 864 to 870 MHz",
  source: 'RP002-1.0.4, "RU864-870 MHz band"',
  band: { minHz: hz(864), maxHz: hz(870) },
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
  uplinkChannels: channels([868.9, 869.1], 0, 5),
  downlinkChannels: null,
  maxChannels: { uplink: 16, downlink: 16 },
  rx1DataRates: stepDown({ dataRates: 8, offsets: 6 }),
  rx2: { frequencyHz: hz(869.1), dataRate: 0 },
  beacon: { dataRate: 3, frequenciesHz: [hz(869.1)] },
  pingSlotFrequenciesHz: [hz(868.9)],
  subBands: [{ minHz: hz(864), maxHz: hz(870), dutyCycle: 0.01, maxEirpDbm: 22.15 }],
  maxEirpDbm: 16,
  txPowerSteps: 7,
  dwellTime: null,
  txParamSetup: false,
  channelList: "frequencies",
  relay: true,
};
