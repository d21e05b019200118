import { describe, expect, it } from "vitest";
import { ITM_PROPAGATION_MODES, type ItmOutput } from "../../../../src/link/propagation/itm/path.ts";
import type { ItmSettings } from "../../../../src/link/propagation/itm/settings.ts";
import { batchArrays, computeItmBatch, createItmBatch } from "../../../../src/network/coverage/itm/batch.ts";
import { sweepConstants } from "../../../../src/network/coverage/itm/constants.ts";
import { ItmKernel } from "../../../../src/network/coverage/itm/kernel.ts";
import { LOSS_DB, ROWS } from "../../../../src/network/coverage/itm/layout.ts";
import { seededRandom } from "../../../support/random.ts";
import { fillRow, plainLossDb, randomHillPath, randomSightPath, variedSettings } from "./random-paths.ts";

const PATHS_PER_SETTING = ROWS;
/** What single precision costs where the two rays nearly cancel. A twentieth of the median error of the sweep. */
const TOLERANCE_DB = 5e-3;

interface Case {
  readonly path: ItmOutput;
  readonly settings: ItmSettings;
  readonly gotDb: number;
  readonly wantedDb: number;
}

/** Runs the same paths through the batch and the plain model. */
function compare(
  makePath: (random: () => number, settings: ItmSettings) => ItmOutput | null,
  inSight: boolean,
): Case[] {
  const random = seededRandom(20);
  return variedSettings(random).flatMap((settings) => {
    const constants = sweepConstants(settings, 300e3);
    const batch = createItmBatch(new ItmKernel(batchArrays(constants)), constants);
    const paths: ItmOutput[] = [];
    while (paths.length < PATHS_PER_SETTING) {
      const path = makePath(random, settings);
      if (path === null) continue;
      fillRow(batch, paths.length, path, settings, inSight);
      paths.push(path);
    }
    computeItmBatch(batch, paths.length);
    return paths.map((path, i) => ({
      path,
      settings,
      gotDb: batch.planes[LOSS_DB / 4 + i],
      wantedDb: plainLossDb(path, settings, inSight),
    }));
  });
}

/** The greatest error, dB; a NaN on either side counts as infinite. */
const worst = (cases: readonly Case[]) =>
  Math.max(
    ...cases.map(({ gotDb, wantedDb }) => Math.abs(gotDb - wantedDb)).map((error) => (error >= 0 ? error : Infinity)),
  );
const modes = (cases: readonly Case[]) => new Set(cases.map(({ path }) => ITM_PROPAGATION_MODES[path.propagationMode]));

describe("computeItmBatch against the plain model's steps", () => {
  it("agrees on paths over hills", () => {
    const cases = compare((random, settings) => randomHillPath(random, settings, 30e3), false);
    expect(modes(cases)).toEqual(new Set(["line_of_sight", "diffraction"]));
    expect(worst(cases)).toBeLessThan(TOLERANCE_DB);
  });

  it("agrees on paths well within line of sight, whose horizons it estimates", () => {
    const cases = compare(randomSightPath, true);
    expect(modes(cases)).toContain("line_of_sight");
    expect(worst(cases)).toBeLessThan(TOLERANCE_DB);
  });

  it("agrees on paths so long that troposcatter is stronger than diffraction", () => {
    const cases = compare((random, settings) => randomHillPath(random, settings, 300e3), false);
    expect(modes(cases)).toContain("troposcatter");
    expect(worst(cases)).toBeLessThan(TOLERANCE_DB);
  });
});
