import { InputError } from "../../math/errors.ts";
import { loraTimeOnAir } from "../airtime.ts";
import { exactBandwidthHz } from "../chips.ts";
import type { LoraPacket } from "../lora-packet.ts";
import type { CodingRate, SpreadingFactor } from "../parameters.ts";
import { receiveCurrentA, type TransmitCurrent, transmitCurrent, transmitPowerRange } from "../radios/currents.ts";
import type { Radio } from "../radios/radio.ts";
import { type Cycle, type DeviceCurrents, WINDOW_DISTANCE_S } from "./cycle.ts";
import type { EnergyInputs } from "./inputs.ts";
import { DOWNLINK_PREAMBLE_SYMBOLS, receiveWindowSymbols } from "./receive-window.ts";
import type { Retransmissions } from "./retransmissions.ts";

/** What LoRaWAN puts around a payload: header, address, counter, port and integrity code. See LoRaWAN 1.0.4, section 4. */
export const LORAWAN_OVERHEAD_BYTES = 13;
/** The limit of most channels in Europe, and within the reach of nearly all radios. */
const DEFAULT_TX_POWER_DBM = 14;
/** The first channel of EU868. */
const DEFAULT_FREQUENCY_HZ = 868.1e6;
/** LoRaWAN's, in nearly all regions; then that of the 2.4 GHz band. */
const DEFAULT_BANDWIDTHS_HZ = [125_000, 812_500] as const;
/** EU868's beacon: fixed length, no header, no CRC, a preamble of 10. See RP002-1.0.4, section 2.4.8. */
const BEACON_BYTES = 17;
const BEACON_PREAMBLE_SYMBOLS = 10;

/** What the inputs come to on a radio, before it is known how often it sends. */
export interface Device {
  readonly packet: LoraPacket;
  readonly sf: SpreadingFactor;
  readonly timeOnAirS: number;
  readonly ldro: boolean;
  readonly txPowerDbm: number;
  /** Null when the current was given. */
  readonly transmit: TransmitCurrent | null;
  readonly currents: DeviceCurrents;
  readonly frequencyHz: number;
}

/**
 * Settles a radio's packet and currents.
 *
 * @throws {InputError} naming the input that the radio lacks, with the legal values
 */
export function settleDevice(radio: Radio, inputs: EnergyInputs): Device {
  const sf = inputs.sf as SpreadingFactor;
  const bandwidthHz = settleBandwidth(radio, inputs.bandwidthHz, "bandwidthHz");
  requireSpreadingFactor(radio, sf, bandwidthHz, "sf");
  requireCodingRate(radio, inputs.codingRate);
  const frequencyHz = settleFrequency(radio, inputs.frequencyHz);
  const txPowerDbm = inputs.txPowerDbm ?? usualPower(radio, frequencyHz);
  const transmit = transmitCurrent(radio, { txPowerDbm, frequencyHz, regulator: inputs.regulator });
  const packet: LoraPacket = {
    chip: radio.chip,
    sf,
    bandwidthHz,
    codingRate: inputs.codingRate,
    preambleSymbols: inputs.preambleSymbols,
    implicitHeader: inputs.implicitHeader,
    crc: true,
    ldro: "auto",
    payloadBytes: inputs.payloadBytes + (inputs.lorawan ? LORAWAN_OVERHEAD_BYTES : 0),
  };
  const { timeOnAirS, ldro } = loraTimeOnAir(packet);
  const sleepA = inputs.sleepCurrentA ?? radio.sleepCurrentA;
  return {
    packet,
    sf,
    timeOnAirS,
    ldro: ldro === true,
    txPowerDbm,
    transmit: inputs.txCurrentA === undefined ? transmit : null,
    frequencyHz,
    currents: {
      transmitA: inputs.txCurrentA ?? transmit.currentA,
      receiveA:
        inputs.rxCurrentA ??
        receiveCurrentA(radio, { bandwidthHz, regulator: inputs.regulator, boosted: inputs.rxBoosted }),
      sleepA,
      wakeA: inputs.wakeCurrentA ?? radio.standbyCurrentA,
      idleA: inputs.idleCurrentA ?? sleepA,
    },
  };
}

/**
 * What a settled device does in a period.
 *
 * @throws {InputError} when a receive window or ping slot cannot be, naming the input
 */
export function describeCycle(
  radio: Radio,
  device: Device,
  inputs: EnergyInputs,
  retransmissions: Retransmissions,
): Cycle {
  const rx2BandwidthHz = settleBandwidth(radio, inputs.rx2BandwidthHz, "rx2BandwidthHz");
  requireSpreadingFactor(radio, inputs.rx2Sf as SpreadingFactor, rx2BandwidthHz, "rx2Sf");
  const { packet } = device;
  const windowS = (sf: number, bandwidthHz: number) => {
    const symbolTimeS = 2 ** sf / bandwidthHz;
    const request = { symbolTimeS, detectSymbols: inputs.rxSymbols, timingErrorS: inputs.rxErrorS };
    return symbolTimeS * receiveWindowSymbols(request);
  };
  const downlinkWindow = inputs.downlinkWindow === "1" ? 1 : 2;
  const downlink = {
    ...packet,
    ...(downlinkWindow === 2 && { sf: inputs.rx2Sf, bandwidthHz: rx2BandwidthHz }),
    // Downlinks carry no CRC of their own. See RP002-1.0.4, section 2.1.
    crc: false,
    preambleSymbols: DOWNLINK_PREAMBLE_SYMBOLS,
    payloadBytes: inputs.downlinkBytes,
  };
  const rx1WindowS = windowS(packet.sf, packet.bandwidthHz);
  if (rx1WindowS > WINDOW_DISTANCE_S) throw windowFault(rx1WindowS);
  const isB = inputs.class === "B";
  return {
    deviceClass: inputs.class,
    periodS: inputs.periodS,
    currents: device.currents,
    retransmissions,
    downlinkShare: inputs.confirmed ? 0 : inputs.downlinkShare,
    wakeS: inputs.wakeS,
    uplinkS: device.timeOnAirS,
    rx1DelayS: inputs.rx1DelayS,
    rx1WindowS,
    rx2WindowS: windowS(inputs.rx2Sf, rx2BandwidthHz),
    downlinkS: loraTimeOnAir(downlink).timeOnAirS,
    downlinkWindow,
    beaconS: isB ? beaconTimeS(radio, inputs, rx2BandwidthHz) : 0,
    pingSlotS: isB ? windowS(inputs.pingSf, rx2BandwidthHz) : 0,
    pingSlots: isB ? requirePowerOfTwo(inputs.pingSlots) : 0,
  };
}

/** The receiver is on from the earliest start of the beacon to its latest end. */
function beaconTimeS(radio: Radio, { pingSf, rxErrorS }: EnergyInputs, bandwidthHz: number): number {
  const { timeOnAirS } = loraTimeOnAir({
    chip: radio.chip,
    sf: pingSf,
    bandwidthHz,
    codingRate: "4/5",
    preambleSymbols: BEACON_PREAMBLE_SYMBOLS,
    implicitHeader: true,
    crc: false,
    ldro: "auto",
    payloadBytes: BEACON_BYTES,
  });
  return timeOnAirS + 2 * rxErrorS;
}

function settleBandwidth(radio: Radio, wantedHz: number | undefined, where: string): number {
  const known = radio.bandwidthsHz;
  if (wantedHz === undefined) return DEFAULT_BANDWIDTHS_HZ.find((usual) => known.includes(usual)) ?? known[0];
  const exactHz = exactBandwidthHz(wantedHz, known);
  if (exactHz !== null) return exactHz;
  const listed = known.map((bandwidthHz) => Number((bandwidthHz / 1000).toPrecision(6))).join(", ");
  throw fault(where, `a bandwidth of the ${radio.title}`, `${wantedHz / 1000} kHz`, `in kHz: ${listed}`);
}

function requireSpreadingFactor(radio: Radio, sf: SpreadingFactor, bandwidthHz: number, where: string): void {
  const { min } = radio.spreadingFactors;
  const max = radio.maxSpreadingFactorAt?.[bandwidthHz] ?? radio.spreadingFactors.max;
  if (sf >= min && sf <= max) return;
  throw fault(where, `a spreading factor of the ${radio.title} at ${bandwidthHz / 1000} kHz, ${min} to ${max}`, sf);
}

function requireCodingRate(radio: Radio, codingRate: CodingRate): void {
  if (radio.codingRates.includes(codingRate)) return;
  throw fault("codingRate", `a coding rate of the ${radio.title}, ${radio.codingRates.join(", ")}`, codingRate);
}

function settleFrequency({ title, frequenciesHz }: Radio, wantedHz: number | undefined): number {
  const covers = (frequencyHz: number) =>
    frequenciesHz.some(({ min, max }) => frequencyHz >= min && frequencyHz <= max);
  if (wantedHz === undefined) return covers(DEFAULT_FREQUENCY_HZ) ? DEFAULT_FREQUENCY_HZ : frequenciesHz[0].min;
  if (covers(wantedHz)) return wantedHz;
  const bands = frequenciesHz.map(({ min, max }) => `${min / 1e6} to ${max / 1e6} MHz`).join(" or ");
  throw fault("frequencyHz", `a carrier of the ${title}, ${bands}`, `${wantedHz / 1e6} MHz`);
}

function usualPower(radio: Radio, frequencyHz: number): number {
  return Math.min(DEFAULT_TX_POWER_DBM, transmitPowerRange(radio, frequencyHz)?.max ?? DEFAULT_TX_POWER_DBM);
}

function requirePowerOfTwo(slots: number): number {
  if (Number.isInteger(Math.log2(slots))) return slots;
  throw fault("pingSlots", "a power of two from 1 to 128", slots);
}

function windowFault(windowS: number): InputError {
  return new InputError({
    code: "out-of-range",
    where: "rxErrorS",
    message: `a first receive window of ${windowS.toPrecision(3)} s runs into the second, ${WINDOW_DISTANCE_S} s later`,
    hint: "a smaller timing error, or fewer symbols to detect",
  });
}

function fault(where: string, expected: string, got: unknown, hint?: string): InputError {
  return new InputError({ code: "out-of-range", where, message: `expected ${expected}, got ${got}`, hint });
}
