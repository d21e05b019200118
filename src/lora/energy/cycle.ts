import { InputError } from "../../math/errors.ts";
import type { Retransmissions } from "./retransmissions.ts";

export type DeviceClass = "A" | "B" | "C";

/** What a device does in one period; see `phasesOfPeriod`. */
export type PhaseName =
  | "wake"
  | "transmit"
  | "wait"
  | "receive-1"
  | "receive-2"
  | "downlink"
  | "beacon"
  | "ping-slots"
  | "listen"
  | "sleep"
  | "self-discharge";

/** Phases that happen because of an uplink; the others go on without one. */
export const UPLINK_PHASES: readonly PhaseName[] = ["wake", "transmit", "wait", "receive-1", "receive-2", "downlink"];

/** A state of the device, and how long it lasts in a period on average. */
export interface PhaseTime {
  readonly name: PhaseName;
  readonly durationS: number;
  readonly currentA: number;
}

/** Supply current of the whole device in each state. */
export interface DeviceCurrents {
  readonly transmitA: number;
  readonly receiveA: number;
  readonly sleepA: number;
  readonly wakeA: number;
  /** Between the uplink and its receive windows. */
  readonly idleA: number;
}

/** From the first receive window to the second. See LoRaWAN 1.0.4, section 3.3.2: RECEIVE_DELAY2 is RECEIVE_DELAY1 + 1 s. */
export const WINDOW_DISTANCE_S = 1;

/** Between two beacons. See LoRaWAN 1.0.4, section 14. */
export const BEACON_PERIOD_S = 128;

export interface Cycle {
  readonly deviceClass: DeviceClass;
  readonly periodS: number;
  readonly currents: DeviceCurrents;
  readonly retransmissions: Retransmissions;
  /** Of unconfirmed transmissions that are answered; acknowledgements come on top. */
  readonly downlinkShare: number;
  readonly wakeS: number;
  readonly uplinkS: number;
  readonly rx1DelayS: number;
  /** Without a downlink. */
  readonly rx1WindowS: number;
  readonly rx2WindowS: number;
  readonly downlinkS: number;
  readonly downlinkWindow: 1 | 2;
  /** Class B: the receiver's time for one beacon, and for one empty ping slot. */
  readonly beaconS: number;
  readonly pingSlotS: number;
  readonly pingSlots: number;
}

/**
 * The mean time that a device spends in each state from one uplink to the next.
 *
 * Each transmission has a wake-up and its receive windows; after a downlink in the first window the second is not opened. Class B
 * adds beacons and ping slots, class C listens whenever it does nothing else. Waiting for a window counts as sleep unless it draws
 * another current.
 *
 * @throws {InputError} `out-of-range` at `periodS` when an uplink does not fit into it
 */
export function phasesOfPeriod(cycle: Cycle): PhaseTime[] {
  const { periodS, currents, deviceClass } = cycle;
  const neededS = neededTimeS(cycle);
  if (neededS > periodS) throw periodFault(periodS, neededS);
  const busy = busyPhases(cycle);
  const restS = periodS - totalTimeS(busy);
  const rest: PhaseTime =
    deviceClass === "C"
      ? { name: "listen", durationS: restS, currentA: currents.receiveA }
      : { name: "sleep", durationS: restS, currentA: currents.sleepA };
  return [...busy.filter(({ durationS }) => durationS > 0), rest];
}

/** The least period into which an uplink fits with its windows and retransmissions, s. */
export function neededTimeS(cycle: Cycle): number {
  const waitS = sleepsThroughWaits(cycle) ? waitTimeS(cycle) : 0;
  return totalTimeS(busyPhases(cycle)) + waitS;
}

function busyPhases(cycle: Cycle): PhaseTime[] {
  const { currents, deviceClass } = cycle;
  const { transmissions } = cycle.retransmissions;
  const { answered, firstEmpty } = countWindows(cycle);
  const beacons = deviceClass === "B" ? cycle.periodS / BEACON_PERIOD_S : 0;
  // Class C's second window is the listening that never ends.
  const secondEmpty = deviceClass === "C" ? 0 : transmissions - answered;
  return [
    { name: "wake", durationS: transmissions * cycle.wakeS, currentA: currents.wakeA },
    { name: "transmit", durationS: transmissions * cycle.uplinkS, currentA: currents.transmitA },
    { name: "wait", durationS: sleepsThroughWaits(cycle) ? 0 : waitTimeS(cycle), currentA: currents.idleA },
    { name: "receive-1", durationS: firstEmpty * cycle.rx1WindowS, currentA: currents.receiveA },
    { name: "receive-2", durationS: secondEmpty * cycle.rx2WindowS, currentA: currents.receiveA },
    { name: "downlink", durationS: answered * cycle.downlinkS, currentA: currents.receiveA },
    { name: "beacon", durationS: beacons * cycle.beaconS, currentA: currents.receiveA },
    { name: "ping-slots", durationS: beacons * cycle.pingSlots * cycle.pingSlotS, currentA: currents.receiveA },
  ];
}

/** Expected numbers in a period: transmissions with a downlink, and first windows without one. */
function countWindows({ retransmissions, downlinkShare, downlinkWindow }: Cycle) {
  const { transmissions, acknowledgements } = retransmissions;
  const answered = acknowledgements + (transmissions - acknowledgements) * downlinkShare;
  return { answered, firstEmpty: downlinkWindow === 1 ? transmissions - answered : transmissions };
}

/** From the uplink to the first window, and on to the second where that is opened. */
function waitTimeS(cycle: Cycle): number {
  const { firstEmpty } = countWindows(cycle);
  const betweenS = Math.max(0, WINDOW_DISTANCE_S - cycle.rx1WindowS);
  return cycle.retransmissions.transmissions * cycle.rx1DelayS + firstEmpty * betweenS;
}

function sleepsThroughWaits({ currents, deviceClass }: Cycle): boolean {
  return currents.idleA === currents.sleepA || deviceClass === "C";
}

function totalTimeS(phases: readonly PhaseTime[]): number {
  return phases.reduce((sum, { durationS }) => sum + durationS, 0);
}

function periodFault(periodS: number, neededS: number): InputError {
  return new InputError({
    code: "out-of-range",
    where: "periodS",
    message: `expected at least the ${neededS.toPrecision(4)} s that an uplink takes with its receive windows, got ${periodS} s`,
    hint: "a longer period, a lower spreading factor or a shorter payload",
  });
}
