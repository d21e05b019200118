import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/scenario/parse.ts";
import { PROPERTY_SCHEMAS, ROLES } from "../../src/scenario/schema/features.ts";
import { settingsSchema } from "../../src/scenario/schema/settings.ts";

const guide = readFileSync("docs/guide/scenario.md", "utf8");
const faults =
  readFileSync("tests/scenario/faults.test.ts", "utf8") + readFileSync("tests/scenario/parse.test.ts", "utf8");

describe("docs/guide/scenario.md", () => {
  it("names every setting, role and property", () => {
    const { radio, device, gateway, goal, terrain, propagation, indoor } = settingsSchema.parse({});
    const sections = { radio, device, gateway, goal, terrain, propagation, indoor };
    const keys = [
      ...Object.keys(settingsSchema.shape),
      ...Object.values(sections).flatMap((section) => Object.keys(section)),
      ...ROLES.flatMap((role) => [role, ...Object.keys(PROPERTY_SCHEMAS[role].shape)]),
    ];
    // In prose roles stand under `properties.role`
    expect(
      keys.filter((key) => !guide.includes(`\`${key}\``) && !guide.includes(`.${key}\``) && key !== "chirpscape"),
    ).toEqual([]);
  });

  it("shows a least file that is sound", () => {
    const example = /```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
    expect(parseScenario(JSON.parse(example)).stations).toHaveLength(1);
  });

  it("lists only codes that a test raises", () => {
    const listed = guide.slice(guide.indexOf("Codes, for scripts")).matchAll(/`([a-z]+(?:-[a-z]+)*)`/g);
    // Raised in the tests of what finds them: JSON text, and the inputs of models
    const elsewhere = ["not-json", "missing-input", "conflicting-inputs"];
    const untested = [...listed].map(([, code]) => code).filter((code) => !faults.includes(`"${code}"`));
    expect(untested.filter((code) => !elsewhere.includes(code))).toEqual([]);
  });
});
