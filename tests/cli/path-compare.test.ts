import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const PATH =
  "path --profile scenarios/examples/profile.csv --from-height 30m --to-height 1.5m --frequency 868MHz".split(" ");

test("--compare lists every model of a path, run or skipped", () => {
  const { status, stdout } = runCli([...PATH, "--compare", "--svg", "models.svg", "--json"], { cwd });
  expect(status).toBe(0);
  const { models, freeSpaceLossDb } = JSON.parse(stdout);
  const losses = new Map(models.map(({ name, lossDb }: { name: string; lossDb?: number }) => [name, lossDb]));
  expect(losses.get("free-space")).toBe(freeSpaceLossDb);
  expect(losses.get("itm")).toBeCloseTo(JSON.parse(runCli([...PATH, "--json"], { cwd }).stdout).pathLossDb, 9);
  expect(models).toContainEqual({ name: "okumura-hata", skipped: expect.stringMatching(/^--environment: missing/) });
  expect(readFileSync(path.join(cwd, "models.svg"), "utf8")).toContain("Path loss by model");
});

test("a formula takes part, and a broken one stops it", () => {
  const { stdout } = runCli([...PATH, "--compare", "--formula", "100 + 20*log10(d/1 km)"], { cwd });
  expect(stdout).toMatch(/^formula +\d+\.\d/m);
  const broken = runCli([...PATH, "--compare", "--formula", "1 +"], { cwd });
  expect(broken.status).toBe(2);
  expect(broken.stderr).toContain("--formula");
});

test("--compare and --model exclude each other", () => {
  const { status, stderr } = runCli([...PATH, "--compare", "--model", "itm"], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain("leave out --model");
});
