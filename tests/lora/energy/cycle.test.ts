import { describe, expect, it } from "vitest";
import { type Cycle, neededTimeS, phasesOfPeriod } from "../../../src/lora/energy/cycle.ts";

const CYCLE: Cycle = {
  deviceClass: "A",
  periodS: 100,
  currents: { transmitA: 0.03, receiveA: 0.005, sleepA: 1e-6, wakeA: 0.01, idleA: 1e-6 },
  retransmissions: { transmissions: 1, acknowledgements: 0, deliveredShare: 1 },
  downlinkShare: 0,
  wakeS: 0,
  uplinkS: 0.2,
  rx1DelayS: 1,
  rx1WindowS: 0.02,
  rx2WindowS: 0.2,
  downlinkS: 0.3,
  downlinkWindow: 1,
  beaconS: 0.15,
  pingSlotS: 0.025,
  pingSlots: 4,
};

const times = (cycle: Partial<Cycle>) =>
  Object.fromEntries(phasesOfPeriod({ ...CYCLE, ...cycle }).map(({ name, durationS }) => [name, durationS]));
const idle = { ...CYCLE.currents, idleA: 0.001 };

describe("the phases of a period", () => {
  it("of class A: uplink, both windows, sleep", () => {
    expect(times({})).toEqual({ transmit: 0.2, "receive-1": 0.02, "receive-2": 0.2, sleep: 100 - 0.42 });
  });

  it("counts waiting apart when it draws another current", () => {
    // 1 s to the first window, 1 s − 0.02 s on to the second
    expect(times({ currents: idle }).wait).toBeCloseTo(1.98, 12);
    expect(times({ currents: idle, retransmissions: acknowledged(1, 1) }).wait).toBeCloseTo(1, 12);
  });

  it("of an acknowledged uplink: no second window after a downlink in the first", () => {
    expect(times({ retransmissions: acknowledged(1, 1) })).toEqual({ transmit: 0.2, downlink: 0.3, sleep: 99.5 });
  });

  it("of retransmissions: the failed ones open both windows", () => {
    // 1.5 transmissions, of which 0.9 are acknowledged
    const got = times({ retransmissions: acknowledged(1.5, 0.9), wakeS: 0.1 });
    expect(got.wake).toBeCloseTo(0.15, 12);
    expect(got.transmit).toBeCloseTo(0.3, 12);
    expect(got["receive-1"]).toBeCloseTo(0.6 * 0.02, 12);
    expect(got["receive-2"]).toBeCloseTo(0.6 * 0.2, 12);
    expect(got.downlink).toBeCloseTo(0.9 * 0.3, 12);
  });

  it("of downlinks in the second window: the first is always empty", () => {
    const got = times({ downlinkShare: 0.25, downlinkWindow: 2 });
    expect(got["receive-1"]).toBeCloseTo(0.02, 12);
    expect(got["receive-2"]).toBeCloseTo(0.75 * 0.2, 12);
    expect(got.downlink).toBeCloseTo(0.25 * 0.3, 12);
  });

  it("of class B: beacons and ping slots of 128 s, in proportion", () => {
    const got = times({ deviceClass: "B" });
    expect(got.beacon).toBeCloseTo((100 / 128) * 0.15, 12);
    expect(got["ping-slots"]).toBeCloseTo((100 / 128) * 4 * 0.025, 12);
  });

  it("of class C: it listens whenever it does nothing else", () => {
    const got = times({ deviceClass: "C" });
    expect(got).toEqual({ transmit: 0.2, "receive-1": 0.02, listen: expect.closeTo(99.78, 12) });
  });

  it("must fit into the period", () => {
    expect(neededTimeS(CYCLE)).toBeCloseTo(0.2 + 0.02 + 0.2 + 1 + 0.98, 12);
    expect(() => phasesOfPeriod({ ...CYCLE, periodS: 2.3 })).toThrow(/periodS: expected at least the 2\.4/);
    expect(phasesOfPeriod({ ...CYCLE, periodS: 2.41 })).toHaveLength(4);
  });
});

function acknowledged(transmissions: number, acknowledgements: number) {
  return { transmissions, acknowledgements, deliveredShare: 1 };
}
