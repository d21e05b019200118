import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const commands = await Promise.all(COMMANDS.map(async ({ name, load }) => ({ name, ...(await load()) })));

describe.each(commands)("help of $name", ({ name, examples, options }) => {
  it("names every option and ends with the examples", () => {
    const { status, stdout } = runCli([...name.split(" "), "--help"]);
    expect(status).toBe(0);
    for (const { flag } of Object.values(options)) expect(stdout).toContain(`--${flag}`);
    const shown = stdout.slice(stdout.indexOf("\nExamples:\n"));
    expect(examples.length).toBeGreaterThan(0);
    expect(shown.trim().split("\n").at(-1)?.trim()).toBe(`chirpscape ${examples.at(-1)?.line}`);
    expect(runCli(["help", ...name.split(" ")]).stdout).toBe(stdout);
  });

  it.each(examples)("$line", { timeout: 240_000 }, ({ line }) => {
    const { status, stdout, stderr } = runCli(line.split(" "), { cwd });
    expect(stderr).not.toContain("error:");
    expect(status).toBe(0);
    expect(stdout).not.toBe("");
  });
});
