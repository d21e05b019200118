import { expect, it } from "vitest";
import { InputError } from "../../../src/math/errors.ts";
import { computeCoverage } from "../../../src/network/coverage/compute.ts";
import { madeTask } from "../../support/made-task.ts";

it("refuses a model that it does not know", () => {
  const task = madeTask({ groundM: () => 0, radiusM: 500, model: "crystal-ball" });
  expect(() => computeCoverage(task)).toThrow(InputError);
});
