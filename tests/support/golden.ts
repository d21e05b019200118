import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/** Compares a text with tests/golden/NAME. `UPDATE_GOLDEN=1` writes it anew: look at the difference as at code. */
export function expectGolden(name: string, text: string): void {
  const path = fileURLToPath(new URL(`../golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN === "1" && !process.env.CI) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}
