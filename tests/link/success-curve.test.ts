import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { p2109EntryLossDb } from "../../src/link/propagation/clutter/p2109.ts";
import { type LossSpread, snrForSuccessDb, successAt, successCurve } from "../../src/link/success-curve.ts";
import { packetSuccess } from "../../src/lora/packet-success.ts";
import { normalProbability, normalQuantile } from "../../src/math/normal.ts";
import { seededRandom } from "../support/random.ts";

const PACKET = { sf: 10, codingRate: "4/5", payloadBytes: 20 } as const;
const OUTDOORS = (sigmaDb: number): LossSpread => ({ sigmaDb, entry: null });
const INDOORS = (sigmaDb: number, probability = 0.5): LossSpread => ({
  sigmaDb,
  entry: { frequencyHz: 868e6, building: "traditional", probability },
});
const SNRS = [-40, -30, -22, -18, -16, -15, -14, -12, -8, 0, 10];

describe("successCurve", () => {
  it("is the packet's own success without a spread", () => {
    const curve = successCurve(PACKET, OUTDOORS(0));
    for (const snrDb of [...SNRS, -16.512, -15.987]) {
      expect(successAt(curve, snrDb)).toBeCloseTo(packetSuccess({ ...PACKET, snrDb }), 3);
    }
  });

  it.each([2, 7, 12])("is the integral over a spread of %d dB, by another rule", (sigmaDb) => {
    const curve = successCurve(PACKET, OUTDOORS(sigmaDb));
    for (const snrDb of SNRS) {
      // Midpoints of equal shares of the places, 20,000 of them
      const cells = 20_000;
      let sum = 0;
      for (let i = 0; i < cells; i++) {
        const lossDb = sigmaDb * normalQuantile((i + 0.5) / cells);
        sum += packetSuccess({ ...PACKET, snrDb: snrDb - lossDb });
      }
      expect(successAt(curve, snrDb)).toBeCloseTo(sum / cells, 3);
    }
  });

  it("agrees with packets drawn one by one, outdoors and in", () => {
    const random = seededRandom(11);
    const draws = 40_000;
    for (const snrDb of [-16, -9, 0]) {
      let inside = 0;
      for (let i = 0; i < draws; i++) {
        const shadowDb = 6 * normalQuantile(random());
        const probability = random();
        const entryDb = p2109EntryLossDb({ frequencyHz: 868e6, building: "traditional", probability, elevationDeg: 0 });
        const medianDb = p2109EntryLossDb({
          frequencyHz: 868e6,
          building: "traditional",
          probability: 0.5,
          elevationDeg: 0,
        });
        if (random() < packetSuccess({ ...PACKET, snrDb: snrDb - shadowDb - (entryDb - medianDb) })) inside++;
      }
      const share = successAt(successCurve(PACKET, INDOORS(6)), snrDb);
      // Four standard deviations of the count
      expect(Math.abs(inside / draws - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / draws));
    }
  });

  it("says the same whichever share of the entry loss is counted before", () => {
    const entry = { frequencyHz: 868e6, building: "traditional", elevationDeg: 0 } as const;
    const moreDb = p2109EntryLossDb({ ...entry, probability: 0.9 }) - p2109EntryLossDb({ ...entry, probability: 0.5 });
    const [median, most] = [successCurve(PACKET, INDOORS(5)), successCurve(PACKET, INDOORS(5, 0.9))];
    // The loss that the map counts is higher, the signal-to-noise ratio lower by as much
    for (const snrDb of SNRS) expect(successAt(most, snrDb - moreDb)).toBeCloseTo(successAt(median, snrDb), 3);
  });

  it("only grows, stays within 0 and 1, and is turned round by snrForSuccessDb", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.double({ min: -80, max: 60, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (sigmaDb, snrDb, probability) => {
          const curve = successCurve(PACKET, OUTDOORS(sigmaDb));
          const here = successAt(curve, snrDb);
          expect(here).toBeGreaterThanOrEqual(0);
          expect(here).toBeLessThanOrEqual(1);
          expect(successAt(curve, snrDb + 0.7)).toBeGreaterThanOrEqual(here);
          expect(successAt(curve, snrForSuccessDb(curve, probability))).toBeCloseTo(probability, 6);
        },
      ),
      { seed: 5, numRuns: 40 },
    );
  });

  it("needs the margin of the normal distribution where the packet's own rise is short", () => {
    // Half of the places at the median; nine in ten 1.2816 σ above it
    const curve = successCurve(PACKET, OUTDOORS(8));
    const apartDb = snrForSuccessDb(curve, 0.9) - snrForSuccessDb(curve, 0.5);
    expect(apartDb).toBeCloseTo(8 * 1.2816, 0);
    expect(normalProbability(apartDb / 8)).toBeCloseTo(0.9, 2);
  });

  it("knows no answer for no number, and no ratio for a probability that no power gives", () => {
    const curve = successCurve(PACKET, OUTDOORS(3));
    expect(successAt(curve, Number.NaN)).toBeNaN();
    expect(snrForSuccessDb(curve, 1.1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => successCurve(PACKET, OUTDOORS(-1))).toThrow("shadowingDb");
  });
});
