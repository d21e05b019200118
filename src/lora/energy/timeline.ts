import { type Cycle, type PhaseName, WINDOW_DISTANCE_S } from "./cycle.ts";

/** A stretch of constant current. */
export interface TimelineStep {
  readonly name: PhaseName;
  readonly startS: number;
  readonly durationS: number;
  readonly currentA: number;
}

/**
 * The current over one uplink, from waking to the end of its last receive window: without a downlink, or for a confirmed uplink
 * with the acknowledgement in its window. Class C listens on after the first window. Beacons and ping slots are left out.
 */
export function uplinkTimeline(cycle: Cycle, confirmed: boolean): TimelineStep[] {
  const { currents, deviceClass } = cycle;
  const idle = deviceClass === "C" ? currents.receiveA : currents.idleA;
  const idleName: PhaseName = deviceClass === "C" ? "listen" : currents.idleA === currents.sleepA ? "sleep" : "wait";
  const first = confirmed && cycle.downlinkWindow === 1;
  const second = confirmed && cycle.downlinkWindow === 2;
  const stretches: [PhaseName, number, number][] = [
    ["wake", cycle.wakeS, currents.wakeA],
    ["transmit", cycle.uplinkS, currents.transmitA],
    [idleName, cycle.rx1DelayS, idle],
    [first ? "downlink" : "receive-1", first ? cycle.downlinkS : cycle.rx1WindowS, currents.receiveA],
  ];
  if (!first && (second || deviceClass !== "C")) {
    stretches.push(
      [idleName, Math.max(0, WINDOW_DISTANCE_S - cycle.rx1WindowS), idle],
      [second ? "downlink" : "receive-2", second ? cycle.downlinkS : cycle.rx2WindowS, currents.receiveA],
    );
  }
  let startS = 0;
  return stretches
    .filter(([, durationS]) => durationS > 0)
    .map(([name, durationS, currentA]) => {
      const step = { name, startS, durationS, currentA };
      startS += durationS;
      return step;
    });
}
