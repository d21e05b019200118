import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { VERSION } from "../../src/version.ts";
import { cleanEnvironment, PROJECT, temporaryFolder } from "../support/cli.ts";

/** Another project: the packed files, and links to the dependencies in place of a download. */
const consumer = temporaryFolder();
const installed = path.join(consumer, "node_modules/chirpscape");

function install(): void {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["pack", "--ignore-scripts", "--silent", "--pack-destination", consumer], { cwd: PROJECT });
  mkdirSync(installed, { recursive: true });
  const tarball = readdirSync(consumer).find((name) => name.endsWith(".tgz")) ?? "";
  execFileSync("tar", ["-xzf", path.join(consumer, tarball), "-C", installed, "--strip-components=1"]);
  for (const name of [
    "@noble",
    "@turf",
    "@types",
    "commander",
    "d3-contour",
    "fflate",
    "geolib",
    "geotiff",
    "highs",
    "mathjs",
    "zod",
  ]) {
    symlinkSync(path.join(PROJECT, "node_modules", name), path.join(consumer, "node_modules", name));
  }
  writeFileSync(path.join(consumer, "package.json"), '{ "type": "module" }');
}

const PROGRAM = `
import { computePath, findModel, type Plan, parseScenario, type Scenario } from "chirpscape";
import { createPlanEnvironment, loadElevation, WORKER_URL } from "chirpscape/node";

const lossDb: number = findModel("free-space").loss({ frequencyHz: 868e6, distanceM: 1000 }).lossDb;
export const read = (json: unknown): Scenario => parseScenario(json);
// @ts-expect-error results are read-only
export const change = (plan: Plan) => plan.gateways.push(1);
const environment = createPlanEnvironment({ threads: 1, workerUrl: WORKER_URL });
await environment.close();
console.log(lossDb.toFixed(2), typeof computePath, typeof loadElevation);
`;

describe("the package", { timeout: 120_000 }, () => {
  install();

  it("holds what is needed and nothing else", () => {
    expect(readdirSync(installed).sort()).toEqual(
      ["CHANGELOG.md", "LICENSE", "README.md", "bin", "dist", "package.json", "scenarios"].sort(),
    );
    expect(readdirSync(path.join(installed, "dist")).sort()).toEqual([
      "catalog.schema.json",
      "cli",
      "lib",
      "scenario.schema.json",
    ]);
  });

  it("runs as a command", () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [path.join(installed, "bin/chirpscape.js"), ...args], {
        cwd: consumer,
        encoding: "utf8",
        env: cleanEnvironment(),
      });
    expect(run("--version").stdout).toBe(`${VERSION}\n`);
    const matrix = path.join(installed, "scenarios/examples/covering.json");
    // Of all pairs of its six sites, the first two cover the most: 35 (by trying the fifteen pairs).
    expect(JSON.parse(run("plan", "--matrix", matrix, "--json").stdout)).toMatchObject({
      status: "optimal",
      objective: 35,
      chosen: ["north-hill", "south-hill"],
    });
  });

  it.each([
    ["nodenext", "nodenext"],
    ["bundler", "esnext"],
  ])("has types for a strict compiler with %s resolution, and runs", (moduleResolution, module) => {
    const outDir = `out-${moduleResolution}`;
    writeFileSync(path.join(consumer, "use.ts"), PROGRAM);
    const compilerOptions = {
      strict: true,
      skipLibCheck: false,
      target: "es2022",
      lib: ["es2023"],
      types: ["node"],
      outDir,
    };
    writeFileSync(
      path.join(consumer, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...compilerOptions, module, moduleResolution }, files: ["use.ts"] }),
    );
    const compiler = path.join(PROJECT, "node_modules/typescript/bin/tsc");
    const compiled = spawnSync(process.execPath, [compiler, "-p", consumer], { encoding: "utf8" });
    expect(compiled.stdout).toBe("");
    const { stdout, stderr } = spawnSync(process.execPath, [path.join(consumer, outDir, "use.js")], {
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    // ITU-R P.525: 32.45 + 20 log10(868) + 20 log10(1) = 91.22 dB
    expect(stdout).toBe("91.22 function function\n");
  });

  it("runs the code of the library's guide", () => {
    symlinkSync(path.join(PROJECT, "scenarios"), path.join(consumer, "scenarios"));
    const guide = readFileSync(path.join(PROJECT, "docs/guide/library.md"), "utf8");
    const programs = Array.from(guide.matchAll(/^```js\n([\s\S]*?)^```/gm), ([, code]) => code);
    const printed = programs.map((code, i) => {
      writeFileSync(path.join(consumer, `guide-${i}.js`), code);
      const { stdout, stderr } = spawnSync(process.execPath, [`guide-${i}.js`], { cwd: consumer, encoding: "utf8" });
      expect(stderr).toBe("");
      return stdout;
    });
    expect(printed[0]).toMatch(/^optimal \[/);
    expect(readdirSync(path.join(consumer, "out/library"))).toContain("report.html");
    expect(printed[1]).toMatch(/^-11 0\.\d+ \[ .* \]\n-10 0\.0\d+ \[ .* \]\n$/);
    expect(printed[2]).toBe("91.22\nfalse 1\n");
  });

  it("publishes the schema of scenarios", () => {
    const resolved = execFileSync(
      process.execPath,
      [
        "-e",
        'import("chirpscape/scenario.schema.json", { with: { type: "json" } }).then((m) => console.log(m.default.$schema))',
      ],
      { cwd: consumer, encoding: "utf8" },
    );
    expect(resolved).toBe("https://json-schema.org/draft/2020-12/schema\n");
  });
});
