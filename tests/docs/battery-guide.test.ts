import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { estimateBatteryLife } from "../../src/lora/energy/battery-life.ts";
import { ENERGY_INPUTS } from "../../src/lora/energy/inputs.ts";
import { parseCatalog } from "../../src/scenario/catalog/parse.ts";
import { ROW_KEYS } from "../../src/scenario/catalog/schema.ts";

const battery = readFileSync("docs/guide/battery.md", "utf8");
const catalog = readFileSync("docs/guide/catalog.md", "utf8");

describe("docs/guide/battery.md", () => {
  it("names every input and every member of the answer", () => {
    const answer = estimateBatteryLife({ radio: "SX1261", battery: "LS14500", periodS: 900, payloadBytes: 20 });
    const keys = [...Object.keys(ENERGY_INPUTS), ...Object.keys(answer), ...Object.keys(answer.phases[0])];
    expect(keys.filter((key) => !battery.includes(`\`${key}\``) && !battery.includes(`\`${key}[]\``))).toEqual([]);
  });

  it("lists the codes of warnings that tests raise, and no others", () => {
    const tests = ["remarks", "battery-life"]
      .map((name) => readFileSync(`tests/lora/energy/${name}.test.ts`, "utf8"))
      .join();
    const listed = battery.slice(battery.indexOf("Codes of warnings")).matchAll(/`([a-z]+(?:-[a-z]+)*)`/g);
    const codes = Array.from(listed, ([, code]) => code);
    expect(codes).toHaveLength(12);
    expect(codes.filter((code) => !tests.includes(`"${code}"`))).toEqual([]);
  });
});

describe("docs/guide/catalog.md", () => {
  it("names every key of a row", () => {
    expect([...new Set(Object.values(ROW_KEYS).flat())].filter((key) => !catalog.includes(`\`${key}\``))).toEqual([]);
  });

  it("shows a file that is sound", () => {
    const example = /```json\n([\s\S]*?)```/.exec(catalog)?.[1] ?? "";
    expect(parseCatalog(JSON.parse(example)).batteries["Pack 2xD"].capacityMah).toBe(38_000);
  });
});
