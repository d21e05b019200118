import { InputError } from "../../math/errors.ts";
import { BUILT_IN_CATALOG, type Catalog, findBattery, findRadio, type Named } from "../catalog.ts";
import type { CodingRate, SpreadingFactor } from "../parameters.ts";
import type { Radio } from "../radios/radio.ts";
import { REQUIRED_SNR_DB } from "../snr-threshold.ts";
import { type Supply, settleSupply } from "./cell.ts";
import { type Cycle, neededTimeS, type PhaseName, type PhaseTime, phasesOfPeriod, UPLINK_PHASES } from "./cycle.ts";
import { type Device, describeCycle, settleDevice } from "./device.ts";
import { COMPARED_CODING_RATES, type CodingRateTrade, expectedSuccess, snrForSuccess } from "./error-correction.ts";
import type { EnergyInputs } from "./inputs.ts";
import { checkPulseLoad, type PulseLoad } from "./pulse.ts";
import { readEnergyInputs } from "./read-inputs.ts";
import { regionRemarks } from "./region-remarks.ts";
import { type EnergyRemark, energyRemarks } from "./remarks.ts";
import { expectRetransmissions } from "./retransmissions.ts";
import { type TimelineStep, uplinkTimeline } from "./timeline.ts";

export const SECONDS_PER_DAY = 86_400;
/** Julian: 365.25 days. */
export const DAYS_PER_YEAR = 365.25;
const COULOMBS_PER_MAH = 3.6;

/** A state of the device, summed over one period. */
export interface Phase extends PhaseTime {
  readonly chargeC: number;
  readonly energyJ: number;
  /** Of all that leaves the cell. */
  readonly share: number;
}

export interface BatteryLife {
  readonly lifeDays: number;
  readonly lifeYears: number;
  /** All that empties the cell, self-discharge included: capacity over this is the life. */
  readonly averageCurrentA: number;
  /** What the device alone draws. */
  readonly deviceCurrentA: number;
  /** Of an uplink with its receive windows and retransmissions, without sleep. */
  readonly energyPerUplinkJ: number;
  readonly chargePerUplinkC: number;
  readonly energyPerDeliveredUplinkJ: number;
  /** In the whole life. */
  readonly uplinksTotal: number;
  readonly sf: SpreadingFactor;
  readonly bandwidthHz: number;
  readonly codingRate: CodingRate;
  readonly timeOnAirS: number;
  readonly transmissionsPerUplink: number;
  readonly packetSuccess: number;
  /** Chance that an uplink arrives at least once. */
  readonly deliveredShare: number;
  /** Behind the packet success; null when every packet is taken to arrive. */
  readonly snrDb: number | null;
  readonly txPowerDbm: number;
  /** Null when the transmit current was given. */
  readonly amplifier: string | null;
  readonly supply: Supply;
  readonly pulse: PulseLoad;
  readonly phases: readonly Phase[];
  readonly timeline: readonly TimelineStep[];
  /** What other coding rates would give on the same link; null when its quality is unknown. */
  readonly errorCorrection: readonly CodingRateTrade[] | null;
  readonly warnings: readonly EnergyRemark[];
}

/**
 * How long a device lives on its cells, and where the energy goes.
 *
 * Currents are those of the datasheet at its nominal supply and are taken as constant; the cell gives its capacity at its nominal
 * voltage, less a self-discharge that is constant over the years.
 *
 * @param input by the keys of `ENERGY_INPUTS`
 * @param catalog where radio and battery are looked up
 * @throws {InputError} naming each input that is missing, unknown, out of range, or not on the radio
 */
export function estimateBatteryLife(
  input: Readonly<Record<string, unknown>>,
  catalog: Catalog = BUILT_IN_CATALOG,
): BatteryLife {
  const inputs = readEnergyInputs(input);
  const radio = findRadio(inputs.radio, catalog);
  const battery = inputs.battery === undefined ? null : findBattery(inputs.battery, catalog);
  const supply = settleSupply(battery, inputs);
  const device = settleDevice(radio, inputs);
  const link = settleLink(device, inputs);
  const retransmissions = expectRetransmissions({ ...inputs, packetSuccess: link.packetSuccess });
  const cycle = describeCycle(device, inputs, retransmissions);
  const life = liveThrough(cycle, supply);
  const peakCurrentA = Math.max(...life.phases.map(({ currentA }) => currentA));
  const pulse = checkPulseLoad({
    supply,
    peakCurrentA,
    durationS: device.timeOnAirS,
    radio: device.transmit === null ? null : radio,
    frequencyHz: device.frequencyHz,
    regulator: inputs.regulator,
  });
  return {
    ...life,
    sf: device.rates.uplink.sf,
    bandwidthHz: device.rates.uplink.bandwidthHz,
    codingRate: device.rates.uplink.codingRate,
    timeOnAirS: device.timeOnAirS,
    transmissionsPerUplink: retransmissions.transmissions,
    packetSuccess: link.packetSuccess,
    deliveredShare: retransmissions.deliveredShare,
    snrDb: link.snrDb,
    txPowerDbm: device.txPowerDbm,
    amplifier: device.transmit?.amplifier ?? null,
    supply,
    pulse,
    timeline: uplinkTimeline(cycle, inputs.confirmed),
    errorCorrection: link.snrDb === null ? null : compareCodingRates({ radio, inputs, supply, snrDb: link.snrDb }),
    warnings: [
      ...energyRemarks({ radio, battery, inputs, device, supply, pulse, life }),
      ...regionRemarks(device, inputs, retransmissions.transmissions),
    ],
  };
}

interface LinkQuality {
  readonly packetSuccess: number;
  readonly snrDb: number | null;
}

/** A stated success tells the signal-to-noise ratio, and the other way round. */
function settleLink({ packet, ldro, rates }: Device, inputs: EnergyInputs): LinkQuality {
  requireOneQuality(inputs);
  const success = inputs.packetSuccess ?? 1;
  const marginSnrDb = inputs.marginDb === undefined ? null : REQUIRED_SNR_DB[rates.uplink.sf] + inputs.marginDb;
  const snrDb = inputs.snrDb ?? marginSnrDb;
  if (snrDb === null) {
    return { packetSuccess: success, snrDb: success < 1 ? snrForSuccess(packet, ldro, success) : null };
  }
  // A link without any chance would need endless energy: the least chance keeps the figures finite.
  return { packetSuccess: Math.max(expectedSuccess(packet, ldro, snrDb), Number.EPSILON), snrDb };
}

/** Each of them says the quality of the link. */
function requireOneQuality(inputs: EnergyInputs): void {
  const given = (["packetSuccess", "snrDb", "marginDb"] as const).filter((key) => inputs[key] !== undefined);
  if (given.length < 2) return;
  const message = "expected only one of packet success, signal-to-noise ratio and margin: each tells the others";
  throw new InputError({ code: "conflicting-inputs", where: given[1], message });
}

interface Life {
  readonly lifeDays: number;
  readonly lifeYears: number;
  readonly averageCurrentA: number;
  readonly deviceCurrentA: number;
  readonly energyPerUplinkJ: number;
  readonly chargePerUplinkC: number;
  readonly energyPerDeliveredUplinkJ: number;
  readonly uplinksTotal: number;
  readonly phases: readonly Phase[];
}

function liveThrough(cycle: Cycle, supply: Supply): Life {
  const capacityC = supply.capacityMah * COULOMBS_PER_MAH;
  const selfDischargeA = (capacityC * supply.selfDischargePerYear) / (DAYS_PER_YEAR * SECONDS_PER_DAY);
  const states = phasesOfPeriod(cycle);
  const deviceC = totalCharge(states);
  const phases = weigh(
    selfDischargeA > 0
      ? [...states, { name: "self-discharge", durationS: cycle.periodS, currentA: selfDischargeA }]
      : states,
    supply.voltageV,
  );
  const averageCurrentA = totalCharge(phases) / cycle.periodS;
  const lifeS = (capacityC * supply.usable) / averageCurrentA;
  const uplinkC = totalCharge(phases.filter(({ name }) => isOfUplink(name)));
  return {
    lifeDays: lifeS / SECONDS_PER_DAY,
    lifeYears: lifeS / SECONDS_PER_DAY / DAYS_PER_YEAR,
    averageCurrentA,
    deviceCurrentA: deviceC / cycle.periodS,
    energyPerUplinkJ: uplinkC * supply.voltageV,
    chargePerUplinkC: uplinkC,
    energyPerDeliveredUplinkJ: (uplinkC * supply.voltageV) / cycle.retransmissions.deliveredShare,
    uplinksTotal: Math.floor(lifeS / cycle.periodS),
    phases,
  };
}

function isOfUplink(name: PhaseName): boolean {
  return UPLINK_PHASES.includes(name);
}

function totalCharge(states: readonly PhaseTime[]): number {
  return states.reduce((sum, { durationS, currentA }) => sum + durationS * currentA, 0);
}

function weigh(states: readonly PhaseTime[], voltageV: number): Phase[] {
  const total = totalCharge(states);
  return states.map((state) => {
    const chargeC = state.durationS * state.currentA;
    return { ...state, chargeC, energyJ: chargeC * voltageV, share: total > 0 ? chargeC / total : 0 };
  });
}

interface ComparisonRequest {
  readonly radio: Named<Radio>;
  readonly inputs: EnergyInputs;
  readonly supply: Supply;
  readonly snrDb: number;
}

/** Fewer retransmissions against longer packets. */
function compareCodingRates({ radio, inputs, supply, snrDb }: ComparisonRequest): CodingRateTrade[] {
  return COMPARED_CODING_RATES.flatMap((codingRate) => {
    const device = settleDevice(radio, inputs, codingRate);
    const success = Math.max(expectedSuccess(device.packet, device.ldro, snrDb), Number.EPSILON);
    const retransmissions = expectRetransmissions({ ...inputs, packetSuccess: success });
    const cycle = describeCycle(device, inputs, retransmissions);
    // A longer packet may not fit into the period.
    if (neededTimeS(cycle) > cycle.periodS) return [];
    const life = liveThrough(cycle, supply);
    return [
      {
        codingRate,
        timeOnAirS: device.timeOnAirS,
        packetSuccess: success,
        transmissionsPerUplink: retransmissions.transmissions,
        deliveredShare: retransmissions.deliveredShare,
        energyPerUplinkJ: life.energyPerUplinkJ,
        energyPerDeliveredUplinkJ: life.energyPerDeliveredUplinkJ,
        lifeDays: life.lifeDays,
      },
    ];
  });
}
