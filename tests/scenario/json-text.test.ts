import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/math/errors.ts";
import { parseJsonText } from "../../src/scenario/json-text.ts";

const faultIn = (text: string) => {
  try {
    parseJsonText(text, "file.geojson");
  } catch (error) {
    if (error instanceof InputError) return error.issues[0];
    throw error;
  }
  return undefined;
};

describe("parseJsonText", () => {
  it("parses JSON, also behind a byte order mark", () => {
    expect(parseJsonText('{"a": [1, null]}', "f")).toEqual({ a: [1, null] });
    expect(parseJsonText("\ufeff[true]", "f")).toEqual([true]);
  });

  // Lines and columns counted by hand, from 1
  it.each([
    ["", "1:1", /a value, got the end of the file/],
    ["{oops", "1:2", /a key in double quotes or }, got "oops"/],
    ["[1,\n  2\n  3]", "3:3", /a comma or ], got "3\]"/],
    ['{"a": 1,}', "1:9", /a key in double quotes, got "}"/],
    ["[1, 2,]", "1:7", /a value/],
    ['{"a" 1}', "1:6", /a colon/],
    ['{"a": 1 "b": 2}', "1:9", /a comma or }/],
    ["[1, 2", "1:6", /a comma or ], got the end of the file/],
    ['["a', "1:4", /a closing "/],
    ['["a\nb"]', "1:4", /no control character/],
    ['["\\x"]', "1:3", /a legal escape/],
    ["[NaN]", "1:2", /a value or ], got "NaN\]"/],
    ["[01]", "1:3", /a comma or \]/],
    ["[1] 2", "1:5", /nothing more after the value/],
    ["['a']", "1:2", /a value or ], got "'a'\]"/],
  ])("%j fails at %s", (text, place, says) => {
    const fault = faultIn(text);
    expect(fault).toMatchObject({ code: "not-json", where: `file.geojson:${place}` });
    expect(fault?.message).toMatch(says);
  });

  it("stands any depth and length", () => {
    expect(faultIn("[".repeat(200_000))).toMatchObject({ where: "file.geojson:1:200001" });
    expect(faultIn(`["${"a".repeat(2_000_000)}`)).toMatchObject({ code: "not-json" });
  });

  it("agrees with the engine on what is JSON, and places every fault inside the text", () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "x", "\\", "-"))
      .map(
        ([json, at, piece]) => json.slice(0, at % (json.length + 1)) + piece + json.slice((at % (json.length + 1)) + 1),
      );
    fc.assert(
      fc.property(broken, (text) => {
        let legal = true;
        try {
          JSON.parse(text);
        } catch {
          legal = false;
        }
        const fault = faultIn(text);
        expect(fault === undefined).toBe(legal);
        if (fault === undefined) return;
        const [, line, column] = /^file\.geojson:(\d+):(\d+)$/.exec(fault.where) ?? [];
        const lines = text.split("\n");
        expect(Number(line)).toBeLessThanOrEqual(lines.length);
        expect(Number(column)).toBeLessThanOrEqual(lines[Number(line) - 1].length + 1);
      }),
      { numRuns: 500 },
    );
  });
});
