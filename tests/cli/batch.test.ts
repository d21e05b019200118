import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { BIN, cleanEnvironment, runCli, temporaryFolder } from "../support/cli.ts";

const freeSpace = (distanceM: unknown) => JSON.stringify({ model: "free-space", frequencyHz: 868e6, distanceM });
const answers = (stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("path-loss --batch", () => {
  it("answers each case on its line", () => {
    const { status, stdout, stderr } = runCli(["path-loss", "--batch", "-"], {
      input: `${freeSpace(1000)}\n${freeSpace(10_000)}\n`,
    });
    expect(status).toBe(0);
    expect(stderr).toBe("");
    // ITU-R P.525: 32.45 + 20 log10(868 MHz) + 20 log10(1 km) = 91.22 dB; ten times the distance adds 20 dB
    const [near, far] = answers(stdout);
    expect(near.lossDb).toBeCloseTo(91.22, 1);
    expect(far.lossDb - near.lossDb).toBeCloseTo(20, 9);
  });

  it("keeps bad cases in their places and ends with 2", () => {
    const input = [
      freeSpace(1000),
      "{oops",
      "",
      "[]",
      freeSpace("far"),
      '{"model":"itmm"}',
      "{}",
      freeSpace(2000),
    ].join("\n");
    const { status, stdout } = runCli(["path-loss", "--batch", "-"], { input });
    expect(status).toBe(2);
    const results = answers(stdout);
    expect(results.map(({ error }) => error?.code)).toEqual([
      undefined,
      "not-json",
      "not-json",
      "not-a-case",
      "wrong-type",
      "unknown-model",
      "missing-input",
      undefined,
    ]);
    expect(results[1].error.where).toBe("stdin:2");
    expect(results[4].error.where).toBe("distanceM");
    expect(results[5].error.hint).toBe("did you mean itm?");
  });

  it("takes flags for what a case leaves out", () => {
    const { stdout } = runCli(["path-loss", "--batch", "-", "--model", "free-space", "--frequency", "868MHz"], {
      input: '{"distanceM":1000}\n{"distanceM":1000,"frequencyHz":8680000000}\n',
    });
    const [given, overridden] = answers(stdout);
    expect(overridden.lossDb - given.lossDb).toBeCloseTo(20, 9);
  });

  it("reads a file, and passes over a byte order mark", () => {
    const file = path.join(temporaryFolder(), "cases.ndjson");
    writeFileSync(file, `\ufeff${freeSpace(1000)}\r\n${freeSpace(0)}`);
    const { status, stdout } = runCli(["path-loss", "--batch", file]);
    expect(status).toBe(2);
    expect(answers(stdout).map(({ error }) => error?.code)).toEqual([undefined, "out-of-range"]);
  });

  it("names a file that is not there", () => {
    const { status, stderr } = runCli(["path-loss", "--batch", "nowhere.ndjson"]);
    expect(status).toBe(2);
    expect(stderr).toContain("error: nowhere.ndjson: no such file");
  });

  it("answers a case before the next one is asked", async () => {
    const child = spawn(process.execPath, [BIN, "path-loss", "--batch", "-"], { env: cleanEnvironment() });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const distanceM of [100, 200]) {
      child.stdin.write(`${freeSpace(distanceM)}\n`);
      const { value } = await lines.next();
      expect(JSON.parse(value).lossDb).toBeGreaterThan(60);
    }
    child.stdin.end();
    expect((await once(child, "close"))[0]).toBe(0);
  });

  it("needs no more memory for more cases", () => {
    // 300,000 answers are 16 MB of text alone; the heap may hold 16 MB in all.
    const input = `${freeSpace(1000)}\n`.repeat(300_000);
    const { status, stdout } = runCli(["path-loss", "--batch", "-"], { input, nodeArgs: ["--max-old-space-size=16"] });
    expect(status).toBe(0);
    expect(stdout.split("\n")).toHaveLength(300_001);
  });

  it("ends quietly when nobody reads any more", async () => {
    const child = spawn("bash", [
      "-c",
      `yes '${freeSpace(1000)}' | "${process.execPath}" "${BIN}" path-loss --batch - | head -1`,
    ]);
    let stderr = "";
    child.stderr.on("data", (chunk) => (stderr += chunk));
    expect((await once(child, "close"))[0]).toBe(0);
    expect(stderr).toBe("");
  });
});
