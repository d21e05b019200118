import { describe, expect, it } from "vitest";
import { createProgressLine } from "../../../src/runtime/node/progress.ts";

function recorder(columns = 80) {
  const written: string[] = [];
  const stream = { columns, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  let nowMs = 0;
  const line = createProgressLine(stream, () => nowMs);
  return { line, written, wait: (ms: number) => (nowMs += ms) };
}

describe("createProgressLine", () => {
  it("tells the stage, the count and how long it will take", () => {
    const { line, written, wait } = recorder();
    line.update("computing", 0, 4);
    wait(3000);
    line.update("computing", 1, 4);
    expect(written).toEqual(["\r\u001b[2Kcomputing  0/4", "\r\u001b[2Kcomputing  1/4  about 9 s left"]);
  });

  it("draws ten times a second at most, but each new stage and each end", () => {
    const { line, written, wait } = recorder();
    for (let i = 0; i < 100; i++) {
      line.update("computing", i, 1000);
      wait(1);
    }
    line.update("choosing", 0, 1);
    line.update("choosing", 1, 1);
    expect(written).toHaveLength(3);
  });

  it("shows a remark, and keeps to the width of the terminal", () => {
    const { line, written } = recorder(30);
    line.update("choosing", 0, 1, `greedy ${"x".repeat(100)}`);
    expect(written[0]).toHaveLength("\r\u001b[2K".length + 29);
  });

  it("clears its line once", () => {
    const { line, written } = recorder();
    line.clear();
    line.update("computing", 0, 4);
    line.clear();
    line.clear();
    expect(written).toHaveLength(2);
  });

  it("writes nothing without a terminal", () => {
    const line = createProgressLine(null, () => 0);
    line.update("computing", 0, 4);
    line.clear();
  });
});
