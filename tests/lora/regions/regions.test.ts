import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ETSI_SUB_BANDS } from "../../../src/lora/regions/etsi-sub-bands.ts";
import {
  channelAt,
  countChannels,
  LORAWAN_TIMING,
  type Region,
  repeaterMacPayloadBytes,
  rx1FrequencyHz,
} from "../../../src/lora/regions/region.ts";
import { findRegion, LORAWAN_REGION_NAMES, REGIONS } from "../../../src/lora/regions/regions.ts";
import { InputError } from "../../../src/math/errors.ts";

interface Row {
  readonly id: string;
  readonly region: string;
  readonly kind: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape of key and value depends on the kind
  readonly key: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly value: any;
}

function readRows<T>(name: string): readonly T[] {
  const file = path.join(import.meta.dirname, "../../reference/radio", name);
  return (JSON.parse(readFileSync(file, "utf8")) as { rows: T[] }).rows;
}

/** What our table says on a row's question, in the row's own form. */
const ANSWERS: Readonly<Record<string, (region: Region, row: Row) => unknown>> = {
  data_rate: (region, { key }) => dataRateRow(region, key.dr),
  max_mac_payload_M: (region, { key }) => {
    const rate = region.dataRates[key.dr];
    return key.dwell400 ? rate.dwellMaxMacPayloadBytes : rate.maxMacPayloadBytes;
  },
  max_payload_repeater_M_N: (region, { key }) => {
    const bytes = repeaterMacPayloadBytes(region, region.dataRates[key.dr]);
    return [bytes, bytes - 8];
  },
  rx1_dr_by_offset: (region, { key }) =>
    ((key.downlink_dwell400 && region.dwellRx1DataRates) || region.rx1DataRates)[key.uplink_dr],
  uplink_channel: (region, { key }) => {
    const channel = channelAt(region.uplinkChannels, key.i);
    return { freq: channel?.frequencyHz, min_dr: channel?.minDataRate, max_dr: channel?.maxDataRate };
  },
  rx1_freq_for_uplink_channel: (region, { key }) => rx1FrequencyHz(region, key.i),
  sub_band: (region, { key }) => {
    const band = region.subBands.find(({ minHz, maxHz }) => minHz === key.min && maxHz === key.max);
    return { duty_cycle: band?.dutyCycle, max_eirp_dbm: band?.maxEirpDbm };
  },
  default_max_eirp_dbm: (region) => region.maxEirpDbm,
  tx_power_offset_db: (region) => Array.from({ length: region.txPowerSteps + 1 }, (_, i) => (i === 0 ? 0 : -2 * i)),
  ping_slot_frequencies: (region) =>
    region.pingSlotFrequenciesHz.length === 0 ? null : [...region.pingSlotFrequenciesHz],
  tx_param_setup_supported: (region) => region.txParamSetup,
  max_channels: (region) => region.maxChannels,
  boot_dwell_time: (region) => ({
    Uplinks: region.dwellTime?.uplinkAtBoot ?? null,
    Downlinks: region.dwellTime?.downlinkAtBoot ?? null,
  }),
  cflist: (region) => region.channelList.toUpperCase().replace("-", "_"),
  rx2: (region) => ({ freq: region.rx2.frequencyHz, dr: region.rx2.dataRate }),
  beacon: (region, { value }) => ({
    DataRateIndex: region.beacon.dataRate,
    CodingRate: value.CodingRate,
    Frequencies: region.beacon.frequenciesHz.length === 0 ? null : [...region.beacon.frequenciesHz],
  }),
  timing: (region) => timingRow(region),
};

function dataRateRow(region: Region, dr: number): unknown {
  const rate = region.dataRates[dr];
  if (rate.kind === "fsk") return { mod: "FSK", bitrate: rate.bitRateBps };
  if (rate.kind === "lr-fhss") return { mod: "LR-FHSS", cr: rate.codingRate, ocw: rate.occupiedBandwidthHz };
  // 812.5 kHz is written as 812 kHz there.
  return { mod: "LoRa", sf: rate.sf, bw: rate.bandwidthHz === 812_500 ? 812_000 : rate.bandwidthHz };
}

function timingRow({ relay }: Region): unknown {
  const t = LORAWAN_TIMING;
  return {
    ReceiveDelay1: `${t.receiveDelay1S}s`,
    ReceiveDelay2: `${t.receiveDelay2S}s`,
    JoinAcceptDelay1: `${t.joinAcceptDelay1S}s`,
    JoinAcceptDelay2: `${t.joinAcceptDelay2S}s`,
    MaxFCntGap: t.maxFrameCounterGap,
    ADRAckLimit: `ADR_ACK_LIMIT_${t.adrAckLimit}`,
    ADRAckDelay: `ADR_ACK_DELAY_${t.adrAckDelay}`,
    MinRetransmitTimeout: `${t.minRetransmitTimeoutS}s`,
    MaxRetransmitTimeout: `${t.maxRetransmitTimeoutS}s`,
    RelayForwardDelay: relay ? `${t.relayForwardDelayS}s` : 0,
    RelayReceiveDelay: relay ? `${t.relayReceiveDelayS}s` : 0,
    ServedRelayBackoff: relay ? t.servedRelayBackoff : 0,
  };
}

describe("regional plans", () => {
  const rows = readRows<Row>("regions.json");

  it("are all there", () => {
    expect(rows.length).toBeGreaterThan(500);
    expect(new Set(rows.map(({ region }) => region)).size).toBe(18);
    for (const { region } of rows) expect(LORAWAN_REGION_NAMES).toContain(region);
  });

  it.each([...new Set(rows.map(({ region }) => region))])("%s agrees with every row of the reference", (name) => {
    for (const row of rows.filter(({ region }) => region === name)) {
      const answer = ANSWERS[row.kind](findRegion(name), row);
      expect(answer, `${row.id} ${row.kind} ${JSON.stringify(row.key)}`).toEqual(row.value);
    }
  });

  it.each(Object.entries<Region>(REGIONS))("%s is consistent", (_, region) => {
    const numbers = Object.keys(region.dataRates).map(Number);
    for (const range of [...region.uplinkChannels, ...(region.downlinkChannels ?? [])]) {
      const lastHz = range.firstHz + range.stepHz * (range.count - 1);
      expect(range.firstHz).toBeGreaterThan(region.band.minHz);
      expect(lastHz).toBeLessThan(region.band.maxHz);
      expect(numbers).toContain(range.minDataRate);
      expect(numbers).toContain(range.maxDataRate);
    }
    expect(countChannels(region.uplinkChannels)).toBeLessThanOrEqual(region.maxChannels.uplink);
    for (const { dwellMaxMacPayloadBytes, maxMacPayloadBytes } of Object.values(region.dataRates)) {
      expect(dwellMaxMacPayloadBytes).toBeLessThanOrEqual(maxMacPayloadBytes);
      // 255 bytes in all, less 5 around the MACPayload
      expect(maxMacPayloadBytes).toBeLessThanOrEqual(250);
    }
    const first = channelAt(region.uplinkChannels, 0);
    expect(
      region.subBands.some(
        ({ minHz, maxHz }) => first !== null && first.frequencyHz >= minHz && first.frequencyHz < maxHz,
      ),
    ).toBe(true);
    expect(channelAt(region.uplinkChannels, 1000)).toBeNull();
  });

  it("are found by name, and near names are told", () => {
    expect(findRegion("AS923")).toBe(REGIONS["AS923-1"]);
    expect(() => findRegion("EU869", "--region")).toThrow('--region: unknown region "EU869"');
    try {
      findRegion("EU869");
    } catch (error) {
      expect((error as InputError).issues[0].hint).toContain("EU868");
    }
    expect(() => findRegion("toString")).toThrow(InputError);
  });
});

describe("sub-bands of EN 300 220-2", () => {
  it("agree with the reference", () => {
    interface SubBandRow {
      readonly id: string;
      readonly min_mhz: number;
      readonly max_mhz: number;
      readonly max_erp_mw: number;
      readonly max_duty_cycle: number | null;
    }
    for (const row of readRows<SubBandRow>("etsi-subbands.json")) {
      const bands = Object.values(ETSI_SUB_BANDS).filter(
        ({ minHz, maxHz, maxErpMw }) =>
          minHz === row.min_mhz * 1e6 && maxHz === row.max_mhz * 1e6 && maxErpMw === row.max_erp_mw,
      );
      expect(
        bands.map(({ dutyCycle }) => dutyCycle),
        row.id,
      ).toContain(row.max_duty_cycle);
    }
  });

  it("have milliwatts and decibels that agree", () => {
    for (const { maxErpMw, maxErpDbm } of Object.values(ETSI_SUB_BANDS)) {
      expect(10 * Math.log10(maxErpMw)).toBeCloseTo(maxErpDbm, 1);
    }
  });
});

describe("gateways' channel plans of The Things Network", () => {
  interface PlanRow {
    readonly plan: string;
    readonly band: string;
    readonly uplink_channels: readonly { readonly freq: number; readonly min_dr: number; readonly max_dr: number }[];
    readonly lora_standard?: { readonly frequency: number; readonly "data-rate": number };
    readonly fsk?: { readonly frequency: number; readonly "data-rate": number };
  }
  const BANDS: Readonly<Record<string, Region>> = {
    EU_863_870: REGIONS.EU868,
    EU_433: REGIONS.EU433,
    US_902_928: REGIONS.US915,
    AU_915_928: REGIONS.AU915,
    CN_470_510: REGIONS.CN470,
    AS_923: REGIONS["AS923-1"],
    AS_923_2: REGIONS["AS923-2"],
    AS_923_3: REGIONS["AS923-3"],
    AS_923_4: REGIONS["AS923-4"],
    KR_920_923: REGIONS.KR920,
    IN_865_867: REGIONS.IN865,
    ISM_2400: REGIONS.ISM2400,
  };
  /** 125 kHz channels at the centre of four others, with SF8 at 500 kHz there. */
  const SINGLE_CHANNEL_PLAN = /^US_9\d\d_\d$/;
  const rows = readRows<PlanRow>("frequency-plans.json");

  it.each(rows.map((row) => [row.plan, row] as const))("%s fits the regional plan", (plan, row) => {
    const region = BANDS[row.band];
    const fixed = region.channelList === "channel-masks";
    const own = Array.from({ length: countChannels(region.uplinkChannels) }, (_, i) =>
      channelAt(region.uplinkChannels, i),
    );
    for (const { freq, min_dr, max_dr } of row.uplink_channels) {
      expect(freq).toBeGreaterThanOrEqual(region.band.minHz);
      expect(freq).toBeLessThanOrEqual(region.band.maxHz);
      if (fixed && !SINGLE_CHANNEL_PLAN.test(plan)) {
        expect(own).toContainEqual({ frequencyHz: freq, minDataRate: min_dr, maxDataRate: max_dr });
      } else {
        expect([min_dr, max_dr]).toEqual([own[0]?.minDataRate, own[0]?.maxDataRate]);
      }
    }
    for (const wide of [row.lora_standard, row.fsk]) {
      if (wide === undefined) continue;
      expect(region.dataRates).toHaveProperty(String(wide["data-rate"]));
      if (fixed) expect(own.map((channel) => channel?.frequencyHz)).toContain(wide.frequency);
    }
  });
});
