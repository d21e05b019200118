import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { runCli } from "../support/cli.ts";
import { hasProgram, runOn } from "../support/external.ts";

const script = (shell: string) => runCli(["completion", shell]).stdout;

/** What bash would offer for a line whose last word is being typed. */
function offered(...words: string[]): string[] {
  const line = words.map((word) => `'${word}'`).join(" ");
  const program = `${script("bash")}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _chirpscape; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return spawnSync("bash", ["-c", program], { encoding: "utf8" })
    .stdout.split("\n")
    .filter((word) => word !== "");
}

describe("completion", () => {
  it("offers the commands in bash", () => {
    expect(offered("chirpscape", "")).toEqual(expect.arrayContaining(COMMANDS.map(({ name }) => name.split(" ")[0])));
    expect(offered("chirpscape", "val")).toEqual(["validate"]);
  });

  it("offers a command's flags, and the values of a choice", () => {
    expect(offered("chirpscape", "plan", "--max")).toEqual(["--max-gateways"]);
    expect(offered("chirpscape", "path-loss", "--model", "free")).toEqual(["free-space"]);
    expect(offered("chirpscape", "completion", "z")).toEqual(["zsh"]);
  });

  it("offers a group's commands at the second word, and their flags after it", () => {
    expect(offered("chirpscape", "mod")).toEqual(["modem"]);
    expect(offered("chirpscape", "modem", "")).toEqual(expect.arrayContaining(["encode", "decode-symbols"]));
    expect(offered("chirpscape", "modem", "dec")).toEqual(["decode-symbols"]);
    expect(offered("chirpscape", "modem", "encode", "--payload-h")).toEqual(["--payload-hex"]);
    expect(offered("chirpscape", "modem", "encode", "--chip", "sx126")).toEqual(["sx126x"]);
  });

  it.each(COMMANDS)("knows every flag of $name in each shell", async ({ load }) => {
    const { options } = await load();
    const scripts = ["bash", "zsh", "fish"].map(script);
    for (const { flag } of Object.values(options))
      for (const text of scripts) expect(text).toMatch(new RegExp(`\\b${flag}\\b`));
  });

  it.each(["bash", "zsh", "fish"])("is sound %s", { timeout: 20_000 }, (shell) => {
    if (!hasProgram(shell)) return;
    const { status, stderr } = runOn({ name: "script", content: script(shell) }, shell, ["-n", "{}"]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});
