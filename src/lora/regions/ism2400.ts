import type { Region } from "./region.ts";
import { channels, hz, lora, stepDown } from "./tables.ts";

const interleaved = { codingRate: "li4/8" } as const;

/**
 * M of DR2 to DR7: sources differ between 228 and 250. This follows The Things Stack; brocaar/lorawan and ChirpStack have 248, the
 * vendor's stack 228. Whether TxParamSetup is supported, they do not agree either.
 */
const MAX_MAC_PAYLOAD_BYTES = 250;

export const ISM2400: Region = {
  title: "World, 2.4 GHz",
  source: 'Semtech, "LoRaWAN 2.4 GHz" (regional parameters, draft), as The Things Stack has it for RP002-1.0.4',
  band: { minHz: hz(2400), maxHz: hz(2500) },
  dataRates: {
    0: lora(12, 812.5, 59, interleaved),
    1: lora(11, 812.5, 123, interleaved),
    2: lora(10, 812.5, MAX_MAC_PAYLOAD_BYTES, interleaved),
    3: lora(9, 812.5, MAX_MAC_PAYLOAD_BYTES, interleaved),
    4: lora(8, 812.5, MAX_MAC_PAYLOAD_BYTES, interleaved),
    5: lora(7, 812.5, MAX_MAC_PAYLOAD_BYTES, interleaved),
    6: lora(6, 812.5, MAX_MAC_PAYLOAD_BYTES, interleaved),
    7: lora(5, 812.5, MAX_MAC_PAYLOAD_BYTES, interleaved),
  },
  repeaterMaxMacPayloadBytes: 228,
  uplinkChannels: channels([2403, 2425, 2479], 0, 7),
  downlinkChannels: null,
  maxChannels: { uplink: 16, downlink: 16 },
  rx1DataRates: stepDown({ dataRates: 8, offsets: 6 }),
  rx2: { frequencyHz: hz(2423), dataRate: 0 },
  beacon: { dataRate: 3, frequenciesHz: [hz(2424)] },
  pingSlotFrequenciesHz: [hz(2424)],
  subBands: [{ minHz: hz(2400), maxHz: hz(2500), dutyCycle: 1, maxEirpDbm: 10.15 }],
  maxEirpDbm: 10,
  txPowerSteps: 7,
  dwellTime: null,
  txParamSetup: false,
  channelList: "frequencies",
  relay: true,
};
