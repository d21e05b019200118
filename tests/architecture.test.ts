import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findCycle, type Import, importsOf, type SourceFile, withoutStrings } from "./support/source-imports.ts";

/** The rooms of src/ and the rooms that each may import, besides itself: the order of the list is the direction of flow. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  math: [],
  lora: ["math"],
  geo: ["math"],
  modem: ["math", "lora"],
  link: ["math", "lora", "geo"],
  protocol: ["math", "lora"],
  scenario: ["math", "lora", "geo", "link"],
  network: ["math", "lora", "geo", "link", "scenario"],
  field: ["math", "lora", "geo", "link", "protocol", "scenario", "network"],
  report: ["math", "lora", "geo", "modem", "link", "scenario", "network", "field"],
  runtime: ["math", "lora", "geo", "modem", "link", "protocol", "scenario", "network", "field", "report"],
  cli: ["math", "lora", "geo", "modem", "link", "protocol", "scenario", "network", "field", "report", "runtime"],
};
/** Files that lie in no room: the version, which any may say, and the core's list of exports. */
const VERSION_FILE = "version.ts";
const INDEX_FILE = "index.ts";

/** Packages that only some rooms may use. Others may be used by every room but those that run in a browser and on Node alike. */
const PACKAGE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  mathjs: ["math"],
  geolib: ["geo"],
  "@turf/turf": ["geo"],
  geotiff: ["geo"],
  zod: ["scenario"],
  fflate: ["geo", "report"],
  "d3-contour": ["report"],
  highs: ["runtime"],
  commander: ["cli"],
  "@noble/ciphers/aes.js": ["protocol"],
  "@noble/ciphers/utils.js": ["protocol"],
};

/** The machine: files, network, clock, environment, console. */
const MACHINE_ROOMS = ["runtime", "cli"];
const MACHINE_NAMES =
  /(?<![.\w$])(?:process|console|performance|Buffer|setTimeout|fetch|globalThis)\b|\bnew Date\(\)|\bDate\.now|Math\.random/;
/** The report's page is a program of its own that runs in a browser: what a browser gives is its machine. */
const PAGE_FOLDER = "report/html/page/";

const SOURCE_FOLDER = path.join(import.meta.dirname, "../src");

function readSources(): SourceFile[] {
  return readdirSync(SOURCE_FOLDER, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ path: name, text: readFileSync(path.join(SOURCE_FOLDER, name), "utf8") }));
}

/** Every break of the rules, in words. */
function findBreaks(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [...importsOf(file).flatMap(breakOfImport), ...breaksOfMachine(file)]);
}

function roomOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.indexOf("/")) : file;
}

function breakOfImport({ from, specifier, target }: Import): string[] {
  const room = roomOf(from);
  const known = room in ROOMS || room === INDEX_FILE || room === VERSION_FILE;
  if (!known) return [`${from}: lies in no room`];
  if (target !== null) {
    const other = roomOf(target);
    const isAllowed =
      other === room ||
      other === VERSION_FILE ||
      (room === INDEX_FILE ? other in ROOMS && !MACHINE_ROOMS.includes(other) : ROOMS[room]?.includes(other));
    return isAllowed ? [] : [`${from}: ${room} may not import ${target}`];
  }
  if (specifier.startsWith("node:")) {
    return MACHINE_ROOMS.includes(room) ? [] : [`${from}: only ${MACHINE_ROOMS.join(" and ")} may import ${specifier}`];
  }
  const rooms = PACKAGE_ROOMS[specifier];
  if (rooms === undefined) return [`${from}: ${specifier} is not in the list of packages`];
  return rooms.includes(room) ? [] : [`${from}: only ${rooms.join(" and ")} may import ${specifier}`];
}

function breaksOfMachine({ path: file, text }: SourceFile): string[] {
  if (MACHINE_ROOMS.includes(roomOf(file)) || file.startsWith(PAGE_FOLDER)) return [];
  const name = MACHINE_NAMES.exec(withoutStrings(text))?.[0];
  return name === undefined ? [] : [`${file}: uses ${name}`];
}

describe("the rooms of src/", () => {
  const files = readSources();
  const imports = files.flatMap(importsOf);

  it("has been read: a check that reads nothing also passes", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
    const paths = new Set(files.map((file) => file.path));
    const dangling = imports.filter(({ target }) => target !== null && !paths.has(target));
    expect(dangling).toEqual([]);
    expect(new Set(files.map((file) => roomOf(file.path)))).toContain("network");
  });

  it("import only what they may, and leave the machine to runtime and cli", () => {
    expect(findBreaks(files)).toEqual([]);
  });

  it("have no circle of files", () => {
    expect(findCycle(imports)).toBeNull();
  });
});

describe("the check itself", () => {
  const check = (file: string, text: string) => findBreaks([{ path: file, text }]);

  it.each([
    ["a room above", "math/a.ts", 'import { plan } from "../network/plan.ts";'],
    ["a type from above", "geo/a.ts", 'import type { Scenario } from "../scenario/scenario.ts";'],
    ["a dynamic import", "report/a.ts", 'const { x } = await import("../cli/main.ts");'],
    ["a re-export", "lora/a.ts", 'export { x } from "../geo/grid.ts";'],
    ["an import over several lines", "geo/a.ts", 'import {\n  x,\n} from "../link/budget.ts";'],
    ["a Node module", "network/a.ts", 'import { readFileSync } from "node:fs";'],
    ["a package of another room", "link/a.ts", 'import { distance } from "@turf/turf";'],
    ["mathjs outside math", "cli/a.ts", 'import { create } from "mathjs";'],
    ["an unlisted package", "math/a.ts", 'import "left-pad";'],
    ["an unknown room", "misc/a.ts", 'import { x } from "../math/errors.ts";'],
    ["the core exporting the runtime", "index.ts", 'export { x } from "./runtime/node/pool.ts";'],
    ["a clock", "network/a.ts", "const startMs = performance.now();"],
    ["a date", "report/a.ts", "const today = new Date();"],
    ["the console", "math/a.ts", 'console.log("here");'],
    ["the environment", "link/a.ts", "const debug = process.env.DEBUG;"],
  ])("sees %s", (_, file, text) => {
    expect(check(file, text)).toHaveLength(1);
  });

  it("passes what is allowed, and words in comments and strings", () => {
    const text = [
      'import { a } from "../math/errors.ts";',
      '// import { b } from "../cli/main.ts";',
      "/* console.log(process.env) */",
      'const note = "see the console, or process.env"; const parts = steps.process;',
      'import { haversineM } from "../geo/geodesy.ts";',
    ].join("\n");
    expect(check("link/a.ts", text)).toEqual([]);
  });

  it("finds a circle", () => {
    const files = [
      { path: "geo/a.ts", text: 'import "./b.ts";' },
      { path: "geo/b.ts", text: 'import type { X } from "./sub/c.ts";' },
      { path: "geo/sub/c.ts", text: 'import "../a.ts";' },
    ];
    expect(findCycle(files.flatMap(importsOf))).toEqual(["geo/a.ts", "geo/b.ts", "geo/sub/c.ts", "geo/a.ts"]);
    expect(findCycle(files.slice(0, 2).flatMap(importsOf))).toBeNull();
  });
});
