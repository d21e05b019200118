import type { Region } from "./region.ts";
import { channels, fsk, hz, lora, stepDown } from "./tables.ts";

interface Group {
  readonly title: string;
  /** Added to the frequencies of group 1. */
  readonly offsetMhz: number;
  /** Where the default channels lie. */
  readonly subBandMhz: readonly [number, number];
}

/** The four groups differ in their frequencies alone. */
function as923({ title, offsetMhz, subBandMhz }: Group): Region {
  const beaconHz = hz(923.4 + offsetMhz);
  return {
    title,
    source: 'RP002-1.0.4, "AS923 MHz band"',
    band: { minHz: hz(915), maxHz: hz(928) },
    dataRates: {
      0: lora(12, 125, 59, { dwell: 0 }),
      1: lora(11, 125, 59, { dwell: 0 }),
      2: lora(10, 125, 123, { dwell: 19 }),
      3: lora(9, 125, 123, { dwell: 61 }),
      4: lora(8, 125, 250, { dwell: 133 }),
      5: lora(7, 125, 250),
      6: lora(7, 250, 250),
      7: fsk(50_000, 250),
    },
    repeaterMaxMacPayloadBytes: 230,
    uplinkChannels: channels([923.2 + offsetMhz, 923.4 + offsetMhz], 0, 5),
    downlinkChannels: null,
    maxChannels: { uplink: 16, downlink: 16 },
    rx1DataRates: stepDown({ dataRates: 8, offsets: 8 }),
    dwellRx1DataRates: stepDown({ dataRates: 8, offsets: 8, min: 2 }),
    rx2: { frequencyHz: hz(923.2 + offsetMhz), dataRate: 2 },
    beacon: { dataRate: 3, frequenciesHz: [beaconHz] },
    pingSlotFrequenciesHz: [beaconHz],
    subBands: [{ minHz: hz(subBandMhz[0]), maxHz: hz(subBandMhz[1]), dutyCycle: 0.01, maxEirpDbm: 16 }],
    maxEirpDbm: 16,
    txPowerSteps: 7,
    dwellTime: { limitS: 0.4, setBy: "network", uplinkAtBoot: null, downlinkAtBoot: null },
    txParamSetup: true,
    channelList: "frequencies",
    relay: true,
  };
}

export const AS923_1 = as923({ title: "Asia, group 1, 923 MHz", offsetMhz: 0, subBandMhz: [923, 923.5] });
export const AS923_2 = as923({ title: "Asia, group 2, 921 MHz", offsetMhz: -1.8, subBandMhz: [921.4, 922] });
export const AS923_3 = as923({ title: "Asia, group 3, 916 MHz", offsetMhz: -6.6, subBandMhz: [916.5, 917] });
export const AS923_4 = as923({ title: "Israel, group 4, 917 MHz", offsetMhz: -5.9, subBandMhz: [917.3, 917.5] });
