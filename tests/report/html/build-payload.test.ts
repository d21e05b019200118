import { describe, expect, it } from "vitest";
import { buildPayload } from "../../../src/report/html/build-payload.ts";
import { decodeExcess, MARGIN_STEP_DB, NOTHING_COMPUTED } from "../../../src/report/html/margin-code.ts";
import { receivedDbm } from "../../../src/report/html/page/unpack.ts";
import { samplePlan } from "../../support/sample-plan.ts";
import { unpackPayload } from "./unpack-payload.ts";

describe("buildPayload", () => {
  const plan = samplePlan();
  const payload = buildPayload(plan);
  const unpacked = unpackPayload(payload);

  it("keeps every station's losses within half a step", () => {
    for (const site of unpacked.sites) {
      const original = plan.siteLoss[site.station]?.lossDb ?? new Float32Array();
      const page = payload.stations[site.station];
      // The sample's discs are narrower than the report's limit: no post is left out.
      expect(site.codes.length).toBe(original.length);
      const affordableDb = Math.min(page.uplinkAtZeroLossDb, page.downlinkAtZeroLossDb) - payload.goalMarginDb;
      for (let i = 0; i < original.length; i++) {
        expect(site.codes[i] === NOTHING_COMPUTED).toBe(Number.isNaN(original[i]));
        if (Number.isNaN(original[i])) continue;
        const excessDb = affordableDb - original[i];
        if (Math.abs(excessDb) > 40) continue;
        expect(Math.abs(decodeExcess(site.codes[i]) - excessDb)).toBeLessThanOrEqual(MARGIN_STEP_DB / 2 + 1e-4);
      }
    }
  });

  it("gives back the plan's received power", () => {
    const [site] = unpacked.sites;
    const link = plan.links.find(({ gateway }) => plan.gateways[gateway] === site.station);
    if (!link) throw new Error("the sample's first gateway has links");
    // The sample's devices have the default device's radio, so that the map's constants hold for them.
    const code = site.demandCodes[plan.demand.devicesFrom + link.device];
    expect(Math.abs(receivedDbm(site, code) - link.downlink.receivedPowerDbm)).toBeLessThanOrEqual(
      MARGIN_STEP_DB / 2 + 1e-4,
    );
  });

  it("keeps elevations to the metre, and what was taken as flat", () => {
    const { lattice } = payload.relief;
    const left = Math.round((lattice.westDeg - plan.elevation.westDeg) / plan.elevation.lonStepDeg);
    const top = Math.round((plan.elevation.northDeg - lattice.northDeg) / plan.elevation.latStepDeg);
    let voids = 0;
    unpacked.elevationM.forEach((heightM, i) => {
      const from = (top + Math.floor(i / lattice.width)) * plan.elevation.width + left + (i % lattice.width);
      const original = plan.elevation.data[from];
      expect(unpacked.assumedFlat?.[i]).toBe(plan.elevation.assumedFlat?.[from]);
      if (Number.isNaN(original)) voids++;
      if (Number.isNaN(original)) expect(heightM).toBeNaN();
      else expect(Math.abs(heightM - original)).toBeLessThanOrEqual(0.5);
    });
    expect(voids).toBeGreaterThan(0);
  });

  it("keeps the demand points to a few metres and their weights", () => {
    const { demand } = unpacked;
    const width = payload.extent.east - payload.extent.west;
    for (let i = 0; i < demand.count; i++) {
      expect(Math.abs(demand.longitudeDeg[i] - plan.demand.longitudeDeg[i])).toBeLessThan(width / 65_535);
      expect(demand.weight[i]).toBe(Math.fround(plan.demand.weight[i]));
    }
  });

  it("leaves stations that were not computed without losses", () => {
    const coverage = buildPayload(samplePlan({ kind: "coverage" }));
    expect(coverage.stations.map(({ loss }) => loss !== null)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
