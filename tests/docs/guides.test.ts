import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { BIN, cleanEnvironment, PROJECT, projectLikeFolder } from "../support/cli.ts";

/** A folder as the guides suppose it: the bundled scenarios, and one of the reader's own. */
const folder = projectLikeFolder();
const shims = path.join(folder, "bin");
mkdirSync(shims);
for (const [name, script] of [
  ["chirpscape", `exec "${process.execPath}" "${BIN}" "$@"`],
  ["npx", 'exec "$@"'],
]) {
  writeFileSync(path.join(shims, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(shims, name), 0o755);
}
for (const home of ["my", "."]) {
  cpSync(path.join(PROJECT, "scenarios/monterey"), path.join(folder, home), { recursive: true });
}

const guides = readdirSync(path.join(PROJECT, "docs/guide")).map((name) => `docs/guide/${name}`);
const documents = ["README.md", ...guides].map((name) => ({
  name,
  text: readFileSync(path.join(PROJECT, name), "utf8"),
}));

/** The blocks of a language in a document. */
function blocks(text: string, language: string): string[] {
  return Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm")), ([, block]) => block);
}

/** The lines of shell blocks that run the command; long lines are joined, prompts and what is printed are left out. */
function commands(text: string): string[] {
  return blocks(text, "sh")
    .flatMap((block) => block.replace(/\\\n\s*/g, "").split("\n"))
    .map((line) => line.replace(/^\$ /, ""))
    .filter((line) => /^(npx )?chirpscape |\| chirpscape /.test(line));
}

/** Plans are cut down to a small radius: that they work is tested elsewhere, that the line is right is tested here. */
function cutDown(line: string): string {
  return line.replace(/ (?:plan|coverage) \S+\.geojson/, "$& --radius 3km --threads 1");
}

describe.each(documents)("$name", ({ name, text }) => {
  const lines = commands(text);

  it.runIf(lines.length > 0).each(lines)("%s", (line) => {
    const env = { ...cleanEnvironment(), PATH: `${shims}:${process.env.PATH}` };
    const { status, stderr } = spawnSync("bash", ["-c", cutDown(line)], { cwd: folder, env, encoding: "utf8" });
    expect(stderr).not.toContain("error:");
    expect(status).toBe(0);
  });

  it("links to files that are there", () => {
    const home = path.dirname(path.join(PROJECT, name));
    const links = Array.from(text.matchAll(/\]\((?!https?:|#)([^)#]+)/g), ([, link]) => path.join(home, link));
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });
});

it("reads believable guides", () => {
  expect(guides.length).toBeGreaterThan(5);
  expect(documents.flatMap(({ text }) => commands(text)).length).toBeGreaterThan(8);
});
