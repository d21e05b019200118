// Compiles the inner loops that are written in AssemblyScript (kernels/) into modules of the project. The compiler is not among the
// project's packages, for only who changes a kernel needs it: `npm run make:kernel` fetches it. Names choose some: `-- gaussian`.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Where the module made from each source goes. */
const TARGETS = {
  gaussian: "src/math/gaussian-kernel.generated.ts",
  "itm-sweep": "src/network/coverage/itm/kernel.generated.ts",
  receiver: "src/modem/receiver/kernel/kernel.generated.ts",
};
const COMPILER = "assemblyscript@0.28.20";
const LINE_LENGTH = 118;

const named = process.argv.slice(2);
const folder = mkdtempSync(path.join(os.tmpdir(), "kernel-"));
try {
  for (const [name, target] of Object.entries(TARGETS)) {
    if (named.length === 0 || named.includes(name)) make(`kernels/${name}.ts`, target);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function make(source, target) {
  const binary = path.join(folder, "kernel.wasm");
  const options = ["--runtime", "stub", "--importMemory", "--enable", "simd", "-O3", "--noAssert"];
  const npx = ["--yes", "--package", COMPILER, "asc", source, ...options, "--outFile", binary];
  execFileSync("npx", npx, { stdio: "inherit" });
  const lines = readFileSync(binary)
    .toString("base64")
    .match(new RegExp(`.{1,${LINE_LENGTH - 2}}`, "g"));
  const text = [
    `// Made by scripts/make-kernel.js from ${source} with ${COMPILER}: a WebAssembly module, in Base64.`,
    "// biome-ignore-all lint: generated",
    "export const KERNEL_BASE64 = `",
    ...lines,
    "`;",
    "",
  ].join("\n");
  writeFileSync(target, text);
}
