import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BatteryLife, estimateBatteryLife } from "../../../src/lora/energy/battery-life.ts";

interface Row {
  readonly id: string;
  readonly input: Readonly<Record<string, number>> & { readonly chip: string };
  readonly expected: Readonly<Record<string, number>>;
}

const { rows } = JSON.parse(readFileSync("tests/reference/radio/energy-uplink.json", "utf8")) as {
  rows: readonly Row[];
};

/** The reference's names; its currents come from the same source as the radios' table. */
function referenceCase({ input }: Row): Record<string, unknown> {
  return {
    radio: input.chip,
    txPowerDbm: input.tx_dbm,
    sleepCurrentA: input.sleep_ua / 1e6,
    sf: input.sf,
    bandwidthHz: input.bw_khz * 1000,
    payloadBytes: input.phy_bytes,
    rxSymbols: input.rx1_symbols,
    rx2Sf: input.rx2_sf,
    periodS: input.period_s,
    capacityMah: input.capacity_mah,
    usable: input.usable,
    selfDischargePerYear: input.self_discharge_pct_year / 100,
  };
}

const phase = (life: BatteryLife, name: string) => life.phases.find((one) => one.name === name);

describe("against reference arithmetic", () => {
  it("has read believable rows", () => {
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each(rows)("$id", (row) => {
    const life = estimateBatteryLife(referenceCase(row));
    const { expected } = row;
    // The reference is rounded: 10 nC, 5e-8 mA, 0.005 days
    expect(life.timeOnAirS * 1e3).toBeCloseTo(expected.toa_ms, 6);
    expect((phase(life, "transmit")?.chargeC ?? 0) * 1e6).toBeCloseTo(expected.charge_uC_tx, 2);
    const receivingC = (phase(life, "receive-1")?.chargeC ?? 0) + (phase(life, "receive-2")?.chargeC ?? 0);
    expect(receivingC * 1e6).toBeCloseTo(expected.charge_uC_rx, 2);
    expect(life.chargePerUplinkC / 3.6).toBeCloseTo(expected.charge_mah_per_uplink, 8);
    expect(life.averageCurrentA * 1e3).toBeCloseTo(expected.average_ma, 6);
    expect(Math.abs(life.lifeDays / expected.lifetime_days - 1)).toBeLessThan(1e-5);
  });
});

/**
 * L. Casals et al., "Modeling the Energy Performance of LoRaWAN", Sensors 17(10), 2364 (2017): a MultiConnect mDot, states measured
 * (table 1): wake-up 168.2 ms 22.1 mA, preparation 83.8 ms 13.3 mA, radio off 147.4 ms 13.2 mA, postprocessing 268 ms 21 mA,
 * turn-off 38.6 ms 13.3 mA: together 706 ms at 18.3 mA; transmission 83 mA, waiting 27 mA, receiving 38.1 mA, asleep 45 µA.
 */
describe("against the measurements of Casals et al.", () => {
  const device = {
    radio: "SX1272",
    txPowerDbm: 20,
    sf: 7,
    payloadBytes: 14,
    wakeS: 0.706,
    wakeCurrentA: 0.0183,
    txCurrentA: 0.083,
    idleCurrentA: 0.027,
    rxCurrentA: 0.0381,
    sleepCurrentA: 45e-6,
    capacityMah: 2400,
  };

  it("lives a year with a message every five minutes, as the abstract says", () => {
    const { lifeYears } = estimateBatteryLife({ ...device, periodS: 300 });
    expect(Math.round(lifeYears)).toBe(1);
  });

  it("tends to six years for infrequent messages", () => {
    const { rows: facts } = JSON.parse(readFileSync("tests/reference/radio/batteries-antennas.json", "utf8"));
    const asymptote = facts.find(({ item }: { item: string }) => item.startsWith("Casals")).value.years;
    expect(estimateBatteryLife({ ...device, periodS: 30 * 86_400 }).lifeYears).toBeCloseTo(asymptote, 1);
  });
});

const BASE = { radio: "SX1261", battery: "LS14500", periodS: 900, payloadBytes: 20 };

describe("properties", () => {
  const anyCase = fc.record({
    radio: fc.constantFrom("SX1261", "SX1262", "SX1276", "RAK4260", "STM32WLE5"),
    battery: fc.constantFrom("LS14500", "CR2032", "AA-lithium", "ER34615"),
    class: fc.constantFrom("A", "B", "C"),
    periodS: fc.double({ min: 300, max: 1e6, noNaN: true }),
    payloadBytes: fc.integer({ min: 0, max: 100 }),
    sf: fc.integer({ min: 7, max: 12 }),
    txPowerDbm: fc.integer({ min: 2, max: 13 }),
    confirmed: fc.boolean(),
    packetSuccess: fc.double({ min: 0.1, max: 1, noNaN: true }),
    wakeS: fc.constantFrom(0, 0.2),
    idleCurrentA: fc.constantFrom(undefined, 1e-3),
    downlinkWindow: fc.constantFrom("1", "2"),
    pingSlots: fc.constantFrom(1, 16),
  });
  const check = (property: (input: Record<string, unknown>) => void) =>
    fc.assert(fc.property(anyCase, property), { seed: 7, numRuns: 200 });

  it("phases fill the period and sum to the whole", () => {
    check((input) => {
      const life = estimateBatteryLife(input);
      const periodS = input.periodS as number;
      const states = life.phases.filter(({ name }) => name !== "self-discharge");
      const sum = (of: (one: (typeof life.phases)[number]) => number, from = life.phases) =>
        from.reduce((total, one) => total + of(one), 0);
      expect(sum(({ durationS }) => durationS, states) / periodS).toBeCloseTo(1, 9);
      expect(sum(({ share }) => share)).toBeCloseTo(1, 9);
      expect(sum(({ chargeC }) => chargeC) / periodS / life.averageCurrentA).toBeCloseTo(1, 9);
      expect(sum(({ chargeC }) => chargeC, states) / periodS / life.deviceCurrentA).toBeCloseTo(1, 9);
      expect(sum(({ energyJ }) => energyJ) / (life.averageCurrentA * periodS * life.supply.voltageV)).toBeCloseTo(1, 9);
      expect(life.phases.every(({ durationS, share }) => durationS > 0 && share >= 0)).toBe(true);
      expect((life.lifeDays * 24 * life.averageCurrentA * 1000) / life.supply.capacityMah).toBeCloseTo(1, 9);
      expect(life.uplinksTotal).toBe(Math.floor((life.lifeDays * 86_400) / periodS));
      expect(life.energyPerDeliveredUplinkJ).toBeGreaterThanOrEqual(life.energyPerUplinkJ);
    });
  });

  it.each([
    ["a longer period", (input: Record<string, unknown>) => ({ ...input, periodS: (input.periodS as number) * 2 })],
    ["a larger cell", (input: Record<string, unknown>) => ({ ...input, parallelCells: 2 })],
  ])("lives longer with %s", (_name, change) => {
    check((input) => {
      const { lifeDays } = estimateBatteryLife(input);
      expect(estimateBatteryLife(change(input)).lifeDays).toBeGreaterThan(lifeDays * (input.class === "C" ? 0.99 : 1));
    });
  });

  it.each([
    ["a longer payload", { payloadBytes: 140 }],
    ["more sleep current", { sleepCurrentA: 1e-4 }],
    ["self-discharge", { selfDischargePerYear: 0.3 }],
    ["less usable capacity", { usable: 0.8 }],
  ])("lives shorter with %s", (_name, change) => {
    check((input) => {
      if (input.class === "C") return;
      const { lifeDays } = estimateBatteryLife(input);
      expect(estimateBatteryLife({ ...input, ...change }).lifeDays).toBeLessThan(lifeDays);
    });
  });

  it("lives no longer with more power", () => {
    check((input) => {
      const { lifeDays } = estimateBatteryLife(input);
      // The RAK4260's source gives one current up to 14 dBm.
      const louder = estimateBatteryLife({ ...input, txPowerDbm: 14 }).lifeDays;
      if (input.radio === "RAK4260") expect(louder).toBe(lifeDays);
      else expect(louder).toBeLessThan(lifeDays);
    });
  });

  it("spends more on each delivered uplink over a worse link", () => {
    check((input) => {
      const worse = { ...input, packetSuccess: (input.packetSuccess as number) / 2 };
      const { energyPerDeliveredUplinkJ } = estimateBatteryLife(input);
      expect(estimateBatteryLife(worse).energyPerDeliveredUplinkJ).toBeGreaterThan(energyPerDeliveredUplinkJ * 0.9999);
    });
  });

  it("class A lives longest, class C shortest", () => {
    check((input) => {
      const [a, b, c] = ["A", "B", "C"].map((name) => estimateBatteryLife({ ...input, class: name }).lifeDays);
      expect(a).toBeGreaterThan(b);
      expect(b).toBeGreaterThan(c);
    });
  });
});

describe("the timeline", () => {
  it("runs from waking to the second window", () => {
    const life = estimateBatteryLife({ ...BASE, wakeS: 0.1, sf: 9 });
    expect(life.timeline.map(({ name }) => name)).toEqual([
      "wake",
      "transmit",
      "sleep",
      "receive-1",
      "sleep",
      "receive-2",
    ]);
    life.timeline.forEach((step, i) => {
      const before = life.timeline[i - 1];
      expect(step.startS).toBeCloseTo(before === undefined ? 0 : before.startS + before.durationS, 12);
    });
    const second = life.timeline[5];
    expect(second.startS).toBeCloseTo(0.1 + life.timeOnAirS + 2, 9);
  });

  it("ends with the acknowledgement", () => {
    const names = (input: object) => estimateBatteryLife({ ...BASE, ...input }).timeline.map(({ name }) => name);
    expect(names({ confirmed: true })).toEqual(["transmit", "sleep", "downlink"]);
    expect(names({ confirmed: true, downlinkWindow: "2", idleCurrentA: 0.001 })).toEqual([
      "transmit",
      "wait",
      "receive-1",
      "wait",
      "downlink",
    ]);
    expect(names({ class: "C" })).toEqual(["transmit", "listen", "receive-1"]);
  });
});

describe("a region", () => {
  it("gives the rates of uplink and windows", () => {
    const life = estimateBatteryLife({
      ...BASE,
      region: "EU868",
      dataRate: 3,
      payloadBytes: undefined,
      appPayloadBytes: 7,
    });
    const plain = estimateBatteryLife({ ...BASE, sf: 9 });
    expect(life).toEqual(plain);
    expect(life.sf).toBe(9);
  });

  it("answers in US915 on 500 kHz", () => {
    const life = estimateBatteryLife({ ...BASE, region: "US915", dataRate: 0, payloadBytes: 20 });
    // RX1 of DR0 is DR10 (SF10, 500 kHz), RX2 is DR8 (SF12, 500 kHz): 6 symbols each
    expect(phase(life, "receive-1")?.durationS).toBeCloseTo((6 * 2 ** 10) / 500e3, 12);
    expect(phase(life, "receive-2")?.durationS).toBeCloseTo((6 * 2 ** 12) / 500e3, 12);
  });

  it.each([
    ["duty-cycle", { region: "EU868", dataRate: 0, periodS: 60 }],
    ["dwell-time", { region: "AS923", dataRate: 1 }],
    ["eirp", { region: "EU868", dataRate: 5, radio: "SX1262", txPowerDbm: 22 }],
  ])("remarks %s", (code, input) => {
    const codes = estimateBatteryLife({ ...BASE, payloadBytes: 20, ...input }).warnings.map((warning) => warning.code);
    expect(codes).toContain(code);
  });

  it.each([
    [{ region: "EU869", dataRate: 1 }, "unknown-region", "region"],
    [{ region: "EU868", dataRate: 13 }, "unknown-data-rate", "dataRate"],
    [{ region: "EU868" }, "missing-input", "dataRate"],
    [{ dataRate: 5 }, "missing-input", "region"],
    [{ region: "EU868", dataRate: 5, sf: 7 }, "conflicting-inputs", "sf"],
    [{ region: "EU868", dataRate: 8 }, "not-lora", "dataRate"],
    [{ region: "EU868", dataRate: 0, payloadBytes: 65 }, "payload-too-long", "payloadBytes"],
  ])("refuses %j", (input, code, where) => {
    expect(() => estimateBatteryLife({ ...BASE, ...input })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code, where })] }),
    );
  });
});

describe("a radio's limits", () => {
  it.each([
    [{ radio: "SX1276", sf: 5 }, "out-of-range", "sf", /6 to 12/],
    [{ radio: "SX1273", sf: 10 }, "out-of-range", "sf", /6 to 9/],
    [{ radio: "LLCC68", sf: 9 }, "out-of-range", "rx2Sf", /125 kHz, 5 to 9, got 12/],
    [{ radio: "SX1272", bandwidthHz: 62_500 }, "out-of-range", "bandwidthHz", /got 62.5 kHz/],
    [{ codingRate: "li4/5" }, "out-of-range", "codingRate", /4\/5, 4\/6, 4\/7, 4\/8/],
    [{ txPowerDbm: 20 }, "out-of-range", "txPowerDbm", /-17 to 15 dBm/],
    [{ frequencyHz: 2.4e9 }, "out-of-range", "frequencyHz", /150 to 960 MHz/],
    [{ class: "B", pingSlots: 3 }, "out-of-range", "pingSlots", /power of two/],
    [{ sf: 12, rxErrorS: 0.5 }, "out-of-range", "rxErrorS", /runs into the second/],
    [{ periodS: 1 }, "out-of-range", "periodS", /with its receive windows/],
    [{ packetSuccess: 0.9, marginDb: 3 }, "conflicting-inputs", "marginDb", /only one/],
    [{ payloadBytes: 5, appPayloadBytes: 5 }, "conflicting-inputs", "appPayloadBytes", /got both/],
    [{ payloadBytes: undefined }, "missing-input", "payloadBytes", /bytes of a packet/],
    [{ battery: undefined }, "missing-input", "battery", /capacity/],
  ])("refuses %j", (input, code, where, message) => {
    expect(() => estimateBatteryLife({ ...BASE, ...input })).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ code, where, message: expect.stringMatching(message) })],
      }),
    );
  });

  it("uses its own usual settings where nothing is said", () => {
    expect(estimateBatteryLife(BASE)).toMatchObject({ sf: 10, bandwidthHz: 125e3, codingRate: "4/5", txPowerDbm: 14 });
    expect(estimateBatteryLife({ ...BASE, radio: "SX1280" })).toMatchObject({ bandwidthHz: 812_500, txPowerDbm: 13 });
    expect(estimateBatteryLife({ ...BASE, frequencyHz: 433e6 }).lifeDays).toBe(estimateBatteryLife(BASE).lifeDays);
    expect(estimateBatteryLife({ ...BASE, battery: undefined, capacityMah: 1000 }).supply).toEqual({
      capacityMah: 1000,
      usable: 1,
      voltageV: 3.3,
      selfDischargePerYear: 0,
      limits: null,
    });
  });
});
