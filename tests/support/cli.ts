import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

export const PROJECT = path.join(import.meta.dirname, "../..");
export const BIN = path.join(PROJECT, "bin/chirpscape.js");

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command (`npm test` builds it first), without the colours and settings of whoever runs the tests. */
export function runCli(
  args: readonly string[],
  options: SpawnSyncOptions & { nodeArgs?: readonly string[] } = {},
): CliResult {
  const { nodeArgs = [], env, ...rest } = options;
  if (!existsSync(path.join(PROJECT, "dist/cli/main.js"))) throw new Error("not built: npm run build");
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeArgs, BIN, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    ...rest,
    env: { ...cleanEnvironment(), ...env },
  });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}

export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(CHIRPSCAPE_|NO_COLOR$|FORCE_COLOR$|NODE_OPTIONS$)/.test(name),
  );
  return Object.fromEntries(kept);
}

/** A folder that is removed after the file's tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "chirpscape-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder from which `scenarios/…` can be read as in the project's own, and in which `out/` does no harm. */
export function projectLikeFolder(): string {
  const folder = temporaryFolder();
  symlinkSync(path.join(PROJECT, "scenarios"), path.join(folder, "scenarios"));
  return folder;
}
