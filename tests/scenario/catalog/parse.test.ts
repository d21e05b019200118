import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUILT_IN_CATALOG, findBattery, findRadio } from "../../../src/lora/catalog.ts";
import { estimateBatteryLife } from "../../../src/lora/energy/battery-life.ts";
import { catalogJsonSchema } from "../../../src/scenario/catalog/json-schema.ts";
import { parseCatalog } from "../../../src/scenario/catalog/parse.ts";

const toJson = (value: unknown) => JSON.parse(JSON.stringify(value));
const example = () => JSON.parse(readFileSync("scenarios/examples/catalog.json", "utf8"));

/** The example with a change. */
function changed(change: (file: ReturnType<typeof example>) => unknown): unknown {
  const file = example();
  change(file);
  return file;
}

describe("a user's catalog", () => {
  it("is of the form of the built-in tables: each of their rows passes, unchanged", () => {
    const catalog = parseCatalog(toJson(BUILT_IN_CATALOG), { radios: {}, gateways: {}, antennas: {}, batteries: {} });
    expect(toJson(catalog)).toEqual(toJson(BUILT_IN_CATALOG));
  });

  it("adds its rows, with what it leaves out filled in", () => {
    const catalog = parseCatalog(example());
    expect(findRadio("field-node", catalog)).toMatchObject({ kind: "module", unverified: [], sensitivityDbm: {} });
    expect(findRadio("SX1262", catalog)).toEqual(findRadio("SX1262"));
    const life = estimateBatteryLife(
      { radio: "Field node", battery: "Pack 2xD", periodS: 600, payloadBytes: 20, txPowerDbm: 11 },
      catalog,
    );
    // Half-way between 38 mA at 8 dBm and 52 mA at 14 dBm
    expect(life.pulse.peakCurrentA).toBeCloseTo(0.045, 12);
    expect(life.supply.capacityMah).toBe(38_000);
  });

  it("may replace a built-in row", () => {
    const catalog = parseCatalog({
      batteries: { cr2032: { ...toJson(BUILT_IN_CATALOG.batteries.LS14500), capacityMah: 1 } },
    });
    expect(findBattery("CR2032", catalog).capacityMah).toBe(1);
  });

  it("may be empty", () => {
    expect(parseCatalog({})).toEqual(BUILT_IN_CATALOG);
    expect(parseCatalog({ $schema: "catalog.schema.json" })).toEqual(BUILT_IN_CATALOG);
  });

  it.each<[string, unknown, string, string, RegExp]>([
    ["no object", [], "not-a-catalog", "/", /an empty array/],
    ["null", null, "not-a-catalog", "/", /null/],
    ["an unknown section", { radioes: {} }, "unknown-key", "/radioes", /radios/],
    [
      "dBm where dBi is meant",
      {
        antennas: {
          a: { title: "a", pattern: "isotropic", gainDbm: 2, frequenciesHz: [{ min: 1e8, max: 1e9 }], source: "s" },
        },
      },
      "unknown-key",
      "/antennas/a/gainDbm",
      /gainDbi/,
    ],
    [
      "a missing field",
      changed((f) => delete f.batteries["Pack 2xD"].nominalV),
      "missing",
      "/batteries/Pack 2xD/nominalV",
      /./,
    ],
    [
      "a text for a number",
      changed((f) => (f.batteries["Pack 2xD"].capacityMah = "19000")),
      "wrong-type",
      "/batteries/Pack 2xD/capacityMah",
      /without quotes/,
    ],
    [
      "mA for A",
      changed((f) => (f.radios["Field node"].receiveCurrents[0].currentA = 8.3e1)),
      "out-of-range",
      "/radios/Field node/receiveCurrents/0/currentA",
      /at most 10/,
    ],
    [
      "a negative capacity",
      changed((f) => (f.batteries["Pack 2xD"].capacityMah = -1)),
      "out-of-range",
      "/batteries/Pack 2xD/capacityMah",
      /above 0/,
    ],
    [
      "an unknown chip",
      changed((f) => (f.radios["Field node"].chip = "sx126")),
      "unknown-value",
      "/radios/Field node/chip",
      /sx126x/,
    ],
    [
      "a key inside",
      changed((f) => (f.radios["Field node"].amplifiers[0].current = [])),
      "unknown-key",
      "/radios/Field node/amplifiers/0/current",
      /currents/,
    ],
    [
      "a mistyped key of a row",
      changed((f) => (f.radios["Field node"].sleepCurrent = 1e-6)),
      "unknown-key",
      "/radios/Field node/sleepCurrent",
      /sleepCurrentA/,
    ],
    [
      "no amplifier",
      changed((f) => (f.radios["Field node"].amplifiers = [])),
      "out-of-range",
      "/radios/Field node/amplifiers",
      /./,
    ],
    [
      "swapped ends",
      changed((f) => (f.radios["Field node"].supplyV = { min: 3.6, max: 2.2 })),
      "out-of-range",
      "/radios/Field node/supplyV",
      /./,
    ],
    [
      "a curve out of order",
      changed((f) => f.radios["Field node"].amplifiers[0].currents.reverse()),
      "out-of-order",
      "/radios/Field node/amplifiers/0/currents/1/txPowerDbm",
      /./,
    ],
    ["a slash in a name", { batteries: { "a/b": 1 } }, "wrong-type", "/batteries/a~1b", /./],
  ])("refuses %s with its place", (_name, json, code, where, words) => {
    try {
      parseCatalog(json);
      expect.unreachable();
    } catch (error) {
      const { issues } = error as { issues: { code: string; where: string; message: string; hint?: string }[] };
      const issue = issues.find((one) => one.where === where);
      expect(issue?.code).toBe(code);
      expect(`${issue?.message} ${issue?.hint}`).toMatch(words);
    }
  });

  it("tells all faults at once", () => {
    const json = changed((file) => {
      file.radios["Field node"].chip = 7;
      file.batteries["Pack 2xD"].cutoffV = 0;
      file.gatewys = {};
    });
    expect(() => parseCatalog(json)).toThrow(
      expect.objectContaining({ issues: expect.toSatisfy((all) => all.length === 3) }),
    );
  });

  it("stands any JSON: a catalog or a clear error", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        try {
          parseCatalog(json);
        } catch (error) {
          expect((error as Error).name).toBe("InputError");
        }
      }),
      { seed: 5 },
    );
  });

  it("refuses depth without end", () => {
    let deep: unknown = {};
    for (let i = 0; i < 1000; i++) deep = { radios: deep };
    expect(() => parseCatalog(deep)).toThrow("nests deeper");
  });

  it("is described by a JSON Schema", () => {
    const schema = catalogJsonSchema() as { properties: Record<string, unknown>; $schema: string };
    expect(schema.$schema).toContain("2020-12");
    expect(Object.keys(schema.properties)).toEqual(["$schema", "radios", "gateways", "antennas", "batteries"]);
    expect(JSON.stringify(schema)).toContain("Peak gain, dBi");
  });
});
