import { loraTimeOnAir } from "../../lora/airtime.ts";
import type { Named } from "../../lora/catalog.ts";
import { neededTimeS, phasesOfPeriod, UPLINK_PHASES } from "../../lora/energy/cycle.ts";
import { describeCycle, settleDevice } from "../../lora/energy/device.ts";
import { readEnergyInputs } from "../../lora/energy/read-inputs.ts";
import { expectRetransmissions } from "../../lora/energy/retransmissions.ts";
import type { CodingRate, SpreadingFactor } from "../../lora/parameters.ts";
import type { Radio } from "../../lora/radios/radio.ts";
import { longestPayloadBytes, regionLimits } from "../../lora/regions/limits.ts";
import { InputError } from "../../math/errors.ts";
import { keepsToLimit, type PowerStep, powerSteps } from "./powers.ts";
import { type NamedRegion, type UplinkRate, uplinkRates } from "./rates.ts";

/** A way to send a packet that radio and region allow, and what it costs. */
export interface RadioSetting {
  /** Number in the region; null without a region. */
  readonly dataRate: number | null;
  readonly sf: SpreadingFactor;
  readonly bandwidthHz: number;
  readonly codingRate: CodingRate;
  /** At the radio's output. */
  readonly txPowerDbm: number;
  /** Of LoRaWAN's LinkADRReq; null without a region, or for a power of one's own. */
  readonly txPowerIndex: number | null;
  readonly timeOnAirS: number;
  /** Rate of the payload's bits while they are sent. */
  readonly bitRateBps: number;
  /** Two bits less in each symbol, for slow ones. */
  readonly lowDataRate: boolean;
  /** The shortest that the region's duty cycle allows from packet to packet; 0 without a limit. */
  readonly minIntervalS: number;
  /** Of an unconfirmed class A uplink with its receive windows. */
  readonly energyPerUplinkJ: number;
}

/** Settings that are fixed: what is absent is searched. */
export interface HeldSettings {
  readonly sf?: number;
  /** Without a region it chooses the rates; with one, among them. */
  readonly bandwidthHz?: number;
  readonly codingRate?: CodingRate;
  readonly dataRate?: number;
  readonly txPowerDbm?: number;
}

export interface SettingsRequest {
  readonly radio: Named<Radio>;
  readonly region: NamedRegion | null;
  /** Null: each rate's first channel, or the radio's usual carrier. */
  readonly frequencyHz: number | null;
  readonly antennaGainDbi: number;
  /** Between radio and antenna, dB, positive. */
  readonly lossDb: number;
  /** On air, between header and CRC. */
  readonly payloadBytes: number;
  /** From one uplink to the next. */
  readonly periodS: number;
  readonly held: HeldSettings;
}

/** A rate that may not be used for such packets, and why. */
export interface Refusal {
  readonly what: string;
  readonly reason: string;
}

export interface LegalSettings {
  readonly settings: readonly RadioSetting[];
  readonly refusals: readonly Refusal[];
}

/** The supply for which datasheets state their currents: energy is charge times it. */
const SUPPLY_V = 3.3;

/**
 * Every setting that is legal: the radio's and region's rates, each with every coding rate and power, less those that break the
 * region's limits on payload, dwell time and duty cycle, or take longer than the period.
 *
 * @throws {InputError} `over-eirp-limit` for a held power; when the radio cannot work in the region, or an argument is out of range
 */
export function legalSettings(request: SettingsRequest): LegalSettings {
  const { held } = request;
  const settings: RadioSetting[] = [];
  const refusals: Refusal[] = [];
  for (const rate of heldRates(request)) {
    const codingRates = rate.codingRates.filter((one) => held.codingRate === undefined || one === held.codingRate);
    for (const codingRate of codingRates) {
      const answer = settingsOf(request, rate, codingRate);
      if (typeof answer === "string") refusals.push({ what: rateText(rate, codingRate), reason: answer });
      else settings.push(...answer);
    }
  }
  return { settings, refusals };
}

/** The rates that may be chosen among. */
export function heldRates({ radio, region, held }: Pick<SettingsRequest, "radio" | "region" | "held">): UplinkRate[] {
  return uplinkRates(radio, region, held.bandwidthHz).filter(
    ({ sf, bandwidthHz, dataRate }) =>
      (held.sf === undefined || held.sf === sf) &&
      (held.dataRate === undefined || held.dataRate === dataRate) &&
      (held.bandwidthHz === undefined || Math.abs(held.bandwidthHz / bandwidthHz - 1) < 0.005),
  );
}

/** All powers of a rate; or why there is none. */
function settingsOf(request: SettingsRequest, rate: UplinkRate, codingRate: CodingRate): RadioSetting[] | string {
  const { radio, region, payloadBytes, periodS } = request;
  const payloadFault = region === null ? null : payloadRefusal(request, region, rate);
  if (payloadFault !== null) return payloadFault;
  const { sf, bandwidthHz, dataRate } = rate;
  const frequencyHz = request.frequencyHz ?? rate.frequencyHz ?? undefined;
  const common = {
    radio: radio.name,
    periodS,
    payloadBytes,
    frequencyHz,
    ...(region === null ? { sf, bandwidthHz } : { region: region.name, dataRate }),
  };
  const usual = settleDevice(radio, readEnergyInputs(common), codingRate);
  const minIntervalS = region === null ? 0 : regionInterval(request, region, rate, usual);
  if (typeof minIntervalS === "string") return minIntervalS;
  const { bitRateBps } = loraTimeOnAir(usual.packet);
  const steps = stepsFor(request, usual.frequencyHz);
  if (steps.length === 0) return "the radio has no power that the region allows with this antenna";
  const settings: RadioSetting[] = [];
  for (const step of steps) {
    const inputs = readEnergyInputs({ ...common, txPowerDbm: step.txPowerDbm });
    const device = settleDevice(radio, inputs, codingRate);
    const cycle = describeCycle(device, inputs, expectRetransmissions({ ...inputs, packetSuccess: 1 }));
    if (neededTimeS(cycle) > periodS) {
      return `an uplink takes ${neededTimeS(cycle).toPrecision(3)} s with its receive windows, the period is ${periodS} s`;
    }
    const uplink = phasesOfPeriod(cycle).filter(({ name }) => UPLINK_PHASES.includes(name));
    const chargeC = uplink.reduce((sum, { durationS, currentA }) => sum + durationS * currentA, 0);
    settings.push({
      dataRate,
      sf,
      bandwidthHz,
      codingRate,
      ...step,
      timeOnAirS: device.timeOnAirS,
      bitRateBps,
      lowDataRate: device.ldro,
      minIntervalS,
      energyPerUplinkJ: chargeC * SUPPLY_V,
    });
  }
  return settings;
}

function stepsFor(request: SettingsRequest, frequencyHz: number): PowerStep[] {
  const { txPowerDbm } = request.held;
  const powers = { ...request, frequencyHz };
  if (txPowerDbm === undefined) return powerSteps(powers);
  if (keepsToLimit(txPowerDbm, powers)) return [{ txPowerDbm, txPowerIndex: null }];
  throw new InputError({
    code: "over-eirp-limit",
    where: "txPowerDbm",
    message: `${txPowerDbm} dBm with this antenna is over what ${request.region?.name} lets a device radiate`,
    hint: "a lower power, or leave it to the search",
  });
}

function payloadRefusal({ payloadBytes }: SettingsRequest, { plan }: NamedRegion, rate: UplinkRate): string | null {
  const longest = longestPayloadBytes(plan.dataRates[rate.dataRate as number]);
  return payloadBytes <= longest ? null : `at most ${longest} bytes on air, not ${payloadBytes}`;
}

/** The shortest interval that the region allows; a reason where it forbids the packet, or its interval. */
function regionInterval(
  { payloadBytes, periodS }: SettingsRequest,
  { name, plan }: NamedRegion,
  rate: UplinkRate,
  { timeOnAirS, frequencyHz }: { readonly timeOnAirS: number; readonly frequencyHz: number },
): number | string {
  const dataRate = rate.dataRate as number;
  const limits = regionLimits({
    name,
    region: plan,
    dataRate,
    payloadBytes,
    timeOnAirS,
    frequencyHz,
    dwellTime: "auto",
  });
  if (limits.minIntervalS === null) return `${timeOnAirS.toPrecision(3)} s on air is ${limits.reason}`;
  if (payloadBytes > limits.maxPayloadBytes) return `at most ${limits.maxPayloadBytes} bytes within the dwell time`;
  if (limits.minIntervalS > periodS) {
    return `one packet in ${limits.minIntervalS.toPrecision(3)} s at most, not in ${periodS} s: ${limits.reason}`;
  }
  return limits.dutyCycle === 1 ? 0 : limits.minIntervalS;
}

/** A rate in a few words. */
export function rateText({ sf, bandwidthHz, dataRate }: UplinkRate, codingRate: CodingRate): string {
  const number = dataRate === null ? "" : ` (DR${dataRate})`;
  return `SF${sf}, ${Number((bandwidthHz / 1000).toPrecision(6))} kHz, ${codingRate}${number}`;
}
