import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readLines } from "../../../src/runtime/node/read-lines.ts";
import { readTextFile } from "../../../src/runtime/node/read-text.ts";
import { findGroundFiles } from "../../../src/runtime/node/scenario-files.ts";
import { temporaryFolder } from "../../support/cli.ts";

const folder = temporaryFolder();
const write = (name: string, content: string | Uint8Array) => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

describe("readTextFile", () => {
  it("reads UTF-8 without the byte order mark", async () => {
    expect(await readTextFile(write("bom.txt", "\ufeffgrün"))).toBe("grün");
  });

  it.each([
    ["nowhere.txt", () => path.join(folder, "nowhere.txt"), "no-such-file"],
    ["a folder", () => folder, "not-a-file"],
    ["a path through a file", () => path.join(write("file", ""), "x"), "no-such-file"],
    ["bytes that are no text", () => write("binary", new Uint8Array([0xff, 0xfe, 0x80])), "not-text"],
  ])("refuses %s", async (_, file, code) => {
    await expect(readTextFile(file())).rejects.toMatchObject({ name: "InputError", code });
  });

  it("refuses what is too large", async () => {
    await expect(readTextFile(write("large", "x".repeat(2000)), 1024)).rejects.toMatchObject({
      code: "file-too-large",
    });
  });
});

describe("readLines", () => {
  const collect = async (file: string, signal?: AbortSignal) => {
    const lines: string[] = [];
    for await (const group of readLines(file, signal)) lines.push(...group);
    return lines;
  };

  it("gives every line, also the last without an end, and blank ones", async () => {
    expect(await collect(write("lines", "\ufeffone\n\nthree"))).toEqual(["one", "", "three"]);
    expect(await collect(write("ended", "one\ntwo\n"))).toEqual(["one", "two"]);
    expect(await collect(write("empty", ""))).toEqual([]);
  });

  it("joins lines and letters across the chunks of a file", async () => {
    const lines = Array.from({ length: 9 }, (_, i) => "é".repeat(30_000 + i));
    expect(await collect(write("long", lines.join("\n")))).toEqual(lines);
  });

  it("names a file that cannot be read", async () => {
    await expect(collect(path.join(folder, "nowhere"))).rejects.toMatchObject({ code: "no-such-file" });
    await expect(collect(folder)).rejects.toMatchObject({ code: "not-a-file" });
  });

  it("stops when it is told to", async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(collect(write("many", "x\n".repeat(10)), abort.signal)).rejects.toMatchObject({
      name: "InterruptedError",
    });
  });
});

describe("findGroundFiles", () => {
  const home = path.join(folder, "home");
  mkdirSync(path.join(home, "terrain"), { recursive: true });
  writeFileSync(path.join(home, "terrain/in.hgt"), "");
  writeFileSync(path.join(folder, "out.hgt"), "");
  symlinkSync(path.join(folder, "out.hgt"), path.join(home, "link.hgt"));
  symlinkSync(path.join(home, "terrain/in.hgt"), path.join(home, "alias.hgt"));
  const find = (elevation: string[], allowOutside = false) =>
    findGroundFiles(
      { terrain: { elevation, surface: [], landCover: [], landCoverClasses: {}, buildings: [], resolutionM: 90 } },
      { folder: home, allowOutside },
    );

  it("finds files inside the folder, by links too", async () => {
    const { files, issues } = await find(["terrain/in.hgt", "alias.hgt"]);
    expect(issues).toEqual([]);
    expect(files.elevation.map((file) => file.name)).toEqual(["terrain/in.hgt", "alias.hgt"]);
    expect(files.elevation.every((file) => path.isAbsolute(file.path))).toBe(true);
  });

  it("names what is missing and what a link leads out to, with its pointer", async () => {
    const { issues } = await find(["nowhere.hgt", "terrain/in.hgt", "link.hgt", "../out.hgt"]);
    expect(issues).toMatchObject([
      { code: "missing-file", where: "/chirpscape/terrain/elevation/0" },
      { code: "path-outside", where: "/chirpscape/terrain/elevation/2" },
      { code: "path-outside", where: "/chirpscape/terrain/elevation/3" },
    ]);
  });

  it("finds what stands on the ground as well", async () => {
    const terrain = {
      elevation: ["terrain/in.hgt"],
      surface: ["alias.hgt"],
      landCover: ["nowhere.tif"],
      landCoverClasses: {},
      buildings: ["link.hgt"],
      resolutionM: 90,
    };
    const { files, issues } = await findGroundFiles({ terrain }, { folder: home, allowOutside: false });
    expect(files.surface).toMatchObject([{ name: "alias.hgt" }]);
    expect(issues).toMatchObject([
      { code: "missing-file", where: "/chirpscape/terrain/landCover/0" },
      { code: "path-outside", where: "/chirpscape/terrain/buildings/0" },
    ]);
  });

  it("lets them lie outside when that is allowed", async () => {
    expect((await find(["link.hgt", "../out.hgt"], true)).issues).toEqual([]);
  });
});
