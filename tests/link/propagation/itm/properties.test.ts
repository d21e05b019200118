import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLIMATES, type ClimateName } from "../../../../src/link/propagation/itm/climates.ts";
import { createItmOutput, type ElevationProfile } from "../../../../src/link/propagation/itm/path.ts";
import { itmPointToPoint } from "../../../../src/link/propagation/itm/point-to-point.ts";
import { prepareItm } from "../../../../src/link/propagation/itm/settings.ts";
import { ITM } from "../../../../src/link/propagation/itm.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Ground that wanders by up to `ruggednessM` a step from where it starts. */
const profiles: fc.Arbitrary<ElevationProfile> = fc
  .record({
    startM: number(-50, 3000),
    ruggednessM: number(0, 60),
    resolutionM: number(10, 500),
    wander: fc.array(number(-1, 1), { minLength: 1, maxLength: 400 }),
  })
  .map(({ startM, ruggednessM, resolutionM, wander }) => {
    const elevationM = new Float64Array(wander.length + 1).fill(startM);
    for (let i = 1; i < elevationM.length; i++) elevationM[i] = elevationM[i - 1] + ruggednessM * wander[i - 1];
    return { elevationM, steps: wander.length, resolutionM };
  });

const choices = fc.record({
  frequencyHz: number(20e6, 20e9),
  climate: fc.constantFrom(...(Object.keys(CLIMATES) as ClimateName[])),
  refractivityN: number(250, 390),
  polarization: fc.constantFrom("horizontal" as const, "vertical" as const),
  permittivity: number(4, 40),
  conductivitySm: number(1e-4, 0.02),
  modeOfVariability: fc.constantFrom(0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23, 30, 31, 32, 33),
  time: number(0.1, 99.9),
  location: number(0.1, 99.9),
  situation: number(0.1, 99.9),
});

const heights = number(0.5, 3000);

describe("itm over any terrain", () => {
  it("gives a finite loss on 1000 paths", () => {
    const out = createItmOutput();
    fc.assert(
      fc.property(profiles, choices, heights, heights, (profile, choice, txHeightM, rxHeightM) => {
        const lossDb = itmPointToPoint(profile, prepareItm(choice), txHeightM, rxHeightM, out);
        expect(lossDb).toBeGreaterThan(-100);
        expect(lossDb).toBeLessThan(600);
        expect(out.referenceAttenuationDb).toBeGreaterThanOrEqual(0);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  // The climate's median may lift the signal a little above free space: by 2.9 dB at most for its 9 dB by [Algorithm, 5.2].
  it("has medians no better than 3 dB above free space", () => {
    const settings = prepareItm({ frequencyHz: 868e6 });
    const out = createItmOutput();
    fc.assert(
      fc.property(profiles, heights, heights, (profile, txHeightM, rxHeightM) => {
        expect(itmPointToPoint(profile, settings, txHeightM, rxHeightM, out)).toBeGreaterThan(out.freeSpaceLossDb - 3);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  // Reciprocal but for rounding: were a last bit to fall on the edge of a fit's stretch, the ends could differ; with this
  // seed none does.
  it("is the same in both directions", () => {
    const settings = prepareItm({ frequencyHz: 868e6 });
    const out = createItmOutput();
    fc.assert(
      fc.property(profiles, heights, heights, (profile, txHeightM, rxHeightM) => {
        const there = itmPointToPoint(profile, settings, txHeightM, rxHeightM, out);
        const reversed = { ...profile, elevationM: Float64Array.from(profile.elevationM).reverse() };
        expect(itmPointToPoint(reversed, settings, rxHeightM, txHeightM, out)).toBeCloseTo(there, 6);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("gives the same as the model value", () => {
    const out = createItmOutput();
    fc.assert(
      fc.property(profiles, choices, (profile, choice) => {
        const lossDb = itmPointToPoint(profile, prepareItm(choice), 10, 2, out);
        const { elevationM, resolutionM } = profile;
        const result = ITM.loss({ ...choice, profileM: elevationM, resolutionM, txHeightM: 10, rxHeightM: 2 });
        expect(result.lossDb).toBe(lossDb);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

describe("ITM.loss", () => {
  const path = { frequencyHz: 868e6, txHeightM: 10, rxHeightM: 2, resolutionM: 100, profileM: [100, 102, 104, 103] };

  it("tells its warnings in words", () => {
    expect(ITM.loss(path).warnings.map(({ code }) => code)).toContain("distance-small");
  });

  it("refuses air too thin for the model, with the reason", () => {
    expect(() => ITM.loss({ ...path, profileM: [7000, 7000, 7000] })).toThrow(/profileM: surface refractivity/);
  });

  it("tells the faults of settings and path at once", () => {
    expect(() => ITM.loss({ ...path, climate: "polar", txHeightM: 0, profileM: [1, Number.NaN] })).toThrow(
      /climate: [^\n]*\ntxHeightM: [^\n]*\nprofileM: /,
    );
  });
});
