import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as promises from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { removeTemporaryFiles, writeFiles, writeWholeFile } from "../../../src/runtime/node/write-files.ts";
import { temporaryFolder } from "../../support/cli.ts";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof promises>();
  return { ...real, writeFile: vi.fn(real.writeFile), rename: vi.fn(real.rename) };
});
const realWriteFile = vi.mocked(promises.writeFile).getMockImplementation() as typeof promises.writeFile;

const folder = temporaryFolder();
const files = [
  { name: "a.txt", content: "new a" },
  { name: "b.bin", content: new Uint8Array([1, 2, 3]) },
];

function diskFullAt(name: string): void {
  vi.mocked(promises.writeFile).mockImplementation(async (file, ...rest) => {
    if (path.basename(String(file)).startsWith(name)) {
      await realWriteFile(file, "cut");
      throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC", path: file });
    }
    await realWriteFile(file, ...rest);
  });
}

afterEach(() => {
  vi.mocked(promises.writeFile).mockImplementation(realWriteFile);
});

describe("writeFiles", () => {
  it("makes the folder, writes all files, and replaces those that are there", async () => {
    const out = path.join(folder, "deep/er");
    await writeFiles(out, files);
    await writeFiles(out, [{ name: "a.txt", content: "newer a" }]);
    expect(readdirSync(out).sort()).toEqual(["a.txt", "b.bin"]);
    expect(readFileSync(path.join(out, "a.txt"), "utf8")).toBe("newer a");
    expect([...readFileSync(path.join(out, "b.bin"))]).toEqual([1, 2, 3]);
  });

  it("leaves what was there, and nothing else, when the disk is full", async () => {
    const out = path.join(folder, "full");
    mkdirSync(out);
    writeFileSync(path.join(out, "a.txt"), "old a");
    diskFullAt("b.bin");
    await expect(writeFiles(out, files)).rejects.toMatchObject({ code: "ENOSPC" });
    expect(readdirSync(out)).toEqual(["a.txt"]);
    expect(readFileSync(path.join(out, "a.txt"), "utf8")).toBe("old a");
  });

  it("removes the folders that it has made for nothing", async () => {
    diskFullAt("a.txt");
    await expect(writeFiles(path.join(folder, "none/of/these"), files)).rejects.toMatchObject({ code: "ENOSPC" });
    expect(existsSync(path.join(folder, "none"))).toBe(false);
  });

  it("leaves nothing when it is stopped, or when the maker of a file fails", async () => {
    const out = path.join(folder, "stopped");
    const abort = new AbortController();
    function* stopInTheMiddle() {
      yield files[0];
      abort.abort();
      yield files[1];
    }
    await expect(writeFiles(out, stopInTheMiddle(), abort.signal)).rejects.toMatchObject({ name: "InterruptedError" });
    function* failInTheMiddle() {
      yield files[0];
      throw new RangeError("cannot be made");
    }
    await expect(writeFiles(out, failInTheMiddle())).rejects.toThrow("cannot be made");
    expect(existsSync(out)).toBe(false);
  });

  it("writes what comes in pieces as one, and nothing when a piece fails", async () => {
    const out = path.join(folder, "pieces");
    function* pieces(last: () => Uint8Array) {
      yield Uint8Array.of(1, 2);
      yield last();
    }
    await writeWholeFile(
      path.join(out, "whole"),
      pieces(() => Uint8Array.of(3)),
    );
    expect([...readFileSync(path.join(out, "whole"))]).toEqual([1, 2, 3]);
    const fail = () => {
      throw new RangeError("cannot be made");
    };
    await expect(writeWholeFile(path.join(out, "cut"), pieces(fail))).rejects.toThrow("cannot be made");
    expect(readdirSync(out)).toEqual(["whole"]);
  });

  it("can be swept up by a process that ends in the middle", async () => {
    const out = path.join(folder, "swept");
    let begun = 0;
    function* sweepInTheMiddle() {
      yield files[0];
      begun = readdirSync(out).length;
      removeTemporaryFiles();
      expect(readdirSync(out)).toEqual([]);
      throw new Error("ended");
    }
    await expect(writeFiles(out, sweepInTheMiddle())).rejects.toThrow("ended");
    expect(begun).toBe(1);
  });
});

describe("writeWholeFile", () => {
  it("writes one file", async () => {
    const file = path.join(folder, "one/picture.svg");
    await writeWholeFile(file, "<svg/>");
    expect(readdirSync(path.dirname(file))).toEqual(["picture.svg"]);
  });
});
