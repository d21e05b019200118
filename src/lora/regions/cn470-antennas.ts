import { CN470_SUB_BANDS } from "./cn470.ts";
import { type ChannelRange, countChannels, type Region } from "./region.ts";
import { evenChannels, fsk, hz, lora, stepDown } from "./tables.ts";

interface AntennaPlan {
  readonly title: string;
  readonly uplinkChannels: readonly ChannelRange[];
  readonly downlinkChannels: readonly ChannelRange[];
  readonly rx2Mhz: number;
  /** None where beacons share the data channels. */
  readonly beaconMhz: readonly number[];
}

/** The four plans that RP002 has for antennas of 20 and of 26 MHz, types A and B, differ in their channels alone. */
function cn470(plan: AntennaPlan): Region {
  const { title, uplinkChannels, downlinkChannels, rx2Mhz, beaconMhz } = plan;
  const beaconHz = beaconMhz.map(hz);
  return {
    title,
    source: 'RP002-1.0.4, "CN470-510 MHz band"',
    band: { minHz: hz(470), maxHz: hz(510) },
    // No DR0: at SF12 LoRaWAN's shortest frame takes longer than the second that a packet may last.
    dataRates: {
      1: lora(11, 125, 31),
      2: lora(10, 125, 94),
      3: lora(9, 125, 172),
      4: lora(8, 125, 250),
      5: lora(7, 125, 250),
      6: lora(7, 500, 250),
      7: fsk(50_000, 250),
    },
    repeaterMaxMacPayloadBytes: 230,
    uplinkChannels,
    downlinkChannels,
    maxChannels: { uplink: countChannels(uplinkChannels), downlink: countChannels(downlinkChannels) },
    rx1DataRates: stepDown({ dataRates: 6, offsets: 6 }),
    // DR0 as network servers have it, although the plan itself leaves DR0 out.
    rx2: { frequencyHz: hz(rx2Mhz), dataRate: 0 },
    beacon: { dataRate: 2, frequenciesHz: beaconHz },
    pingSlotFrequenciesHz: beaconHz,
    subBands: CN470_SUB_BANDS,
    maxEirpDbm: 19.15,
    txPowerSteps: 7,
    dwellTime: { limitS: 1, setBy: "regulation", uplinkAtBoot: null, downlinkAtBoot: null },
    txParamSetup: false,
    channelList: "channel-masks",
    relay: true,
  };
}

const channelsFrom = (firstMhz: number, count: number) =>
  evenChannels({ firstMhz, stepMhz: 0.2, count, dataRates: [1, 5] });

export const CN470_20A = cn470({
  title: "China, 470 to 510 MHz, 20 MHz antenna type A",
  uplinkChannels: [channelsFrom(470.3, 32), channelsFrom(503.5, 32)],
  downlinkChannels: [channelsFrom(483.9, 32), channelsFrom(490.3, 32)],
  rx2Mhz: 486.9,
  beaconMhz: [],
});

export const CN470_20B = cn470({
  title: "China, 470 to 510 MHz, 20 MHz antenna type B",
  uplinkChannels: [channelsFrom(476.9, 32), channelsFrom(496.9, 32)],
  downlinkChannels: [channelsFrom(476.9, 32), channelsFrom(496.9, 32)],
  rx2Mhz: 498.3,
  beaconMhz: [],
});

export const CN470_26A = cn470({
  title: "China, 470 to 510 MHz, 26 MHz antenna type A",
  uplinkChannels: [channelsFrom(470.3, 48)],
  downlinkChannels: [channelsFrom(490.1, 24)],
  rx2Mhz: 492.5,
  beaconMhz: [494.9],
});

export const CN470_26B = cn470({
  title: "China, 470 to 510 MHz, 26 MHz antenna type B",
  uplinkChannels: [channelsFrom(480.3, 48)],
  downlinkChannels: [channelsFrom(500.1, 24)],
  rx2Mhz: 502.5,
  beaconMhz: [504.9],
});
