import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importLines } from "../../../src/field/import/log-importer.ts";
import { ScenarioCollector } from "../../../src/field/import/to-scenario.ts";
import { InputError } from "../../../src/math/errors.ts";
import { uplinkLine } from "../../../src/protocol/platforms/own-log.ts";
import { validateScenario } from "../../../src/scenario/parse.ts";
import { HELIUM_LOG, PLATFORM_DOCUMENTS } from "../../support/platform-documents.ts";

const SAMPLES = [
  ...PLATFORM_DOCUMENTS.map(({ doc }) => doc),
  JSON.parse(HELIUM_LOG.slice(0, HELIUM_LOG.indexOf("\n"))),
];
const KEYS = ["rxpk", "rxInfo", "deviceInfo", "hotspots", "msgtype", "uplink_message", "time", "gatewayId", "extra"];

/** Reads text to its end; the only error it may throw is about a table's first line. */
function read(text: string): void {
  const collector = new ScenarioCollector();
  try {
    const { entries } = importLines(text.split("\n"), { platform: null, region: "EU868", gatewayId: "gw" });
    for (const entry of entries) {
      collector.add(entry);
      // What was read can be written and read again
      if (entry.kind === "uplink") expect(JSON.parse(uplinkLine(entry.uplink))).toHaveProperty("receptions");
    }
    const { issues } = validateScenario(collector.scenario({ name: "fuzz" }), { purpose: "any" });
    expect(issues).toEqual([]);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
  }
}

/** A document of which one part, anywhere, is another. */
function mutate(document: unknown, at: number, part: unknown): unknown {
  let left = at;
  const walk = (value: unknown): unknown => {
    if (left-- === 0) return part;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member)]));
  };
  return walk(document);
}

describe("logs that nobody would write", () => {
  it("documents with a part replaced", () => {
    const parts = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        -1,
        1e308,
        -0,
        2 ** 53,
        "",
        " ",
        "NaN",
        "-Infinity",
        "9".repeat(400),
        "\u0000\u001b[2J",
        [],
        {},
        null,
      ),
      fc.constantFrom(...SAMPLES),
    );
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.nat(60), parts, (sample, at, part) => {
        read(JSON.stringify(mutate(sample, at, part)));
      }),
      { numRuns: 600 },
    );
  });

  it("lines that were cut, joined or hit", () => {
    const text = SAMPLES.map((one) => JSON.stringify(one)).join("\n");
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(400), fc.string(), (from, length, put) => {
        read(text.slice(0, from) + put + text.slice(from + length));
      }),
      { numRuns: 120 },
    );
  });

  it("any text, and tables of anything", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), read));
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('"', '""', "0102030405060708", "-97", "SF7BW125", "1e999"),
    );
    const table = fc.array(
      fc.array(cell, { maxLength: 8 }).map((cells) => cells.join(",")),
      { maxLength: 12 },
    );
    fc.assert(fc.property(table, (rows) => read(["devEui,time,rssi,gateway,lat,lon,payload", ...rows].join("\n"))));
  });

  it("objects with the platforms' words in the wrong places", () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: "small" }, fc.jsonValue(), fc.dictionary(fc.constantFrom(...KEYS), tie("any"))),
    })).any;
    fc.assert(
      fc.property(value, (one) => read(JSON.stringify(one))),
      { numRuns: 200 },
    );
  });

  it("megabytes of brackets, quotes, digits and blanks take no time", { timeout: 20_000 }, () => {
    for (const piece of ["[", "{", '"', '\\"', "9", " ", "{\n", '{"a":', ",", "-", "SF7BW125\n"]) {
      read(piece.repeat(1_000_000 / piece.length));
      read(`{"deviceInfo":{},"rxInfo":[],"time":"${piece.replace(/["\\\n]/g, "x").repeat(300_000)}"}`);
    }
  });
});
