import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT, runCli, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const example = (name: string) => path.join(PROJECT, "scenarios/examples", name);
const DEVICES = example("audit-devices.json");
const UPLINKS = example("audit-uplinks.ndjson");
const PRIVATE = example("audit-private.json");
const SOUND = example("audit-private-sound.json");

const audit = (args: readonly string[], options: Parameters<typeof runCli>[1] = {}) =>
  runCli(["audit", ...args], options);

function writeFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("audit", () => {
  it("prints a table, and each finding with where, evidence, rule and mend", () => {
    const { status, stdout, stderr } = audit([DEVICES, UPLINKS, "--region", "EU868"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^audited: 7 devices, 82 uplinks\n6 critical, 6 high, 1 medium, 1 low, 1 info\n/);
    expect(stdout).toMatch(/critical {2}key-published +appKey of barn/);
    expect(stdout).toMatch(
      /3\. key-published\n {3}where .*audit-devices\.json:1 \/devices\/1\/appKey\n {3}evidence .*\n {3}rule .*\n {3}mend/,
    );
    expect(stdout).not.toContain("2b7e151628aed2a6");
  });

  it("prints JSON under --json, as under --format json", () => {
    const { stdout } = audit([PRIVATE, "--json"]);
    const { findings, counts, files } = JSON.parse(stdout);
    expect(counts).toEqual({ critical: 5, high: 2, medium: 1, low: 0, info: 0 });
    expect(files).toMatchObject([{ file: PRIVATE, protocols: 1, devices: 0, uplinks: 0, unreadParts: 0 }]);
    for (const finding of findings) {
      expect(Object.keys(finding)).toEqual(["severity", "rule", "reference", "what", "evidence", "where", "mend"]);
    }
    expect(audit([PRIVATE, "--format", "json"]).stdout).toBe(stdout);
  });

  it("prints SARIF, also into a file", () => {
    const { stdout } = audit([PRIVATE, "--format", "sarif", "--json"]);
    const log = JSON.parse(stdout);
    expect(log.version).toBe("2.1.0");
    expect(log.runs[0].results).toHaveLength(8);
    const out = path.join(folder, "deep", "audit.sarif");
    expect(audit([PRIVATE, "--format", "sarif", "--out", out])).toMatchObject({ status: 0, stdout: "" });
    expect(readFileSync(out, "utf8")).toBe(stdout);
  });

  it("ends with 1 under --fail-on when something is as bad", () => {
    expect(audit([PRIVATE, "--fail-on", "critical"]).status).toBe(1);
    expect(audit([PRIVATE]).status).toBe(0);
    const { status, stdout } = audit([SOUND, "--fail-on", "info"]);
    expect([status, stdout]).toEqual([0, "audited: 1 private protocol\nnothing found\n"]);
  });

  it("takes keys from stdin without calling them readable", () => {
    const rules = (args: readonly string[], input?: string) =>
      JSON.parse(audit([...args, "--json"], input === undefined ? {} : { input }).stdout).findings.map(
        ({ rule }: { rule: string }) => rule,
      );
    expect(rules([DEVICES])).toContain("key-in-plain-text");
    expect(rules(["-"], readFileSync(DEVICES, "utf8"))).not.toContain("key-in-plain-text");
  });

  it("names what it cannot read and goes on; --quiet is quiet", () => {
    const file = writeFile("broken.ndjson", `{"devEui":"70b3d57ed0050001"}\n{"appKey":"2b7e15\nwords\n`);
    const { status, stderr } = audit([file]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^warning: .*broken\.ndjson:2: not JSON at column/);
    expect(stderr).not.toContain("2b7e");
    expect(audit([file, "--quiet"]).stderr).toBe("");
    expect(audit([UPLINKS]).stderr).toContain("--region");
  });

  it.each([
    ["no file", [], "missing"],
    ["a file that is not there", ["nowhere.json"], "no such file"],
    ["one file twice", [DEVICES, DEVICES], "named twice"],
    ["stdin twice", ["-", "-"], "read once"],
    ["a table under --json", [DEVICES, "--json", "--format", "table"], "--format"],
    ["an unknown region", [DEVICES, "--region", "EU886"], "EU868"],
    ["an unknown severity", [DEVICES, "--fail-on", "hihg"], "high"],
    ["a file with nothing in it", [writeFile("empty.json", "")], "no devices, uplinks or description"],
    ["a file of something else", [writeFile("words.txt", "some words\n")], "no JSON"],
    ["a table of something else", [writeFile("shapes.csv", "colour,shape\nred,round\n")], "shapes.csv:1"],
    ["a folder", [folder], ""],
  ])("ends with 2 for %s", (_, args, message) => {
    const { status, stdout, stderr } = audit(args as readonly string[], { cwd: folder, input: "" });
    expect(status).toBe(2);
    expect(stdout.includes("error") || stdout === "").toBe(true);
    expect(stderr).toContain("error:");
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });

  it("writes nothing when the input is bad", () => {
    const out = path.join(folder, "never.json");
    expect(audit(["nowhere.json", "--out", out]).status).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});
