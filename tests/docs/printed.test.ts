import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LINK_INPUTS } from "../../src/link/link-inputs.ts";
import { NOISE_ENVIRONMENTS } from "../../src/link/noise/p372.ts";
import { BIN, cleanEnvironment, PROJECT, projectLikeFolder } from "../support/cli.ts";

const folder = projectLikeFolder();
const read = (name: string) => readFileSync(path.join(PROJECT, "docs/guide", name), "utf8");

/** Blocks that begin with a prompt (those that show an error are no `sh` blocks): the command, and what the guide says that it prints. */
function sessions(text: string): { line: string; printed: string }[] {
  return Array.from(text.matchAll(/^```(?:sh|text)\n\$ (.*)\n([\s\S]*?)^```/gm), ([, line, printed]) => ({
    line,
    printed,
  }));
}

describe.each(["link.md", "formula.md", "path-loss.md", "modem-coding.md", "frames.md", "private-frame.md"])(
  "what %s shows",
  (name) => {
    it.each(sessions(read(name)))("$line", ({ line, printed }) => {
      const command = line.replaceAll("chirpscape ", `"${process.execPath}" "${BIN}" `);
      const { stdout, stderr } = spawnSync("bash", ["-c", command], {
        cwd: folder,
        env: cleanEnvironment(),
        encoding: "utf8",
      });
      const shown = printed.endsWith("…\n") ? printed.slice(0, -2) : printed;
      expect((stdout + stderr).slice(0, shown.length)).toBe(shown);
      if (shown === printed) expect(stdout + stderr).toBe(printed);
    });
  },
);

describe("docs/guide/link.md", () => {
  const guide = read("link.md");

  it("names every input, and every surrounding with its frequencies", () => {
    expect(Object.keys(LINK_INPUTS).filter((key) => !guide.includes(`\`${key}\``))).toEqual([]);
    for (const [name, { validHz }] of Object.entries(NOISE_ENVIRONMENTS)) {
      const row = guide.split("\n").find((line) => line.startsWith(`| \`${name}\``));
      expect(row).toContain(`${validHz[0] / 1e6}–${validHz[1] / 1e6} MHz`);
    }
  });
});
