import { InputError } from "../../math/errors.ts";
import { loraTimeOnAir } from "../airtime.ts";
import { exactBandwidthHz, type LoraChip } from "../chips.ts";
import type { LoraPacket } from "../lora-packet.ts";
import type { CodingRate } from "../parameters.ts";
import { receiveCurrentA, type TransmitCurrent, transmitCurrent, transmitPowerRange } from "../radios/currents.ts";
import type { Radio } from "../radios/radio.ts";
import { LORAWAN_OVERHEAD_BYTES } from "../regions/limits.ts";
import { type Cycle, type DeviceCurrents, WINDOW_DISTANCE_S } from "./cycle.ts";
import type { EnergyInputs } from "./inputs.ts";
import { type LoraRate, type Rates, settleRates } from "./rates.ts";
import { DOWNLINK_PREAMBLE_SYMBOLS, receiveWindowSymbols } from "./receive-window.ts";
import type { Retransmissions } from "./retransmissions.ts";

/** The limit of most channels in Europe, and within the reach of nearly all radios. */
const DEFAULT_TX_POWER_DBM = 14;
/** The first channel of EU868. */
const DEFAULT_FREQUENCY_HZ = 868.1e6;
/** EU868's beacon: fixed length, no header, no CRC, a preamble of 10. See RP002-1.0.4, section 2.4.8. */
const BEACON_BYTES = 17;
const BEACON_PREAMBLE_SYMBOLS = 10;

/** What the inputs come to on a radio, before it is known how often it sends. */
export interface Device {
  readonly packet: LoraPacket;
  readonly rates: Rates;
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
 * @param codingRate of the uplink, in place of the inputs' or the region's
 * @throws {InputError} naming the input that the radio lacks, with the legal values
 */
export function settleDevice(radio: Radio, inputs: EnergyInputs, codingRate?: CodingRate): Device {
  const rates = checkRates(radio, settleRates(radio, inputs), inputs.class);
  const uplink = { ...rates.uplink, codingRate: codingRate ?? rates.uplink.codingRate };
  const { bandwidthHz } = rates.uplink;
  const frequencyHz = settleFrequency(radio, inputs.frequencyHz ?? rates.frequencyHz);
  const txPowerDbm = inputs.txPowerDbm ?? usualPower(radio, frequencyHz);
  const transmit = transmitCurrent(radio, { txPowerDbm, frequencyHz, regulator: inputs.regulator });
  const packet: LoraPacket = {
    chip: radio.chip,
    ...uplink,
    preambleSymbols: inputs.preambleSymbols,
    implicitHeader: inputs.implicitHeader,
    crc: inputs.crc,
    ldro: "auto",
    payloadBytes: settlePayload(inputs),
  };
  const { timeOnAirS, ldro } = loraTimeOnAir(packet);
  const sleepA = inputs.sleepCurrentA ?? radio.sleepCurrentA;
  return {
    packet,
    rates,
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
export function describeCycle(device: Device, inputs: EnergyInputs, retransmissions: Retransmissions): Cycle {
  const { packet, rates } = device;
  const windowS = ({ sf, bandwidthHz }: LoraRate) => {
    const symbolTimeS = 2 ** sf / bandwidthHz;
    const request = { symbolTimeS, detectSymbols: inputs.rxSymbols, timingErrorS: inputs.rxErrorS };
    return symbolTimeS * receiveWindowSymbols(request);
  };
  const downlinkWindow = inputs.downlinkWindow === "1" ? 1 : 2;
  const downlink = {
    ...packet,
    ...(downlinkWindow === 1 ? rates.rx1 : rates.rx2),
    // Downlinks carry no CRC of their own. See RP002-1.0.4, section 2.1.
    crc: false,
    preambleSymbols: DOWNLINK_PREAMBLE_SYMBOLS,
    payloadBytes: inputs.downlinkBytes,
  };
  const rx1WindowS = windowS(rates.rx1);
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
    rx2WindowS: windowS(rates.rx2),
    downlinkS: loraTimeOnAir(downlink).timeOnAirS,
    downlinkWindow,
    beaconS: isB ? beaconTimeS(packet.chip, rates.beacon, inputs.rxErrorS) : 0,
    pingSlotS: isB ? windowS(rates.beacon) : 0,
    pingSlots: isB ? requirePowerOfTwo(inputs.pingSlots) : 0,
  };
}

function settlePayload({ payloadBytes, appPayloadBytes }: EnergyInputs): number {
  if (appPayloadBytes !== undefined && payloadBytes !== undefined) {
    const message = "expected the payload either on air or of the application, got both";
    throw new InputError({ code: "conflicting-inputs", where: "appPayloadBytes", message });
  }
  if (appPayloadBytes !== undefined) return appPayloadBytes + LORAWAN_OVERHEAD_BYTES;
  if (payloadBytes !== undefined) return payloadBytes;
  const message = "missing: the bytes of a packet";
  throw new InputError({ code: "missing-input", where: "payloadBytes", message });
}

/** The receiver is on from the earliest start of the beacon to its latest end. */
function beaconTimeS(chip: LoraChip, rate: LoraRate, timingErrorS: number): number {
  const { timeOnAirS } = loraTimeOnAir({
    ...rate,
    chip,
    preambleSymbols: BEACON_PREAMBLE_SYMBOLS,
    implicitHeader: true,
    crc: false,
    ldro: "auto",
    payloadBytes: BEACON_BYTES,
  });
  return timeOnAirS + 2 * timingErrorS;
}

/** The rates with exact bandwidths, if the radio has them all. */
function checkRates(radio: Radio, rates: Rates, deviceClass: EnergyInputs["class"]): Rates {
  const uplink = checkRate(radio, rates.uplink, { sf: "sf", bandwidthHz: "bandwidthHz" });
  if (!radio.codingRates.includes(uplink.codingRate)) {
    throw fault(
      "codingRate",
      `a coding rate of the ${radio.title}, ${radio.codingRates.join(", ")}`,
      uplink.codingRate,
    );
  }
  const second = { sf: "rx2Sf", bandwidthHz: "rx2BandwidthHz" };
  return {
    uplink,
    rx1: rates.rx1 === rates.uplink ? uplink : checkRate(radio, rates.rx1, { sf: "dataRate", bandwidthHz: "dataRate" }),
    rx2: checkRate(radio, rates.rx2, second),
    beacon: deviceClass === "B" ? checkRate(radio, rates.beacon, { ...second, sf: "pingSf" }) : rates.beacon,
    frequencyHz: rates.frequencyHz,
  };
}

/** @param where the inputs that say the rate, for the error */
function checkRate(
  radio: Radio,
  rate: LoraRate,
  where: { readonly sf: string; readonly bandwidthHz: string },
): LoraRate {
  const bandwidthHz = exactBandwidthHz(rate.bandwidthHz, radio.bandwidthsHz);
  if (bandwidthHz === null) {
    const listed = radio.bandwidthsHz.map((knownHz) => Number((knownHz / 1000).toPrecision(6))).join(", ");
    const got = `${rate.bandwidthHz / 1000} kHz`;
    throw fault(where.bandwidthHz, `a bandwidth of the ${radio.title}`, got, `in kHz: ${listed}`);
  }
  const { min } = radio.spreadingFactors;
  const max = radio.maxSpreadingFactorAt?.[bandwidthHz] ?? radio.spreadingFactors.max;
  if (rate.sf >= min && rate.sf <= max) return { ...rate, bandwidthHz };
  const expected = `a spreading factor of the ${radio.title} at ${bandwidthHz / 1000} kHz, ${min} to ${max}`;
  throw fault(where.sf, expected, rate.sf);
}

function settleFrequency({ title, frequenciesHz }: Radio, wantedHz: number | null): number {
  const covers = (frequencyHz: number) =>
    frequenciesHz.some(({ min, max }) => frequencyHz >= min && frequencyHz <= max);
  if (wantedHz === null) return covers(DEFAULT_FREQUENCY_HZ) ? DEFAULT_FREQUENCY_HZ : frequenciesHz[0].min;
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
