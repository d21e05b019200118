import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { VERSION } from "../../src/version.ts";
import { runCli } from "../support/cli.ts";

describe("usage", () => {
  it("prints the package's version", () => {
    expect(runCli(["--version"])).toEqual({ status: 0, stdout: `${VERSION}\n`, stderr: "" });
  });

  it("names every command in the help", () => {
    const { status, stdout } = runCli(["--help"]);
    expect(status).toBe(0);
    for (const { name } of COMMANDS) expect(stdout).toContain(`${name} `);
    expect(COMMANDS.length).toBeGreaterThan(4);
  });

  it("without a command prints the help on stderr and ends with 2", () => {
    const { status, stdout, stderr } = runCli([]);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("Usage: chirpscape");
    expect(stderr).toContain("error: chirpscape: no command given");
  });

  it.each([
    [["path-lss"], "unknown command 'path-lss'", "did you mean path-loss or path?"],
    [["wibble"], "unknown command 'wibble'", "commands: plan, coverage"],
    [["path-loss", "--frequncy", "1"], "unknown option '--frequncy'", "did you mean --frequency?"],
    [["path-loss", "--frequency"], "argument missing", "see chirpscape path-loss --help"],
    [["validate", "a", "b"], "too many arguments", "see chirpscape validate --help"],
    [["coverage"], "missing required argument 'SCENARIO'", "see chirpscape coverage --help"],
    [["plan"], "missing argument SCENARIO", "see chirpscape plan --help"],
    [["plan", "a", "--matrix", "b"], "takes the place of SCENARIO", "see chirpscape plan --help"],
    [["completion", "tcsh"], "Allowed choices are bash, zsh, fish", "see chirpscape completion --help"],
    [["help", "wibble"], "unknown command 'wibble'", "commands: plan, coverage"],
  ])("%j ends with 2 and says what to do", (args, message, hint) => {
    const { status, stdout, stderr } = runCli(args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error: /m);
    expect(stderr).toContain(message);
    expect(stderr).toContain(`hint: ${hint}`);
  });

  it("gives the error as one JSON document under --json", () => {
    const { status, stdout, stderr } = runCli(["path-loss", "--model", "itmm", "--json"]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: "unknown-name",
        message: expect.stringContaining('got "itmm"'),
        where: "--model",
        hint: "did you mean itm?",
      },
    });
    expect(stderr).toContain("error: --model: ");
  });

  it("names all faults at once", () => {
    const { stdout, stderr } = runCli(["path-loss", "--frequency", "1kg", "--tx-height", "high", "--json"]);
    expect(stderr.match(/^error: /gm)).toHaveLength(2);
    const { error } = JSON.parse(stdout);
    expect(error.where).toBe("--frequency");
    expect(error.issues.map((issue: { where: string }) => issue.where)).toEqual(["--frequency", "--tx-height"]);
  });

  it("shows a stack only when it is asked for", () => {
    const args = ["path-loss", "--model", "free-space", "--frequency", "-1", "--distance", "1"];
    expect(runCli(args).stderr).not.toMatch(/\n\s+at /);
    expect(runCli(args, { env: { CHIRPSCAPE_DEBUG: "1" } }).stderr).toMatch(/\n\s+at /);
  });

  it("colours nothing unless it is told to, and not even then with NO_COLOR", () => {
    const escapeCode = "\u001b[";
    expect(runCli(["wibble"]).stderr).not.toContain(escapeCode);
    expect(runCli(["path-loss", "--list"]).stdout).not.toContain(escapeCode);
    expect(runCli(["path-loss", "--list"], { env: { NO_COLOR: "1", FORCE_COLOR: "0" } }).stdout).not.toContain(
      escapeCode,
    );
  });
});
