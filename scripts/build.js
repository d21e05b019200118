// Builds everything under dist/ (`npm run build`, and by itself on `npm ci`):
//   dist/lib      the library: JavaScript and declarations, one file for each source file
//   dist/cli      the command line, bundled: a command loads only what it needs, so that light ones start fast
//   dist/bench    the benchmarks, bundled
//   dist/scenario.schema.json, dist/catalog.schema.json
// It builds into a folder beside dist and swaps the two at the end: who runs the command meanwhile meets a whole build.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const staging = path.join(root, `.dist-${process.pid}`);
const retired = path.join(root, `.dist-${process.pid}-old`);
const { version, dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** Installed beside the bundle and not part of it: highs finds its WebAssembly there, geotiff its decoders. */
const EXTERNAL = ["highs", "geotiff"];

/** The version that results carry: a source file, so that the library, the command line and the tests agree on it. */
function writeVersion() {
  const file = path.join(root, "src/version.ts");
  const text = `/** Version of the package: written by scripts/build.js from package.json. */\nexport const VERSION = "${version}";\n`;
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}

/** Runs a program that must succeed. */
function run(label, args) {
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`${label} failed\n${result.stdout}${result.stderr}`);
}

/** The report's page script is bundled into a source file first; it is part of what is compiled. */
function makePageScript() {
  run("make-page-script", [path.join(root, "scripts/make-page-script.js")]);
}

/** The compiler writes its output in spite of type errors: the build can then be tried, but the script ends with 1. */
function compileLibrary() {
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  try {
    run("tsc", [compiler, "-p", "tsconfig.lib.json", "--outDir", path.join(staging, "lib")]);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** The compiler rewrites `./x.ts` in JavaScript only; declarations should not lean on how a consumer's compiler resolves it. */
function rewriteDeclarations() {
  const folder = path.join(staging, "lib");
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith(".d.ts")) continue;
    const file = path.join(folder, name);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/(\bfrom |\bimport\()"(\.[^"\n]*)\.ts"/g, '$1"$2.js"'));
  }
}

/** The schemas are generated from their one definition each, as it was just compiled. */
async function writeSchemas() {
  const load = (file) => import(pathToFileURL(path.join(staging, "lib", file)).href);
  const { scenarioJsonSchema } = await load("scenario/json-schema.js");
  const { catalogJsonSchema } = await load("scenario/catalog/json-schema.js");
  const write = (name, schema) => writeFileSync(path.join(staging, name), `${JSON.stringify(schema, null, 2)}\n`);
  write("scenario.schema.json", scenarioJsonSchema());
  write("catalog.schema.json", catalogJsonSchema());
}

/** Bundles entry points into one flat folder: `new URL("./worker.js", import.meta.url)` holds from every chunk. */
async function bundle(folder, input) {
  const unknown = EXTERNAL.filter((name) => !(name in dependencies));
  if (unknown.length > 0) throw new Error(`external but not a dependency: ${unknown.join(", ")}`);
  const build = await rolldown({
    cwd: root,
    input,
    platform: "node",
    external: EXTERNAL,
    checks: { pluginTimings: false },
    onLog(level, log, handle) {
      if (level === "warn" && log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
      handle(level, log);
    },
  });
  await build.write({
    dir: path.join(staging, folder),
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    minify: true,
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await build.close();
}

/** Entry points: the command line and its worker; each benchmark and, again, the worker beside them. */
function entryPoints() {
  const worker = { worker: "src/runtime/node/worker.ts" };
  const bench = Object.fromEntries(
    readdirSync(path.join(root, "bench"))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => [name.slice(0, -".ts".length), `bench/${name}`]),
  );
  return { cli: { main: "src/cli/main.ts", ...worker }, bench: { ...bench, ...worker } };
}

/** Puts the new build in the place of the old one. */
function swap() {
  const target = path.join(root, "dist");
  if (existsSync(target)) renameSync(target, retired);
  renameSync(staging, target);
}

const startedMs = performance.now();
try {
  mkdirSync(staging);
  writeVersion();
  makePageScript();
  compileLibrary();
  rewriteDeclarations();
  const { cli, bench } = entryPoints();
  await Promise.all([bundle("cli", cli), bundle("bench", bench), writeSchemas()]);
  swap();
  console.error(`built dist/ in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(staging, { recursive: true, force: true });
  rmSync(retired, { recursive: true, force: true });
}
