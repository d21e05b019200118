import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DELTA_BULLINGTON } from "../../../../src/link/propagation/diffraction/delta-bullington.ts";
import type { LossResult } from "../../../../src/link/propagation/model.ts";
import { ANOMALOUS_EARTH_RADIUS_M } from "../../../../src/link/propagation/p1812/radio-climate.ts";
import { P1812 } from "../../../../src/link/propagation/p1812.ts";

interface ReferenceCase {
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: { readonly lossDb: number; readonly intermediate: Readonly<Record<string, number>> };
}

/** Py1812, the ITU's reference code, with all its intermediate values: see SOURCE.md beside the file. */
const { toleranceDb, cases } = JSON.parse(
  gunzipSync(readFileSync(new URL("../../../reference/propagation/p1812.json.gz", import.meta.url))).toString("utf8"),
) as { readonly toleranceDb: number; readonly cases: readonly ReferenceCase[] };

const first = (key: string) => (result: LossResult) => (result[key] as number[])[0];
const second = (key: string) => (result: LossResult) => (result[key] as number[])[1];
const scaled = (read: (result: LossResult) => number, factor: number) => (result: LossResult) => read(result) * factor;
const value = (key: string) => (result: LossResult) => result[key] as number;

/** Each of the reference's values by its symbol: where it stands in the answer, in the reference's unit. */
const STEPS: Readonly<Record<string, (result: LossResult) => number>> = {
  dlt_km: scaled(first("horizonDistancesM"), 1e-3),
  dlr_km: scaled(second("horizonDistancesM"), 1e-3),
  theta_t_mrad: scaled(first("horizonAnglesRad"), 1e3),
  theta_r_mrad: scaled(second("horizonAnglesRad"), 1e3),
  theta_mrad: scaled(value("pathAngleRad"), 1e3),
  omega: value("seaFraction"),
  beta0_pct: value("anomalousTimePercent"),
  ae_km: scaled(value("effectiveEarthRadiusM"), 1e-3),
  hstd_m: first("smoothSurfaceM"),
  hsrd_m: second("smoothSurfaceM"),
  hte_m: first("effectiveHeightsM"),
  hre_m: second("effectiveHeightsM"),
  hm_m: value("roughnessM"),
  Fi: value("timeWeight"),
  Fj: value("angleWeight"),
  Fk: value("distanceWeight"),
  Lbfs: value("freeSpaceLossDb"),
  Lb0p: value("lineOfSightLossDb"),
  Lb0beta: value("anomalousLineOfSightLossDb"),
  Ld50: value("medianDiffractionLossDb"),
  Ldbeta: value("anomalousDiffractionLossDb"),
  Ldp: value("diffractionLossDb"),
  Lbd50: value("medianDiffractedLossDb"),
  Lminb0p: value("leastLossDb"),
  Lba: value("ductingLossDb"),
  Lbda: value("diffractedOrDuctedLossDb"),
  Lbam: value("modifiedLossDb"),
  Lbs: value("troposcatterLossDb"),
  Lbc: value("medianLocationLossDb"),
};

/**
 * The reference notes these parts from its second run, over the earth of anomalous propagation, whatever their names: here they are
 * what delta-bullington gives for that earth.
 */
const ANOMALOUS_STEPS: Readonly<Record<string, (result: LossResult) => number>> = {
  Lbulla50: value("bullingtonLossDb"),
  Lbulls50: value("smoothBullingtonLossDb"),
  Ldsph50: value("sphericalEarthLossDb"),
};

/** Noted after it was overwritten by the next step's value, Lbda. */
const OVERWRITTEN = "Lbd";

/** The reference rounds the speed of light to 2.998e8 m/s and the normal distribution's first coefficient another way. */
const STEP_TOLERANCE = 2e-3;

describe("p1812 against the ITU's reference code", () => {
  it("has read its cases", () => expect(cases.length).toBeGreaterThanOrEqual(51));

  it.each(cases)("$id", ({ input, expected }) => {
    const result = P1812.loss(input);
    expect(Math.abs(result.lossDb - expected.lossDb)).toBeLessThan(Math.min(toleranceDb, STEP_TOLERANCE));
    const anomalous = DELTA_BULLINGTON.loss(diffractionInput(input, result.seaFraction as number));
    const off = Object.entries(expected.intermediate)
      .filter(([symbol]) => symbol !== OVERWRITTEN)
      .map(([symbol, reference]) => {
        const actual = symbol in ANOMALOUS_STEPS ? ANOMALOUS_STEPS[symbol](anomalous) : STEPS[symbol](result);
        return { symbol, reference, actual };
      })
      .filter((step) => !(Math.abs(step.actual - step.reference) <= STEP_TOLERANCE));
    expect(off).toEqual([]);
  });
});

/** The same path for delta-bullington over the earth of anomalous propagation. */
function diffractionInput(input: ReferenceCase["input"], seaFraction: number) {
  const { frequencyHz, txHeightM, rxHeightM, polarization, distanceM, elevationM, clutterHeightM } = input;
  const path = { frequencyHz, txHeightM, rxHeightM, polarization, distanceM, elevationM, clutterHeightM };
  return { ...path, seaFraction, effectiveEarthRadiusM: ANOMALOUS_EARTH_RADIUS_M };
}
