import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  BUILT_IN_CATALOG,
  extendCatalog,
  findAntenna,
  findBattery,
  findGateway,
  findRadio,
  unverifiedRemark,
} from "../../src/lora/catalog.ts";
import { LORA_CHIP_TRAITS } from "../../src/lora/chips.ts";

interface Row {
  readonly item: string;
  readonly fact: string;
  readonly value: unknown;
}

const { rows } = JSON.parse(readFileSync("tests/reference/radio/batteries-antennas.json", "utf8")) as {
  rows: readonly Row[];
};
const fact = (item: string, name: string) => rows.find((row) => row.item === item && row.fact === name)?.value;

describe("the built-in rows", () => {
  const all = Object.entries(BUILT_IN_CATALOG).flatMap(([section, table]) =>
    Object.entries(table as Record<string, { source: string; unverified: readonly string[] }>).map(([name, row]) => ({
      section,
      name,
      row,
    })),
  );

  it.each(all)("$section $name says its source, and marks only fields that it has", ({ row }) => {
    expect(row.source.length).toBeGreaterThan(10);
    for (const field of row.unverified) expect(row).toHaveProperty(field);
    expect(new Set(row.unverified).size).toBe(row.unverified.length);
  });

  it("are many", () => {
    expect(Object.keys(BUILT_IN_CATALOG.radios).length).toBeGreaterThan(20);
    expect(Object.keys(BUILT_IN_CATALOG.batteries).length).toBeGreaterThan(10);
    expect(Object.keys(BUILT_IN_CATALOG.antennas).length).toBeGreaterThan(10);
    expect(Object.keys(BUILT_IN_CATALOG.gateways).length).toBeGreaterThan(2);
  });

  it.each(Object.entries(BUILT_IN_CATALOG.radios))("%s has bandwidths that its modem has", (_name, radio) => {
    const known: readonly number[] = LORA_CHIP_TRAITS[radio.chip].bandwidthsHz;
    expect(radio.bandwidthsHz.filter((bandwidthHz) => !known.includes(bandwidthHz))).toEqual([]);
    expect(radio.spreadingFactors.min).toBeGreaterThanOrEqual(LORA_CHIP_TRAITS[radio.chip].minSf);
  });

  it("agree with the reference facts of cells", () => {
    expect(findBattery("ER34615").capacityMah).toBe(Number(fact("LiSOCl2 ER34615 (D)", "capacity Ah")) * 1000);
    expect(findBattery("CR2032").capacityMah).toBe(fact("CR2032", "capacity mAh"));
    expect(findBattery("AA-alkaline").selfDischargePerYear * 100).toBe(fact("Alkaline", "self-discharge %/year"));
    for (const name of ["LS14250", "LS14500", "LS26500", "ER34615", "ER10450"]) {
      const { nominalV, temperatureC } = findBattery(name);
      expect(nominalV).toBe(fact("Tadiran LiSOCl2", "nominal voltage V"));
      expect(`${temperatureC.min}..+${temperatureC.max}`).toBe(fact("Tadiran LiSOCl2", "operating temperature C"));
    }
  });

  it("give a dipole the gain by which effective radiated power differs from isotropic", () => {
    expect(findAntenna("dipole").gainDbi).toBe(fact("ERP to EIRP", "offset dB"));
  });
});

describe("looking up", () => {
  it("does not mind letter case, dashes and blanks", () => {
    expect(findRadio("sx1262").name).toBe("SX1262");
    expect(findRadio("SX-1262").name).toBe("SX1262");
    expect(findBattery("aa alkaline").name).toBe("AA-alkaline");
    expect(findGateway("sx1302").title).toContain("SX1302");
  });

  it.each([
    [() => findRadio("SX1267"), "unknown-radio", "radio", /SX1261 or SX1262/],
    [() => findRadio("banana"), "unknown-radio", "radio", /known: SX1261/],
    [() => findBattery("CR2023"), "unknown-battery", "battery", /CR2032/],
    [() => findAntenna("dipol"), "unknown-antenna", "antenna", /dipole/],
    [() => findGateway("SX1303"), "unknown-gateway", "gateway", /SX1301 or SX1302/],
    [() => findRadio("toString"), "unknown-radio", "radio", /known/],
  ])("%o names the nearest", (find, code, where, hint) => {
    expect(find).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ code, where, hint: expect.stringMatching(hint) })],
      }),
    );
  });
});

describe("extending", () => {
  const mine = { ...findBattery("CR2032"), capacityMah: 999 };

  it("adds rows and replaces those of the same name in any letter case", () => {
    const catalog = extendCatalog(BUILT_IN_CATALOG, { batteries: { cr2032: mine, Mine: mine } });
    expect(findBattery("CR2032", catalog).capacityMah).toBe(999);
    expect(findBattery("mine", catalog).capacityMah).toBe(999);
    expect(Object.keys(catalog.batteries)).toHaveLength(Object.keys(BUILT_IN_CATALOG.batteries).length + 1);
    expect(catalog.radios).toEqual(BUILT_IN_CATALOG.radios);
    expect(findBattery("CR2032").capacityMah).toBe(225);
  });
});

it("says which figures were not checked", () => {
  expect(unverifiedRemark({ name: "X", unverified: ["a", "b"] })).toBe(
    "X: a, b from general knowledge, not checked against the source",
  );
  expect(unverifiedRemark({ name: "X", unverified: [] })).toBeNull();
});
