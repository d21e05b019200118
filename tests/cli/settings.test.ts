import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { OptionSpecs } from "../../src/cli/options.ts";
import { SETTINGS } from "../../src/cli/planning-options.ts";
import { readSettingsFile, resolveOptions } from "../../src/cli/settings.ts";
import { soundScenario } from "../support/bad-scenario.ts";
import { runCli, temporaryFolder } from "../support/cli.ts";

const SPECS = {
  timeLimitS: { flag: "time-limit", kind: "quantity", dimension: "time", title: "", setting: "environment-and-file" },
  threads: { flag: "threads", kind: "integer", min: 1, title: "", setting: "environment-and-file" },
  exact: { flag: "exact", kind: "switch", title: "", setting: "environment-and-file" },
  allowOutside: { flag: "allow-outside", kind: "switch", title: "", setting: "environment" },
  svg: { flag: "svg", kind: "text", placeholder: "file", title: "" },
} as const satisfies OptionSpecs;

describe("where an option's value comes from", () => {
  const file = { timeLimitS: 1, threads: 1, exact: true };
  const environment = { CHIRPSCAPE_TIME_LIMIT: "2min", CHIRPSCAPE_THREADS: "2" };
  const flags = { timeLimit: "3s" };

  it("is the flag, before the environment, before the file, before nothing", async () => {
    const nothing = { flags: {}, environment: {}, file: {} };
    expect(await resolveOptions(SPECS, { flags, environment, file })).toMatchObject({
      timeLimitS: 3,
      threads: 2,
      exact: true,
    });
    expect(await resolveOptions(SPECS, { ...nothing, environment, file })).toMatchObject({
      timeLimitS: 120,
      threads: 2,
    });
    expect(await resolveOptions(SPECS, { ...nothing, file })).toMatchObject({ timeLimitS: 1, threads: 1, exact: true });
    expect(await resolveOptions(SPECS, nothing)).toEqual({ exact: false, allowOutside: false });
  });

  it("is never the file for what the file may not decide, nor the environment for what is no setting", async () => {
    const sources = { flags: {}, environment: { CHIRPSCAPE_SVG: "x.svg" }, file: { allowOutside: true, svg: "y.svg" } };
    expect(await resolveOptions(SPECS, sources)).toEqual({ exact: false, allowOutside: false });
    const environmentOnly = { ...sources, environment: { CHIRPSCAPE_ALLOW_OUTSIDE: "1" } };
    expect(await resolveOptions(SPECS, environmentOnly)).toMatchObject({ allowOutside: true });
  });

  it("is told with the fault: the flag, the variable, or the key", async () => {
    const sources = {
      flags: { timeLimit: "soon" },
      environment: { CHIRPSCAPE_THREADS: "0", CHIRPSCAPE_ALLOW_OUTSIDE: "perhaps" },
      file: { exact: "yes" },
    };
    await expect(resolveOptions(SPECS, sources)).rejects.toMatchObject({
      issues: [
        { where: "--time-limit", code: "bad-quantity" },
        {
          where: "CHIRPSCAPE_THREADS",
          code: "out-of-range",
          message: 'expected a whole number of at least 1, got "0"',
        },
        { where: "chirpscape.json: exact", code: "bad-setting", message: 'expected true or false, got "yes"' },
        { where: "CHIRPSCAPE_ALLOW_OUTSIDE", code: "bad-value" },
      ],
    });
  });

  it("refuses a unit string in the file: the key says the unit", async () => {
    const sources = { flags: {}, environment: {}, file: { timeLimitS: "60s" } };
    await expect(resolveOptions(SPECS, sources)).rejects.toMatchObject({
      issues: [{ message: 'expected a number, got "60s"' }],
    });
  });
});

describe("chirpscape.json", () => {
  const write = (text: string) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "chirpscape.json"), text);
    return folder;
  };

  it("may be absent", async () => {
    expect(await readSettingsFile(null, SETTINGS)).toEqual({});
    expect(await readSettingsFile(temporaryFolder(), SETTINGS)).toEqual({});
  });

  it("names each unknown key and the nearest that is known", async () => {
    await expect(readSettingsFile(write('{"timeLimit": 5, "allowOutside": true}'), SETTINGS)).rejects.toMatchObject({
      issues: [
        {
          code: "unknown-setting",
          where: expect.stringMatching(/chirpscape\.json: timeLimit$/),
          hint: "did you mean timeLimitS?",
        },
        { code: "unknown-setting", hint: expect.stringContaining("threads") },
      ],
    });
  });

  it.each([
    ["{", "not-json"],
    ["[1]", "wrong-type"],
  ])("that holds %s is a fault", async (text, code) => {
    await expect(readSettingsFile(write(text), SETTINGS)).rejects.toMatchObject({ code });
  });

  it("counts for the scenario that it lies beside", () => {
    const folder = write('{"radiusM": 50, "quiet": true}');
    const scenario = path.join(folder, "scenario.geojson");
    writeFileSync(scenario, JSON.stringify(soundScenario()));
    const refused = runCli(["plan", scenario, "--out", path.join(folder, "out")]);
    expect(refused).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("error: --radius: expected at least 100"),
    });
    const flags = ["plan", scenario, "--radius", "1km", "--threads", "1", "--out", path.join(folder, "out")];
    expect(runCli(flags)).toMatchObject({ status: 0, stderr: "" });
  });
});
