import type { Region } from "./region.ts";
import { channels, fsk, hz, lora, stepDown } from "./tables.ts";

export const IN865: Region = {
  title: "India, 865 to 867 MHz",
  source: 'RP002-1.0.4, "IN865-867 MHz band"',
  band: { minHz: hz(865), maxHz: hz(867) },
  dataRates: {
    0: lora(12, 125, 59),
    1: lora(11, 125, 59),
    2: lora(10, 125, 59),
    3: lora(9, 125, 123),
    4: lora(8, 125, 250),
    5: lora(7, 125, 250),
    7: fsk(50_000, 250),
  },
  repeaterMaxMacPayloadBytes: 230,
  uplinkChannels: channels([865.0625, 865.4025, 865.985], 0, 5),
  downlinkChannels: null,
  maxChannels: { uplink: 16, downlink: 16 },
  // Offsets 6 and 7 of DR4 and DR5: sources differ. This follows The Things Stack; ChirpStack stops at DR5.
  rx1DataRates: stepDown({ dataRates: 8, offsets: 8 }),
  rx2: { frequencyHz: hz(866.55), dataRate: 2 },
  beacon: { dataRate: 4, frequenciesHz: [hz(866.5)] },
  pingSlotFrequenciesHz: [hz(866.5)],
  subBands: [{ minHz: hz(865), maxHz: hz(867), dutyCycle: 1, maxEirpDbm: 16.15 }],
  maxEirpDbm: 30,
  txPowerSteps: 10,
  dwellTime: null,
  txParamSetup: false,
  channelList: "frequencies",
  relay: true,
};
