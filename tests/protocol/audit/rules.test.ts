import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deviceLabel, shownName } from "../../../src/protocol/audit/label.ts";
import { DESCRIPTION_FIELDS } from "../../../src/protocol/audit/private/description.ts";
import { AUDIT_RULES } from "../../../src/protocol/audit/rules.ts";

const guide = readFileSync("docs/guide/audit.md", "utf8");

describe("docs/guide/audit.md", () => {
  it("has every rule, as it is", () => {
    const rows = Object.entries(AUDIT_RULES).map(
      ([id, { severity, title, reference }]) => `| \`${id}\` | ${severity} | ${title} | ${reference} |`,
    );
    expect(
      guide.split("\n").filter((line) => /^\| `[a-z0-9-]+` \| (critical|high|medium|low|info) /.test(line)),
    ).toEqual(rows);
  });

  it("has every member of a private protocol's description", () => {
    const shown = Array.from(guide.matchAll(/^\| `(\w+\.\w+)` \|/gm), ([, name]) => name);
    expect(shown).toEqual(Object.keys(DESCRIPTION_FIELDS));
    const words = Object.values(DESCRIPTION_FIELDS).flatMap((field) => ("values" in field ? [...field.values] : []));
    for (const word of words) expect(guide).toContain(`\`${word}\``);
  });
});

describe("names from outside", () => {
  it.each([
    ["key 2b7e151628aed2a6abf7158809cf4f3c!", "key [key]!"],
    ["0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6, 0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c", "[key]"],
    ["red\u001b[31m\u202eevil\nline", "red�[31m�evil�line"],
    ["x".repeat(100), `${"x".repeat(63)}…`],
    ["70b3d57ed0050001", "70b3d57ed0050001"],
  ])("are shown without keys and control characters: %j", (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it("stand beside an identifier", () => {
    expect(deviceLabel({ name: "barn", devEui: null, devAddr: "01020304" })).toBe("barn (01020304)");
    expect(deviceLabel({ name: " ", devEui: "70b3d57ed0050001", devAddr: null })).toBe("70b3d57ed0050001");
  });
});
