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
  const { currents, periodS, deviceClass, wakeS, uplinkS, downlinkS } = cycle;
  const { transmissions, acknowledgements } = cycle.retransmissions;
  const answered = acknowledgements + (transmissions - acknowledgements) * cycle.downlinkShare;
  const unanswered = transmissions - answered;
  const inFirst = cycle.downlinkWindow === 1 ? answered : 0;
  const firstEmpty = transmissions - inFirst;
  const inSecond = answered - inFirst;

  const waitS = transmissions * cycle.rx1DelayS + firstEmpty * Math.max(0, WINDOW_DISTANCE_S - cycle.rx1WindowS);
  const sleepsThrough = currents.idleA === currents.sleepA || deviceClass === "C";
  const beacons = deviceClass === "B" ? periodS / BEACON_PERIOD_S : 0;
  const busy: PhaseTime[] = [
    { name: "wake", durationS: transmissions * wakeS, currentA: currents.wakeA },
    { name: "transmit", durationS: transmissions * uplinkS, currentA: currents.transmitA },
    { name: "wait", durationS: sleepsThrough ? 0 : waitS, currentA: currents.idleA },
    { name: "receive-1", durationS: firstEmpty * cycle.rx1WindowS, currentA: currents.receiveA },
    {
      name: "receive-2",
      // Class C's second window is the listening that never ends.
      durationS: deviceClass === "C" ? 0 : unanswered * cycle.rx2WindowS,
      currentA: currents.receiveA,
    },
    { name: "downlink", durationS: (inFirst + inSecond) * downlinkS, currentA: currents.receiveA },
    { name: "beacon", durationS: beacons * cycle.beaconS, currentA: currents.receiveA },
    { name: "ping-slots", durationS: beacons * cycle.pingSlots * cycle.pingSlotS, currentA: currents.receiveA },
  ];
  const busyS = busy.reduce((sum, { durationS }) => sum + durationS, 0);
  const neededS = busyS + (sleepsThrough ? waitS : 0);
  if (neededS > periodS) throw periodFault(periodS, neededS);
  const rest: PhaseTime =
    deviceClass === "C"
      ? { name: "listen", durationS: periodS - busyS, currentA: currents.receiveA }
      : { name: "sleep", durationS: periodS - busyS, currentA: currents.sleepA };
  return [...busy.filter(({ durationS }) => durationS > 0), rest];
}

function periodFault(periodS: number, neededS: number): InputError {
  return new InputError({
    code: "out-of-range",
    where: "periodS",
    message: `expected at least the ${neededS.toPrecision(4)} s that an uplink takes with its receive windows, got ${periodS} s`,
    hint: "a longer period, a lower spreading factor or a shorter payload",
  });
}
