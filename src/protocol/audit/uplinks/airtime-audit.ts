import { loraTimeOnAir } from "../../../lora/airtime.ts";
import { LORA_PACKET_DEFAULTS } from "../../../lora/lora-packet.ts";
import { CODING_RATES, SPREADING_FACTORS } from "../../../lora/parameters.ts";
import type { Region, SubBand } from "../../../lora/regions/region.ts";
import { findRegion } from "../../../lora/regions/regions.ts";
import { InputError } from "../../../math/errors.ts";
import type { UplinkRecord } from "../../platforms/uplink-record.ts";
import { type Finding, findingOf } from "../finding.ts";
import { BoundedMap } from "./bounded-map.ts";
import { type HeardUplink, timeText, uplinkLabel } from "./heard-uplink.ts";

/** MHDR, DevAddr, FCtrl, FCnt, FPort, MIC. LoRaWAN 1.0.4 §4. */
const FRAME_BYTES = 13;
const JOIN_REQUEST_BYTES = 23;
/** Over this time the share on air is measured. ETSI EN 300 220-2, duty cycle: one hour. */
const WINDOW_S = 3600;
const MAX_WINDOWS = 16_384;
/** More packets than an hour holds; a log that says so is told what it already shows. */
const MAX_PACKETS = 20_000;
/** What rounding of times may do. */
const TOLERANCE = 1.02;

interface Window {
  readonly band: SubBand;
  packets: { readonly timeS: number; readonly timeOnAirS: number }[];
  head: number;
  sumS: number;
  worst: { readonly share: number; readonly heard: HeardUplink; readonly packets: number } | null;
}

/** Adds up each device's time on air against the region's limits. What nobody heard is missing: the truth is never less. */
export class AirtimeAudit {
  readonly #region: Region | null;
  readonly #windows = new BoundedMap<string, Window>(MAX_WINDOWS);
  readonly #long = new BoundedMap<string, { readonly heard: HeardUplink; longestS: number; count: number }>(
    MAX_WINDOWS,
  );

  /** @param region null: limits are not judged */
  constructor(region: string | null) {
    this.#region = region === null ? null : findRegion(region, "--region");
  }

  push(heard: HeardUplink): void {
    const { record } = heard;
    const region = this.#region;
    const device = record.devEui ?? record.devAddr ?? record.deviceName;
    const timeOnAirS = region === null || device === null ? null : timeOnAir(record);
    if (region === null || timeOnAirS === null) return;
    const { dwellTime } = region;
    // What the network may switch on, a log does not tell
    if (dwellTime?.setBy === "regulation" && timeOnAirS > dwellTime.limitS * TOLERANCE) {
      const long = this.#long.getOrMake(String(device), () => ({ heard, longestS: 0, count: 0 }));
      long.count++;
      long.longestS = Math.max(long.longestS, timeOnAirS);
    }
    const { frequencyHz, timeS } = record;
    const band = region.subBands.find(
      ({ minHz, maxHz }) => frequencyHz !== null && frequencyHz >= minHz && frequencyHz <= maxHz,
    );
    if (band === undefined || band.dutyCycle >= 1 || timeS === null) return;
    const window = this.#windows.getOrMake(`${device} ${band.minHz}`, () => ({
      band,
      packets: [],
      head: 0,
      sumS: 0,
      worst: null,
    }));
    addPacket(window, heard, { timeS, timeOnAirS });
  }

  findings(): readonly Finding[] {
    const duty = this.#windows.values().flatMap(({ band, worst }): Finding[] => {
      if (worst === null) return [];
      const device = uplinkLabel(worst.heard.record);
      const limit = `${percent(band.dutyCycle)} % from ${band.minHz / 1e6} to ${band.maxHz / 1e6} MHz`;
      const what = `${device} was ${percent(worst.share)} % of an hour on air, of ${limit}`;
      const evidence = `${worst.packets} packets were heard in the hour before ${timeText(worst.heard.record.timeS)}`;
      return [findingOf("duty-cycle-exceeded", { what, evidence, place: worst.heard.place, device })];
    });
    const dwell = this.#long.values().map(({ heard, longestS, count }) => {
      const device = uplinkLabel(heard.record);
      const what = `${device} sends packets of ${Math.round(longestS * 1000)} ms`;
      const limitS = this.#region?.dwellTime?.limitS ?? 0;
      const evidence = `${count} ${count === 1 ? "packet" : "packets"} above ${limitS * 1000} ms`;
      return findingOf("dwell-time-exceeded", { what, evidence, place: heard.place, device });
    });
    return [...duty, ...dwell];
  }
}

function addPacket(
  window: Window,
  heard: HeardUplink,
  packet: { readonly timeS: number; readonly timeOnAirS: number },
): void {
  const last = window.packets.at(-1);
  // A clock that jumped back: what lies ahead of it is no hour of now
  if (last !== undefined && packet.timeS < last.timeS - WINDOW_S) {
    window.packets = [];
    window.head = 0;
    window.sumS = 0;
  }
  // Told a second time, or late: another gateway's log of the same hour
  else if (last !== undefined && packet.timeS <= last.timeS) return;
  if (window.packets.length - window.head >= MAX_PACKETS) return;
  window.packets.push(packet);
  window.sumS += packet.timeOnAirS;
  while (window.packets[window.head].timeS < packet.timeS - WINDOW_S) {
    window.sumS -= window.packets[window.head].timeOnAirS;
    window.head++;
  }
  if (window.head > 1024 && window.head > window.packets.length / 2) {
    window.packets = window.packets.slice(window.head);
    window.head = 0;
  }
  const share = window.sumS / WINDOW_S;
  if (share > window.band.dutyCycle * TOLERANCE && share > (window.worst?.share ?? 0)) {
    window.worst = { share, heard, packets: window.packets.length - window.head };
  }
}

/** From the frame's length and settings; null where the log does not tell them, or it is no LoRa. */
function timeOnAir(record: UplinkRecord): number | null {
  const sf = SPREADING_FACTORS.find((known) => known === record.sf);
  const payloadBytes = frameBytes(record);
  if (sf === undefined || payloadBytes === null || payloadBytes > 255) return null;
  const codingRate = CODING_RATES.find((known) => known === record.codingRate) ?? "4/5";
  const bandwidthHz = record.bandwidthHz ?? 125_000;
  try {
    return loraTimeOnAir({ ...LORA_PACKET_DEFAULTS, sf, bandwidthHz, codingRate, payloadBytes }).timeOnAirS;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function frameBytes({ kind, phyPayloadHex, payloadBytes }: UplinkRecord): number | null {
  if (phyPayloadHex !== null) return phyPayloadHex.length / 2;
  if (kind === "join-request") return JOIN_REQUEST_BYTES;
  return kind === "data" && payloadBytes !== null ? payloadBytes + FRAME_BYTES : null;
}

function percent(share: number): string {
  return String(Number((100 * share).toPrecision(3)));
}
