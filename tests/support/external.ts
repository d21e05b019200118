import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether a program of another project is installed; tests that need one are skipped without it. */
export function hasProgram(program: string): boolean {
  return spawnSync(program, ["--version"]).status === 0;
}

/** Writes a file, runs a program on it ("{}" in the arguments is its path), and gives what it printed. */
export function runOn(file: { name: string; content: string | Uint8Array }, program: string, args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "chirpscape-test-"));
  try {
    const path = join(folder, file.name);
    writeFileSync(path, file.content);
    const placed = args.map((argument) => argument.replace("{}", path));
    const { status, stdout, stderr } = spawnSync(program, placed, { encoding: "utf8", maxBuffer: 1 << 26 });
    return { status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
