import { describe, expect, it } from "vitest";
import {
  EXCESS_MODELS,
  findModel,
  findPathModel,
  PATH_MODELS,
  PROPAGATION_MODELS,
} from "../../../src/link/propagation/registry.ts";
import { InputError } from "../../../src/math/errors.ts";

describe("PROPAGATION_MODELS", () => {
  it("names each model once, in kebab-case", () => {
    const names = PROPAGATION_MODELS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it.each(PROPAGATION_MODELS)("$name describes itself and its inputs", (model) => {
    for (const text of [model.title, model.source, model.validity]) expect(text).not.toBe("");
    for (const key of model.pathInputs) expect(model.inputs).toHaveProperty(key);
    expect("profileM" in model.inputs).toBe(model.usesTerrain);
    for (const spec of Object.values(model.inputs)) {
      expect(spec.title).not.toBe("");
      if (spec.kind === "choice") expect(spec.values?.length).toBeGreaterThan(1);
      if (typeof spec.default === "string") expect(spec.values).toContain(spec.default);
    }
  });
});

describe("findModel", () => {
  it("finds each model by its name", () => {
    for (const model of PROPAGATION_MODELS) expect(findModel(model.name)).toBe(model);
  });

  it("names the nearest to an unknown one", () => {
    const error = caught(() => findModel("freespace"));
    expect(error.code).toBe("unknown-model");
    expect(error.issues[0].hint).toContain("free-space");
  });

  it("names all when none is near", () => {
    expect(caught(() => findModel("ray-tracing")).issues[0].hint).toContain("known models: itm");
  });
});

describe("findPathModel", () => {
  it("finds the models of a whole path", () => {
    for (const model of PATH_MODELS) expect(findPathModel(model.name)).toBe(model);
    expect(PATH_MODELS.length + EXCESS_MODELS.length).toBe(PROPAGATION_MODELS.length);
  });

  it("refuses a loss that is to be added to one, and names the others", () => {
    expect(EXCESS_MODELS.length).toBeGreaterThan(0);
    for (const { name } of EXCESS_MODELS) {
      const error = caught(() => findPathModel(name));
      expect(error.code).toBe("excess-loss");
      expect(error.issues[0].message).toContain("gives a loss to add to a path's");
      expect(error.issues[0].hint).toContain("okumura-hata");
    }
  });
});

function caught(action: () => unknown): InputError {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("expected an InputError");
}
