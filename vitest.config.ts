import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    // By default one core is left free: half of a machine with two
    maxWorkers: availableParallelism(),
  },
});
