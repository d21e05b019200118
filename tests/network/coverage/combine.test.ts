import { describe, expect, it } from "vitest";
import type { Lattice } from "../../../src/geo/grid.ts";
import { linkConstants } from "../../../src/link/budget.ts";
import { combineCoverage, NOT_COMPUTED } from "../../../src/network/coverage/combine.ts";
import type { SiteLoss } from "../../../src/network/result.ts";
import { DEVICE, GATEWAY, RADIO } from "../../support/made-scenario.ts";

const _ = Number.NaN;
const LATTICE: Lattice = { width: 4, height: 2, westDeg: 10, northDeg: 45, lonStepDeg: 0.5, latStepDeg: 0.25 };

/** A site whose window starts at a column and row of the lattice; losses by row. */
function site(station: number, left: number, top: number, rows: readonly (readonly number[])[]): SiteLoss {
  const window = { ...LATTICE, width: rows[0].length, height: rows.length };
  return {
    station,
    window: { ...window, westDeg: 10 + 0.5 * left, northDeg: 45 - 0.25 * top },
    lossDb: Float32Array.from(rows.flat()),
    demandLossDb: new Float32Array(0),
  };
}

// By hand: EIRP 14 dBm less the loss; noise −174 + 10 log10(125000) + 6 = −117.03 dBm and −7.5 dB for SF7 make −124.53 dBm,
// so a loss of 138.53 dB has no margin left.
const weak = linkConstants(DEVICE, GATEWAY, RADIO);
const MAX_LOSS_DB = 138.5309;
// 27 dBm out of an antenna with 5 dBi: stronger down by 18 dB, up by 5 dB: the uplink is the weaker
const strong = linkConstants(DEVICE, { ...GATEWAY, txPowerDbm: 27, antennaGainDbi: 5 }, RADIO);

describe("combineCoverage", () => {
  const west = site(0, 0, 0, [
    [100, 130, 135],
    [_, 120, 140],
  ]);
  const east = site(1, 1, 0, [
    [140, 125, 110],
    [120, _, _],
  ]);

  it("takes the best of two sites post by post", () => {
    const maps = combineCoverage(
      LATTICE,
      [
        { site: west, link: weak },
        { site: east, link: weak },
      ],
      10,
    );
    expect(Array.from(maps.pathLossDb)).toEqual([100, 130, 125, 110, _, 120, 140, _]);
    expect(Array.from(maps.receivedPowerDbm)).toEqual([-86, -116, -111, -96, _, -106, -126, _]);
    const marginDb = [38.531, 8.531, 13.531, 28.531, _, 18.531, -1.469, _];
    marginDb.forEach((wanted, i) => {
      if (Number.isNaN(wanted)) expect(maps.marginDb[i]).toBeNaN();
      else expect(maps.marginDb[i]).toBeCloseTo(wanted, 3);
    });
    // In a tie the first keeps the post
    expect(Array.from(maps.bestServer)).toEqual([0, 0, 1, 1, -1, 0, 0, -1]);
    expect(Array.from(maps.heardCount)).toEqual([1, 0, 1, 1, NOT_COMPUTED, 2, 0, NOT_COMPUTED]);
    expect(maps).toMatchObject(LATTICE);
  });

  it("lets margin, not power, decide the best server", () => {
    // Both lose 120 dB, the second sends with 18 dB more and hears 5 dB more
    const maps = combineCoverage(
      LATTICE,
      [
        { site: site(0, 0, 0, [[118]]), link: weak },
        { site: site(1, 0, 0, [[120]]), link: strong },
      ],
      10,
    );
    expect(maps.receivedPowerDbm[0]).toBeCloseTo(14 + 18 - 120, 6);
    expect(maps.pathLossDb[0]).toBe(118);
    expect(maps.bestServer[0]).toBe(1);
    expect(maps.marginDb[0]).toBeCloseTo(MAX_LOSS_DB + 5 - 120, 3);
  });

  it("counts as heard from exactly the margin on", () => {
    const lossDb = Math.fround(128.25);
    const count = (marginDb: number) =>
      combineCoverage(LATTICE, [{ site: site(0, 3, 1, [[lossDb]]), link: weak }], marginDb).heardCount[7];
    expect(count(weak.maxPathLossDb - lossDb)).toBe(1);
    expect(count(weak.maxPathLossDb - lossDb + 1e-9)).toBe(0);
  });

  it("knows nothing without a gateway", () => {
    const maps = combineCoverage(LATTICE, [], 0);
    expect(maps.pathLossDb.every(Number.isNaN)).toBe(true);
    expect(maps.bestServer.every((server) => server === -1)).toBe(true);
    expect(maps.heardCount.every((count) => count === NOT_COMPUTED)).toBe(true);
  });

  it("counts up to 254 gateways", () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ site: site(i, 0, 0, [[100]]), link: weak }));
    expect(combineCoverage(LATTICE, many, 0).heardCount[0]).toBe(NOT_COMPUTED - 1);
  });
});
