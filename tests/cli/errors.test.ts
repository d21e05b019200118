import { describe, expect, it } from "vitest";
import {
  AnsweredError,
  describeError,
  errorDocument,
  errorText,
  FileInputError,
  renamePlaces,
} from "../../src/cli/errors.ts";
import { InputError, InterruptedError, WorkError } from "../../src/math/errors.ts";

const issue = { code: "out-of-range", where: "/features/3", message: "too high", hint: "lower it" };
const plain = (text: string) => text;
const systemError = (code: string, path?: string) => Object.assign(new Error(`${code}: trouble`), { code, path });

describe("describeError", () => {
  it.each<[string, unknown, number, string]>([
    ["bad input", new InputError(issue), 2, "out-of-range"],
    ["work that cannot be done", new WorkError("infeasible", "no way"), 1, "infeasible"],
    ["an interruption", new InterruptedError(), 130, "interrupted"],
    ["an aborted call of Node", new DOMException("stopped", "AbortError"), 130, "interrupted"],
    ["a full disk", systemError("ENOSPC", "/out/x"), 1, "system-enospc"],
    ["no permission", systemError("EACCES", "/out/x"), 1, "system-eacces"],
    ["a missing file", systemError("ENOENT", "/in/x"), 2, "no-such-file"],
    ["a failure with an answer", new AnsweredError(new WorkError("infeasible", "no way"), {}), 1, "infeasible"],
    ["a fault of ours", new TypeError("x is undefined"), 1, "internal"],
    ["anything else", "text", 1, "internal"],
  ])("sorts %s", (_, error, exitCode, code) => {
    const report = describeError(error);
    expect(report.exitCode).toBe(exitCode);
    expect(report.issues[0].code).toBe(code);
  });

  it("names the place of a full disk", () => {
    expect(errorText(describeError(systemError("ENOSPC", "/out/x")), plain)).toBe(
      "error: /out/x: disk full\n  hint: free some space or choose another folder\n",
    );
  });
});

describe("errorText and errorDocument", () => {
  const report = describeError(
    new FileInputError("s.geojson", [issue, { code: "other", where: "s.geojson:3:1", message: "odd" }]),
  );

  it("name file and pointer once each", () => {
    expect(errorText(report, plain)).toBe(
      "error: s.geojson: /features/3: too high\n  hint: lower it\nerror: s.geojson:3:1: odd\n",
    );
  });

  it("give the first fault on top, and all of several", () => {
    expect(errorDocument(report)).toEqual({ ...issue, file: "s.geojson", issues: report.issues });
    expect(errorDocument(describeError(new WorkError("infeasible", "no way")))).toEqual({
      code: "infeasible",
      message: "no way",
      where: null,
      hint: null,
    });
  });
});

describe("renamePlaces", () => {
  it("renames the places of input errors and of nothing else", () => {
    const fail = (error: unknown) => () =>
      renamePlaces(
        (where) => `--${where}`,
        () => {
          throw error;
        },
      );
    expect(fail(new InputError({ ...issue, where: "model" }))).toThrow("--model: too high");
    expect(fail(new WorkError("x", "model"))).toThrow(/^model$/);
    expect(renamePlaces(plain, () => 7)).toBe(7);
  });
});
