import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { BIN, cleanEnvironment, projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const ARGS = ["coverage", "scenarios/monterey/scenario.geojson", "--radius", "12km", "--threads", "1", "--out", "out"];
const OUT = path.join(cwd, "out");
const PARTIAL = path.join(OUT, ".partial");

function start(args: readonly string[]) {
  return spawn(process.execPath, [BIN, ...args], { cwd, env: cleanEnvironment() });
}

/** Until something of the work has been finished and put aside. */
async function waitForPartial(): Promise<void> {
  while (!existsSync(PARTIAL) || !readdirSync(PARTIAL).some((name) => name.endsWith(".loss"))) await sleep(20);
}

describe("Ctrl-C", () => {
  it("stops at once with 130, leaves no result half-written, and the next run goes on from there", async () => {
    const child = start(ARGS);
    let stderr = "";
    child.stderr.on("data", (chunk) => (stderr += chunk));
    await waitForPartial();
    const stoppedMs = performance.now();
    child.kill("SIGINT");
    const [code] = await once(child, "close");
    expect(code).toBe(130);
    expect(performance.now() - stoppedMs).toBeLessThan(3000);
    expect(stderr).toBe("error: interrupted\n");
    expect(readdirSync(OUT)).toEqual([".partial"]);
    expect(readdirSync(PARTIAL).filter((name) => name.endsWith(".tmp"))).toEqual([]);

    const { status } = runCli(ARGS, { cwd });
    expect(status).toBe(0);
    expect(existsSync(PARTIAL)).toBe(false);
    expect(readdirSync(OUT).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    const resumed = readFileSync(path.join(OUT, "path-loss.tif"));
    runCli([...ARGS.slice(0, -1), "whole"], { cwd });
    expect(readFileSync(path.join(cwd, "whole/path-loss.tif")).equals(resumed)).toBe(true);
  });

  it("stops a batch that waits for its input", async () => {
    const child = start(["path-loss", "--batch", "-"]);
    child.stdin.write('{"model":"free-space","frequencyHz":868e6,"distanceM":1}\n');
    await once(child.stdout, "data");
    child.kill("SIGINT");
    expect((await once(child, "close"))[0]).toBe(130);
  });
});
