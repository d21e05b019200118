import type { Region } from "./region.ts";
import { evenChannels, hz, lora, lrFhss } from "./tables.ts";
import { US_BEACON_FREQUENCIES_HZ, US_DOWNLINK_CHANNELS } from "./us915.ts";

const downlink = { direction: "downlink" } as const;
/** An uplink whose length the dwell time limits. */
const uplink = (dwell: number) => ({ direction: "uplink", dwell }) as const;

export const AU915: Region = {
  title: "Australia, South America and others, 915 to 928 MHz",
  source: 'RP002-1.0.4, "AU915-928 MHz band"',
  band: { minHz: hz(915), maxHz: hz(928) },
  dataRates: {
    0: lora(12, 125, 59, uplink(0)),
    1: lora(11, 125, 59, uplink(0)),
    2: lora(10, 125, 59, uplink(19)),
    3: lora(9, 125, 123, uplink(61)),
    4: lora(8, 125, 250, uplink(133)),
    5: lora(7, 125, 250, uplink(250)),
    6: lora(8, 500, 250, uplink(250)),
    7: lrFhss("1/3", 1523, 58),
    8: lora(12, 500, 61, downlink),
    9: lora(11, 500, 137, downlink),
    10: lora(10, 500, 250, downlink),
    11: lora(9, 500, 250, downlink),
    12: lora(8, 500, 250, downlink),
    13: lora(7, 500, 250, downlink),
  },
  repeaterMaxMacPayloadBytes: 230,
  uplinkChannels: [
    evenChannels({ firstMhz: 915.2, stepMhz: 0.2, count: 64, dataRates: [0, 5] }),
    evenChannels({ firstMhz: 915.9, stepMhz: 1.6, count: 8, dataRates: [6, 7] }),
  ],
  downlinkChannels: [US_DOWNLINK_CHANNELS],
  maxChannels: { uplink: 72, downlink: 8 },
  rx1DataRates: [
    [8, 8, 8, 8, 8, 8],
    [9, 8, 8, 8, 8, 8],
    [10, 9, 8, 8, 8, 8],
    [11, 10, 9, 8, 8, 8],
    [12, 11, 10, 9, 8, 8],
    [13, 12, 11, 10, 9, 8],
    [13, 13, 12, 11, 10, 9],
    [9, 8, 8, 8, 8, 8],
  ],
  rx2: { frequencyHz: hz(923.3), dataRate: 8 },
  beacon: { dataRate: 8, frequenciesHz: US_BEACON_FREQUENCIES_HZ },
  pingSlotFrequenciesHz: US_BEACON_FREQUENCIES_HZ,
  subBands: [{ minHz: hz(915), maxHz: hz(928), dutyCycle: 1, maxEirpDbm: 30 }],
  maxEirpDbm: 30,
  txPowerSteps: 14,
  dwellTime: { limitS: 0.4, setBy: "network", uplinkAtBoot: true, downlinkAtBoot: false },
  txParamSetup: true,
  channelList: "channel-masks",
  relay: true,
};
