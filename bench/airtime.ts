// Cases a second of `airtime --batch` on one core, and the share of that which parsing and writing the JSON alone would take.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runBatch } from "../src/cli/batch.ts";
import { createOutput, type Output } from "../src/cli/output.ts";
import { computeAirtime } from "../src/lora/airtime-case.ts";
import { LORA_CHIP_TRAITS, LORA_CHIPS } from "../src/lora/chips.ts";

const CASES = 300_000;
const ROUNDS = 5;

/** A multiplicative congruential generator, so that every run has the same cases. See S. Park, K. Miller, CACM 31 (1988). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** All settings given, as a table of cases has them. */
function makeLines(): string[] {
  const random = createRandom(1);
  return Array.from({ length: CASES }, () => {
    const chip = LORA_CHIPS[random(LORA_CHIPS.length)];
    const { bandwidthsHz } = LORA_CHIP_TRAITS[chip];
    return JSON.stringify({
      modulation: "lora",
      chip,
      sf: 7 + random(6),
      bandwidthHz: bandwidthsHz[random(bandwidthsHz.length)],
      codingRate: `4/${5 + random(4)}`,
      preambleSymbols: 8,
      implicitHeader: random(2) === 1,
      crc: random(2) === 1,
      ldro: "auto",
      payloadBytes: random(256),
    });
  });
}

/** The least processor time of a few rounds, s: the first ones warm the engine. A busy machine disturbs it less than wall time. */
async function fastest(work: () => unknown): Promise<number> {
  let bestS = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const from = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(from);
    bestS = Math.min(bestS, (user + system) / 1e6);
  }
  return bestS;
}

const lines = makeLines();
const answers = lines.map((line) => computeAirtime(JSON.parse(line)));
const folder = mkdtempSync(path.join(os.tmpdir(), "chirpscape-bench-"));
try {
  const file = path.join(folder, "cases.ndjson");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const output: Output = { ...createOutput({ json: true, quiet: true }), print: async () => undefined };
  const batchS = await fastest(() => runBatch(file, output, new AbortController().signal, computeAirtime));
  const jsonS = await fastest(() => {
    for (let i = 0; i < CASES; i++) {
      JSON.parse(lines[i]);
      JSON.stringify(answers[i]);
    }
  });
  console.log(`${Math.round(CASES / batchS)} cases/s, one core, ${os.cpus()[0].model}, Node ${process.version}`);
  console.log(`${(batchS / jsonS).toFixed(2)} times JSON.parse and JSON.stringify of the same lines`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
