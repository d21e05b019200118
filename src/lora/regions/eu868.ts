import { ETSI_SUB_BANDS } from "./etsi-sub-bands.ts";
import type { Region, SubBand } from "./region.ts";
import { channels, fsk, hz, lora, lrFhss, stepDown } from "./tables.ts";

/** A half-wave dipole over an isotropic antenna, dB: limits are given as ERP. */
const DIPOLE_GAIN_DB = 2.15;

/** O and Q overlap with P and R, which allow more. */
const SUB_BANDS: readonly SubBand[] = (["K", "L", "M", "N", "P", "R"] as const).map((name) => {
  const { minHz, maxHz, dutyCycle, maxErpDbm } = ETSI_SUB_BANDS[name];
  return { name, minHz, maxHz, dutyCycle, maxEirpDbm: maxErpDbm + DIPOLE_GAIN_DB };
});

export const EU868: Region = {
  title: "Europe, 863 to 870 MHz",
  source: 'RP002-1.0.4, "EU863-870 MHz band"; sub-bands: ETSI EN 300 220-2 V3.2.1, annex B',
  band: { minHz: hz(863), maxHz: hz(870) },
  dataRates: {
    0: lora(12, 125, 59),
    1: lora(11, 125, 59),
    2: lora(10, 125, 59),
    3: lora(9, 125, 123),
    4: lora(8, 125, 250),
    5: lora(7, 125, 250),
    6: lora(7, 250, 250),
    7: fsk(50_000, 250),
    8: lrFhss("1/3", 137, 58),
    9: lrFhss("2/3", 137, 123),
    10: lrFhss("1/3", 336, 58),
    11: lrFhss("2/3", 336, 123),
  },
  repeaterMaxMacPayloadBytes: 230,
  uplinkChannels: channels([868.1, 868.3, 868.5], 0, 5),
  downlinkChannels: null,
  maxChannels: { uplink: 16, downlink: 16 },
  rx1DataRates: [
    ...stepDown({ dataRates: 8, offsets: 6 }),
    [1, 0, 0, 0, 0, 0],
    [2, 1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0, 0],
    [2, 1, 0, 0, 0, 0],
  ],
  rx2: { frequencyHz: hz(869.525), dataRate: 0 },
  beacon: { dataRate: 3, frequenciesHz: [hz(869.525)] },
  pingSlotFrequenciesHz: [hz(869.525)],
  subBands: SUB_BANDS,
  maxEirpDbm: 16,
  txPowerSteps: 7,
  dwellTime: null,
  txParamSetup: false,
  channelList: "frequencies",
  relay: true,
};
