import { describe, expect, it } from "vitest";
import { pathInputs } from "../../../src/link/propagation/path-inputs.ts";
import { findModel } from "../../../src/link/propagation/registry.ts";

describe("pathInputs", () => {
  const path = { frequencyHz: 868e6, distanceM: 5000, txHeightM: 30, rxHeightM: 1.5 };

  it("gives a model what it asks for, by its own names", () => {
    expect(pathInputs(findModel("free-space"), path)).toEqual({ frequencyHz: 868e6, distanceM: 5000 });
    expect(pathInputs(findModel("plane-earth"), path)).toEqual(path);
    expect(pathInputs(findModel("okumura-hata"), path)).toEqual({
      frequencyHz: 868e6,
      distanceM: 5000,
      baseHeightM: 30,
      mobileHeightM: 1.5,
    });
  });

  it("leaves out what is not known", () => {
    expect(pathInputs(findModel("okumura-hata"), { txHeightM: 30 })).toEqual({ baseHeightM: 30 });
  });
});
