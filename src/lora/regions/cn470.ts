import type { Region } from "./region.ts";
import { evenChannels, hz, lora, stepDown } from "./tables.ts";

/** Eight frequencies of beacons and ping slots. */
const BEACON_FREQUENCIES_HZ = Array.from({ length: 8 }, (_, i) => hz(508.3 + 0.2 * i));
export const CN470_SUB_BANDS = [{ minHz: hz(470), maxHz: hz(510), dutyCycle: 1, maxEirpDbm: 19.15 }];

/** The older plan, with 96 channels and no limit of dwell time: many networks still run it. */
export const CN470: Region = {
  title: "China, 470 to 510 MHz, before RP002",
  source: 'LoRaWAN 1.1 Regional Parameters rev. B, "CN470-510 MHz band"',
  band: { minHz: hz(470), maxHz: hz(510) },
  dataRates: {
    0: lora(12, 125, 59),
    1: lora(11, 125, 59),
    2: lora(10, 125, 59),
    3: lora(9, 125, 123),
    4: lora(8, 125, 250),
    5: lora(7, 125, 250),
  },
  repeaterMaxMacPayloadBytes: 230,
  uplinkChannels: [evenChannels({ firstMhz: 470.3, stepMhz: 0.2, count: 96, dataRates: [0, 5] })],
  downlinkChannels: [evenChannels({ firstMhz: 500.3, stepMhz: 0.2, count: 48, dataRates: [0, 5] })],
  maxChannels: { uplink: 96, downlink: 48 },
  rx1DataRates: stepDown({ dataRates: 6, offsets: 6 }),
  rx2: { frequencyHz: hz(505.3), dataRate: 0 },
  beacon: { dataRate: 2, frequenciesHz: BEACON_FREQUENCIES_HZ },
  pingSlotFrequenciesHz: BEACON_FREQUENCIES_HZ,
  subBands: CN470_SUB_BANDS,
  maxEirpDbm: 19.15,
  txPowerSteps: 7,
  dwellTime: null,
  txParamSetup: false,
  channelList: "channel-masks",
  relay: false,
};
