import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { point, polygon, type SoundScenario, soundScenario } from "../support/bad-scenario.ts";
import { runCli, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
let count = 0;

/** Writes a scenario into a folder of its own. */
function write(content: unknown): string {
  const home = path.join(folder, String(++count));
  mkdirSync(home);
  const file = path.join(home, "scenario.geojson");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

function broken(mutate: (scenario: SoundScenario) => void): string {
  const scenario = soundScenario();
  mutate(scenario);
  return write(scenario);
}

/** Refused with exit code 2, the place named on stderr and in the JSON, no stack, nothing written. */
function expectRefusal(file: string, command: "plan" | "coverage", place: RegExp): void {
  const out = path.join(path.dirname(file), "out");
  const { status, stdout, stderr } = runCli([command, file, "--out", out, "--json", "--threads", "1"]);
  expect(stderr).toMatch(place);
  expect(stderr).toMatch(/^error: /);
  expect(status).toBe(2);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(JSON.parse(stdout).error).toMatchObject({
    code: expect.stringMatching(/^[a-z-]+$/),
    message: expect.any(String),
  });
  expect(existsSync(out)).toBe(false);
}

const BOWTIE = [
  [5, 45],
  [5.1, 45.1],
  [5.1, 45],
  [5, 45.1],
  [5, 45],
] as const;

describe("a scenario that cannot be used", () => {
  it.each<[string, () => string, RegExp]>([
    ["is not JSON", () => write('{"type": "FeatureCollection",\n oops}'), /scenario\.geojson:2:2: not JSON/],
    ["is empty", () => write(""), /scenario\.geojson:1:1: not JSON/],
    ["is no FeatureCollection", () => write({ type: "Point", coordinates: [1, 2] }), /FeatureCollection/],
    [
      "has an unknown role",
      () => broken((s) => (s.features[0].properties.role = "gatway")),
      /\/features\/0\/properties\/role/,
    ],
    [
      "has swapped coordinates",
      () => broken((s) => (s.features[1].geometry.coordinates = [5.7, 145])),
      /\/features\/1\/geometry/,
    ],
    ["has an id twice", () => broken((s) => (s.features[1].properties.id = "a")), /\/features\/1/],
    [
      "has a height below ground",
      () => broken((s) => (s.features[0].properties.heightM = -4)),
      /\/features\/0\/properties\/heightM/,
    ],
    [
      "has a polygon that crosses itself",
      () => broken((s) => s.features.push(polygon(BOWTIE, { role: "area", name: "z" }))),
      /\/features\/2/,
    ],
    ["has a mistyped model", () => broken((s) => (s.chirpscape.propagation.model = "itmm")), /did you mean itm/],
    ["has nowhere to put a gateway", () => broken((s) => s.features.shift()), /candidate/],
    [
      "has a path out of its folder",
      () => broken((s) => (s.chirpscape.terrain.elevation = ["../../etc/passwd"])),
      /\/chirpscape\/terrain\/elevation\/0/,
    ],
    [
      "names a file that is not there",
      () => broken((s) => (s.chirpscape.terrain.elevation = ["N45E005.hgt"])),
      /N45E005\.hgt/,
    ],
    ["has no terrain under it", () => broken((s) => (s.chirpscape.propagation.model = "itm")), /N45E005/],
  ])("%s", (_, make, place) => expectRefusal(make(), "plan", place));

  it.each([
    ["0", /--probability: expected above 0, got 0/],
    ["1.2", /--probability: expected below 1, got 1\.2/],
    ["often", /--probability: expected a fraction/],
  ])("is asked for a probability of %s", (probability, place) => {
    const file = write(soundScenario());
    const out = path.join(path.dirname(file), "out");
    const { status, stderr } = runCli(["plan", file, "--out", out, "--probability", probability]);
    expect(stderr).toMatch(place);
    expect(status).toBe(2);
    expect(existsSync(out)).toBe(false);
  });

  it("is answered with all maps and the probability, indoors as well", () => {
    const file = broken((s) => (s.features[1].properties.indoor = true));
    const out = path.join(path.dirname(file), "out");
    const flags = ["--flat-terrain", "--radius", "3km", "--probability", "0.9", "--threads", "1", "--json"];
    const { status, stdout, stderr } = runCli(["plan", file, "--out", out, ...flags]);
    expect(stderr).not.toContain("indoor");
    expect([0, 1]).toContain(status);
    expect(JSON.parse(stdout)).toMatchObject({ goal: { probability: 0.9 }, probability: { atLeast: 0.9 } });
    for (const map of ["probability", "spreading-factor", "balance", "overlap", "uncovered"]) {
      expect(existsSync(path.join(out, `${map}.tif`)), map).toBe(true);
    }
  });

  it("has a truncated tile", () => {
    const file = broken((s) => {
      s.chirpscape.propagation.model = "itm";
      s.chirpscape.terrain.elevation = ["N45E005.hgt"];
    });
    writeFileSync(path.join(path.dirname(file), "N45E005.hgt"), "short");
    expectRefusal(file, "plan", /N45E005\.hgt/);
  });

  it("reaches out of its folder by a link", () => {
    const file = broken((s) => (s.chirpscape.terrain.elevation = ["N45E005.hgt"]));
    writeFileSync(path.join(folder, "elsewhere.hgt"), "secret");
    symlinkSync(path.join(folder, "elsewhere.hgt"), path.join(path.dirname(file), "N45E005.hgt"));
    expectRefusal(file, "plan", /leads out of the scenario's folder/);
  });

  it("is not there, or is a folder", () => {
    expect(runCli(["plan", path.join(folder, "nowhere.geojson")])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("nowhere.geojson: no such file"),
    });
    expect(runCli(["validate", folder])).toMatchObject({ status: 2, stderr: expect.stringContaining("is a folder") });
  });

  it("has no gateway to map", () => expectRefusal(write(soundScenario()), "coverage", /no gateway/));
});

describe("validate", () => {
  const faulty = () =>
    broken((s) => {
      s.features[0].properties.heightM = -4;
      s.features[1].properties.role = "devise";
      s.features.push(point(5.7, 45.2, { role: "candidate", name: "b", id: "b", colour: "red" }));
    });

  it("names every fault with its pointer", () => {
    const { status, stdout } = runCli(["validate", faulty(), "--json"]);
    expect(status).toBe(2);
    const { valid, issues, error } = JSON.parse(stdout);
    expect(valid).toBe(false);
    expect(issues.map((issue: { where: string }) => issue.where)).toEqual(
      expect.arrayContaining(["/features/0/properties/heightM", "/features/1/properties/role"]),
    );
    expect(error).toMatchObject({ code: issues[0].code, where: issues[0].where });
  });

  it("writes the file's name before the pointer for people", () => {
    const file = faulty();
    expect(runCli(["validate", file]).stderr).toContain(`error: ${file}: /features/0/properties/heightM: `);
  });

  it("says that a sound scenario is valid", () => {
    const file = write(soundScenario());
    expect(runCli(["validate", file])).toMatchObject({ status: 0, stdout: `${file}: valid\n` });
    expect(JSON.parse(runCli(["validate", file, "--json"]).stdout)).toMatchObject({ valid: true, issues: [] });
  });

  it("counts what is not JSON among the faults", () => {
    const { status, stdout } = runCli(["validate", write("{oops"), "--json"]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      issues: [{ code: "not-json" }],
      error: { code: "not-json" },
    });
  });
});

describe("a flag that cannot be used", () => {
  it.each([
    [["--target", "1.5"], "--target"],
    [["--target", "0.9dB"], "--target"],
    [["--max-gateways", "-1"], "--max-gateways"],
    [["--max-gateways", "two"], "--max-gateways"],
    [["--redundancy", "0"], "--redundancy"],
    [["--radius", "5kg"], "--radius"],
    [["--threads", "0"], "--threads"],
    [["--time-limit", "soon"], "--time-limit"],
    [["--seed", "1.5"], "--seed"],
  ])("%j", (flags, place) => {
    const { status, stdout, stderr } = runCli(["plan", write(soundScenario()), "--json", ...flags]);
    expect(stderr).toMatch(/^error: /);
    expect(JSON.parse(stdout).error.where).toBe(place);
    expect(status).toBe(2);
  });

  it.each([
    [["--from", "36.6"], "--from: expected LAT,LON"],
    [["--from", "-121.9,36.6"], "latitude comes first"],
    [["--from", "36.6,-121.9", "--to", "36.6,-121.9"], "--to: expected two places"],
    [["--from", "36.6,-121.9", "--to", "36.7,-121.9", "--dem", "nowhere.hgt"], "nowhere.hgt"],
    [[], "--from: missing"],
  ])("path %j", (flags, message) => {
    const { status, stderr } = runCli([
      "path",
      "--frequency",
      "868MHz",
      "--from-height",
      "9",
      "--to-height",
      "2",
      ...pad(flags),
    ]);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  /** What the case leaves out of the two ends and the terrain. */
  function pad(flags: readonly string[]): string[] {
    if (flags.length === 0) return [];
    const to = flags.includes("--to") ? [] : ["--to", "36.7,-121.9"];
    return [...flags, ...to, ...(flags.includes("--dem") ? [] : ["--flat-terrain"])];
  }
});

describe("a place that cannot be written", () => {
  it("ends with 1 and names it", () => {
    const file = broken((s) => (s.chirpscape.propagation.radiusM = 500));
    const { status, stderr } = runCli(["plan", file, "--out", "/dev/null/out", "--threads", "1"]);
    expect(stderr).toContain("error: /dev/null/out");
    expect(stderr).toContain("a file is in the way of a folder");
    expect(status).toBe(1);
  });
});

describe("a goal that cannot be met", () => {
  it("ends with 1 and says so in both forms", () => {
    // Free space with 80 dB of margin asked for: nothing is near enough to anything.
    const file = broken((s) => {
      s.chirpscape.goal = { coverage: 0.9, marginDb: 90 };
    });
    const { status, stdout, stderr } = runCli([
      "plan",
      file,
      "--out",
      path.join(path.dirname(file), "out"),
      "--json",
      "--threads",
      "1",
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ status: "infeasible", error: { code: "infeasible" } });
    expect(stderr).toContain("error: no choice of gateways meets the goal");
    expect(status).toBe(1);
  });
});
