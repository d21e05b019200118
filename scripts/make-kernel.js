// Compiles the receiver's inner loops (kernels/receiver.ts, AssemblyScript) into src/modem/receiver/kernel/kernel.generated.ts.
// The compiler is not among the project's packages, for only who changes the kernel needs it: `npm run make:kernel` fetches it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const SOURCE = "kernels/receiver.ts";
const TARGET = "src/modem/receiver/kernel/kernel.generated.ts";
const COMPILER = "assemblyscript@0.28.20";
const LINE_LENGTH = 118;

const folder = mkdtempSync(path.join(os.tmpdir(), "kernel-"));
try {
  const binary = path.join(folder, "kernel.wasm");
  const options = ["--runtime", "stub", "--importMemory", "--enable", "simd", "-O3", "--noAssert"];
  const npx = ["--yes", "--package", COMPILER, "asc", SOURCE, ...options, "--outFile", binary];
  execFileSync("npx", npx, { stdio: "inherit" });
  const lines = readFileSync(binary)
    .toString("base64")
    .match(new RegExp(`.{1,${LINE_LENGTH - 2}}`, "g"));
  const text = [
    `// Made by scripts/make-kernel.js from ${SOURCE} with ${COMPILER}: a WebAssembly module, in Base64.`,
    "// biome-ignore-all lint: generated",
    "export const KERNEL_BASE64 = `",
    ...lines,
    "`;",
    "",
  ].join("\n");
  writeFileSync(TARGET, text);
} finally {
  rmSync(folder, { recursive: true });
}
