import { describe, expect, it } from "vitest";
import type { AntennaCuts } from "../../src/link/antennas/cuts.ts";
import { antennaFiles, stationPattern, withAntennaFiles } from "../../src/scenario/antennas.ts";
import { parseScenario, validateScenario } from "../../src/scenario/parse.ts";
import { sampleScenario } from "./sample.ts";

const DEG = Math.PI / 180;
/** The sample's first feature is a gateway, its second a candidate. */
function withAntenna(own: unknown, section?: unknown) {
  const document = sampleScenario();
  Object.assign(document.features[0].properties ?? {}, { antenna: own });
  if (section !== undefined) document.chirpscape.gateway = { ...document.chirpscape.gateway, antenna: section };
  return document;
}

const cuts: AntennaCuts = {
  title: "front and back",
  gainDbi: 11,
  horizontalDb: Array.from({ length: 36 }, (_, i) => (i < 9 || i > 27 ? 0 : -20)),
  verticalDb: Array.from({ length: 36 }, (_, i) => (i < 9 || i > 27 ? 0 : -20)),
  remarks: {},
};

describe("a station's antenna", () => {
  it("is absent where there is none", () => {
    const { stations } = parseScenario(sampleScenario());
    expect(stations[0].antenna).toBeUndefined();
    expect(stationPattern(stations[0])).toBeNull();
  });

  it("by formula brings its gain and looks where it is told", () => {
    const sector = { pattern: "sector", azimuthDeg: 90, tiltDeg: 2, gainDbi: 12, beamwidthDeg: 60 };
    const [gateway, candidate] = parseScenario(withAntenna(sector)).stations;
    expect(gateway.antennaGainDbi).toBe(12);
    const pattern = stationPattern(gateway);
    expect(pattern?.gainDbi(90 * DEG, -2 * DEG)).toBeCloseTo(12, 9);
    expect(pattern?.gainDbi(120 * DEG, -2 * DEG)).toBeCloseTo(9, 1);
    expect(candidate.antenna).toBeUndefined();
    expect(candidate.antennaGainDbi).toBe(3);
  });

  it("of the section goes for all, and a feature's own before it", () => {
    const [gateway, candidate] = parseScenario(withAntenna({ pattern: "omni" }, { pattern: "dipole" })).stations;
    expect(gateway.antenna?.pattern).toEqual({ kind: "formula", name: "omni", inputs: {} });
    expect(candidate.antenna?.pattern).toMatchObject({ name: "dipole" });
    expect(candidate.antennaGainDbi).toBe(2.15);
    expect(parseScenario(withAntenna(null, { pattern: "dipole" })).stations[0].antenna).toBeDefined();
  });

  it("from a file has the file's gain once it has been read", () => {
    const scenario = parseScenario(withAntenna({ file: "a/panel.msi", azimuthDeg: 180 }));
    expect([...antennaFiles(scenario)]).toEqual([["a/panel.msi", "/features/0/properties/antenna/file"]]);
    expect(() => stationPattern(scenario.stations[0])).toThrow(/panel.msi has not been read/);
    const [gateway] = withAntennaFiles(scenario, new Map([["a/panel.msi", cuts]])).stations;
    expect(gateway.antennaGainDbi).toBe(11);
    expect(stationPattern(gateway)?.gainDbi(180 * DEG, 0)).toBeCloseTo(11, 9);
    expect(stationPattern(gateway)?.gainDbi(0, 0)).toBeCloseTo(-9, 9);
  });

  it("takes its own gain before the file's, and the station's where there is neither", () => {
    const gainOf = (antenna: object, gainDbi: number | null) => {
      const scenario = parseScenario(withAntenna({ file: "x.ant", ...antenna }));
      return withAntennaFiles(scenario, new Map([["x.ant", { ...cuts, gainDbi }]])).stations[0].antennaGainDbi;
    };
    expect(gainOf({ gainDbi: 8 }, 11)).toBe(8);
    expect(gainOf({}, 11)).toBe(11);
    expect(gainOf({}, null)).toBe(3);
  });

  it("of the section is named there", () => {
    const scenario = parseScenario(withAntenna(null, { file: "x.msi" }));
    expect([...antennaFiles(scenario).values()]).toEqual(["/chirpscape/gateway/antenna/file"]);
  });

  const place = "/features/0/properties/antenna";
  it.each([
    ["nothing to go by", { azimuthDeg: 3 }, place, "missing", /expected a pattern or a file/],
    ["both", { pattern: "omni", file: "x.msi" }, place, "conflicting-inputs", /a pattern and a file/],
    ["an unknown pattern", { pattern: "sektor" }, `${place}/pattern`, "unknown-value", /did you mean sector/],
    [
      "a number out of range",
      { pattern: "sector", beamwidthDeg: 0 },
      `${place}/beamwidthDeg`,
      "out-of-range",
      /1 to 360/,
    ],
    [
      "a number of another pattern",
      { pattern: "omni", beamwidthDeg: 60 },
      `${place}/beamwidthDeg`,
      "unknown-input",
      /unknown input/,
    ],
    [
      "a number beside a file",
      { file: "x.msi", beamwidthDeg: 60 },
      `${place}/beamwidthDeg`,
      "unknown-input",
      /beside a file/,
    ],
    ["a gain that is none", { file: "x.msi", gainDbi: 90 }, `${place}/gainDbi`, "out-of-range", /-30 to 50/],
    [
      "a mistyped key",
      { pattern: "omni", azimutDeg: 3 },
      `${place}/azimutDeg`,
      "unknown-key",
      /did you mean azimuthDeg/,
    ],
    ["a tilt past upright", { pattern: "omni", tiltDeg: 95 }, `${place}/tiltDeg`, "out-of-range", /at most 90/],
    [
      "an unknown polarization",
      { pattern: "omni", polarization: "vertikal" },
      `${place}/polarization`,
      "unknown-value",
      /vertical/,
    ],
    ["a file outside", { file: "../x.msi" }, `${place}/file`, "path-outside", /allow-outside/],
    ["no object", "sector", place, "wrong-type", /expected an object/],
  ])("is refused with %s", (_what, antenna, where, code, says) => {
    const { issues } = validateScenario(withAntenna(antenna));
    expect(issues.map((issue) => [issue.code, issue.where])).toEqual([[code, where]]);
    expect(`${issues[0].message} ${issues[0].hint}`).toMatch(says);
  });

  it("of the section is checked as well, with its own place", () => {
    const { issues } = validateScenario(withAntenna(null, { pattern: "sector", tilt: 3 }));
    expect(issues).toEqual([
      {
        code: "unknown-key",
        where: "/chirpscape/gateway/antenna/tilt",
        message: 'unknown key "tilt"',
        hint: expect.stringContaining("tiltDeg"),
      },
    ]);
  });

  it("may lie outside when that is allowed", () => {
    expect(validateScenario(withAntenna({ file: "../x.msi" }), { allowOutside: true }).issues).toEqual([]);
  });
});
