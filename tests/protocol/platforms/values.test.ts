import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteLongIntegers } from "../../../src/field/import/parse-document.ts";
import { splitCsvLine } from "../../../src/protocol/platforms/csv-table.ts";
import { Fields } from "../../../src/protocol/platforms/fields.ts";
import { isoTime } from "../../../src/protocol/platforms/own-log.ts";
import { NO_CONTEXT } from "../../../src/protocol/platforms/platform.ts";
import { detectPlatform } from "../../../src/protocol/platforms/registry.ts";
import {
  anyTimeSeconds,
  base64Hex,
  codingRateText,
  dataRateText,
  euiDigits,
  gatewayIdentifier,
  positionAt,
  singlePrecisionMegahertz,
  spreadingFactorOf,
  timeSeconds,
} from "../../../src/protocol/platforms/values.ts";
import { platformDocument } from "../../support/platform-documents.ts";

describe("times", () => {
  // Whole seconds by `date -u -d "2022-07-18 09:34:15" +%s`
  it.each([
    ["2022-07-18T09:34:15Z", 1658136855],
    ["2022-07-18T09:34:15.775023242+00:00", 1658136855.775023],
    ["2022-07-18T11:34:15+0200", 1658136855],
    ["2022-07-18 09:34:15 GMT", 1658136855],
    ["2022-07-18 09:34:15", 1658136855],
  ])("%s", (text, seconds) => {
    expect(timeSeconds(text)).toBeCloseTo(seconds, 5);
  });

  it.each([
    "",
    "yesterday",
    "2022-13-18T09:34:15Z",
    "1970-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "9".repeat(100),
    5,
    null,
  ])("%s is none", (text) => {
    expect(timeSeconds(text)).toBeNull();
  });

  it("numbers are seconds or milliseconds by their size", () => {
    expect(anyTimeSeconds(1658136855)).toBe(1658136855);
    expect(anyTimeSeconds("1658136855775")).toBe(1658136855.775);
    expect(anyTimeSeconds(12)).toBeNull();
  });

  it("are written back in words", () => {
    expect(isoTime(1658136855.775)).toBe("2022-07-18T09:34:15.775Z");
    expect(isoTime(1e300)).toBeNull();
  });
});

describe("identifiers, rates and places", () => {
  it("EUIs come in many forms, and other names of gateways stay as they are", () => {
    for (const text of ["0016C001F153A14C", "00-16-C0-01-F1-53-A1-4C", "0016:c001:f153:a14c", "0x0016c001f153a14c"]) {
      expect(euiDigits(text)).toBe("0016c001f153a14c");
    }
    expect(euiDigits("0016c001f153a1")).toBeNull();
    expect(gatewayIdentifier("Roof North")).toBe("Roof North");
    expect(gatewayIdentifier(" ")).toBeNull();
  });

  it("data rates and coding rates", () => {
    expect(dataRateText("SF7BW125")).toEqual({ sf: 7, bandwidthHz: 125_000 });
    expect(dataRateText("SF13BW125")).toBeNull();
    expect(dataRateText(50_000)).toBeNull();
    expect(["4/5", "CR_4_6", "CR_LI_4_8", "4/9"].map(codingRateText)).toEqual(["4/5", "4/6", "li4/8", null]);
    expect(["SF9", 9, "9", 4, "SF"].map(spreadingFactorOf)).toEqual([9, 9, 9, null, null]);
  });

  it("single precision goes from carriers, whatever the channel", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_370_000, max: 10_200_000 }), (steps) => {
        expect(singlePrecisionMegahertz(Math.fround(steps / 1e4))).toBe(steps * 100);
      }),
    );
  });

  it("places that nobody set are none", () => {
    expect(positionAt(0, 0)).toBeNull();
    expect(positionAt(-89.997, -179.99)).toBeNull();
    expect(positionAt("unknown", "unknown")).toBeNull();
    expect(positionAt(0, 6.5)).toMatchObject({ latitudeDeg: 0, longitudeDeg: 6.5 });
  });

  it("Base64 that was cut in the middle of a byte is none", () => {
    expect(base64Hex("qg==")).toBe("aa");
    expect(base64Hex("-_8")).toBe("fbff");
    expect([base64Hex("qgqgq"), base64Hex("q*=="), base64Hex(7)]).toEqual([null, null, null]);
  });

  it("Basics Station leaves zeros out of EUIs", () => {
    const read = (DevEui: string) => {
      const document = { ...platformDocument("LoRa Basics Station", "jreq"), DevEui };
      const [entry] = detectPlatform(document)?.read(document, NO_CONTEXT) ?? [];
      return entry.kind === "uplink" ? entry.uplink.devEui : null;
    };
    expect(["::1", "1::", "::", "a:b::c", "1:2:3:4"].map(read)).toEqual([
      "0000000000000001",
      "0001000000000000",
      "0000000000000000",
      "000a000b0000000c",
      "0001000200030004",
    ]);
    for (const text of ["1::2::3", "1:2:3", "12345::", ":::"]) expect(() => read(text)).toThrow(/expected an EUI/);
  });
});

/** From 1e21 on JSON.stringify writes an exponent. */
function isLongInteger(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value as number) < 1e21;
}

describe("texts", () => {
  it("cells are what was written, quoted or not", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", ",", ";", '"', " ", "é") });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const line = cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
        expect(splitCsvLine(line, ",")).toEqual(cells);
      }),
    );
    expect(splitCsvLine("a,,b", ",")).toEqual(["a", "", "b"]);
    expect(splitCsvLine('a,"b', ",")).toBeNull();
  });

  it("long integers are quoted, and nothing else is changed", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({ value, id: "12345678901234567890", x: 0 });
        const quoted = JSON.parse(text, (_, one) => (isLongInteger(one) ? String(one) : one));
        expect(JSON.parse(quoteLongIntegers(text))).toEqual(quoted);
      }),
    );
    expect(
      quoteLongIntegers('{"a":[12345678901234567890,-12345678901234567890,1234567890123456],"b":1.2345678901234567}'),
    ).toBe('{"a":["12345678901234567890","-12345678901234567890",1234567890123456],"b":1.2345678901234567}');
  });

  it("what nobody took is left, in lists too", () => {
    const fields = new Fields({ a: 1, list: [{ x: 1, y: 2 }, 7, { x: 3 }], inner: { z: 1 } });
    expect(fields.children("list").map((one) => one.number("x"))).toEqual([1, 3]);
    expect(fields.child("inner").number("z")).toBe(1);
    expect(fields.rest()).toEqual({ a: 1, list: [{ y: 2 }, {}, 7] });
  });
});
