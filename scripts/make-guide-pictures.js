// Makes docs/images/modem anew (after `npm run build`): runs the commands of docs/guide/why-lora-works-below-the-noise.md in a folder
// of their own and takes over the pictures that the page shows.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, "docs/images/modem");
const guide = readFileSync(path.join(root, "docs/guide/why-lora-works-below-the-noise.md"), "utf8");

const lines = Array.from(guide.matchAll(/^```sh\n([\s\S]*?)^```/gm), ([, block]) => block)
  .flatMap((block) => block.split("\n"))
  .map((line) => line.replace(/^\$ /, ""))
  .filter((line) => line.startsWith("chirpscape "));
const shown = Array.from(guide.matchAll(/\]\(\.\.\/images\/modem\/([^)]+)\)/g), ([, name]) => name);

const folder = mkdtempSync(path.join(os.tmpdir(), "chirpscape-pictures-"));
try {
  symlinkSync(path.join(root, "scenarios"), path.join(folder, "scenarios"));
  writeFileSync(
    path.join(folder, "chirpscape"),
    `#!/bin/sh\nexec "${process.execPath}" "${root}/bin/chirpscape.js" "$@"\n`,
    {
      mode: 0o755,
    },
  );
  const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` };
  for (const line of lines) {
    console.error(line);
    const { status } = spawnSync("sh", ["-c", line], { cwd: folder, env, stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error(`ended with ${status}: ${line}`);
  }
  mkdirSync(target, { recursive: true });
  for (const name of shown) copyFileSync(path.join(folder, "out", name), path.join(target, name));
  console.error(`${shown.length} pictures in ${path.relative(root, target)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
