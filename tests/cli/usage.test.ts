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
    for (const { name } of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name.split(" ")[0]} `, "m"));
    expect(COMMANDS.length).toBeGreaterThan(4);
    expect(stdout.match(/^ {2}modem /gm)).toHaveLength(1);
  });

  it("lists a group's commands in the group's help", () => {
    const { status, stdout } = runCli(["modem", "--help"]);
    expect(status).toBe(0);
    expect(stdout).toContain("Usage: chirpscape modem [options] [command]");
    for (const { name } of COMMANDS.filter((entry) => entry.name.startsWith("modem "))) {
      expect(stdout).toMatch(new RegExp(`^  ${name.slice("modem ".length)} `, "m"));
    }
    for (const words of [
      ["help", "modem"],
      ["modem", "help"],
    ])
      expect(runCli(words).stdout).toBe(stdout);
    expect(runCli(["modem", "help", "encode"]).stdout).toBe(runCli(["modem", "encode", "--help"]).stdout);
  });

  it("without a group's command prints the group's help on stderr and ends with 2", () => {
    const { status, stdout, stderr } = runCli(["modem"]);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("Usage: chirpscape modem");
    expect(stderr).toContain("error: modem: no command given");
    expect(stderr).toContain("hint: see chirpscape modem --help");
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
    [["modem", "encod"], "chirpscape modem: unknown command 'encod'", "did you mean modem encode?"],
    [["modem", "wibble"], "unknown command 'wibble'", "commands: encode, decode-symbols"],
    [["encode"], "unknown command 'encode'", "did you mean modem encode or frame encode?"],
    [["modm", "encode"], "unknown command 'modm'", "did you mean modem?"],
    [["modem", "encode", "--crr", "1"], "unknown option '--crr'", "did you mean --cr?"],
    [["modem", "--sf", "7"], "unknown option '--sf'", "see chirpscape modem --help"],
    [["help", "modem", "encod"], "unknown command 'encod'", "did you mean modem encode?"],
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
