import type { Region } from "./region.ts";
import { channels, hz, lora, stepDown } from "./tables.ts";

export const KR920: Region = {
  title: "South Korea, 920 to 923 MHz",
  source: 'RP002-1.0.4, "KR920-923 MHz band"',
  band: { minHz: hz(920.9), maxHz: hz(923.3) },
  dataRates: {
    0: lora(12, 125, 59),
    1: lora(11, 125, 59),
    2: lora(10, 125, 59),
    3: lora(9, 125, 123),
    4: lora(8, 125, 250),
    5: lora(7, 125, 250),
  },
  repeaterMaxMacPayloadBytes: 230,
  uplinkChannels: channels([922.1, 922.3, 922.5], 0, 5),
  downlinkChannels: null,
  maxChannels: { uplink: 16, downlink: 16 },
  rx1DataRates: stepDown({ dataRates: 6, offsets: 6 }),
  rx2: { frequencyHz: hz(921.9), dataRate: 0 },
  beacon: { dataRate: 3, frequenciesHz: [hz(923.1)] },
  pingSlotFrequenciesHz: [hz(923.1)],
  subBands: [{ minHz: hz(920), maxHz: hz(923), dutyCycle: 1, maxEirpDbm: 16.15 }],
  maxEirpDbm: 14,
  txPowerSteps: 7,
  dwellTime: null,
  txParamSetup: false,
  channelList: "frequencies",
  relay: true,
};
