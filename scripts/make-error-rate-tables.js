// Makes the error-rate tables of src/lora by simulation: `npm run build`, then
//   node scripts/make-error-rate-tables.js
// It takes about a quarter of an hour on one core. The same seed gives the same file.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { countBlockErrors } from "../dist/lib/modem/error-rates/block-errors.js";
import { fitLogOdds, fitSharing, MIDDLE } from "./fit-block-errors.js";

const target = new URL("../src/lora/block-errors.generated.ts", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const SEED = 1;
/** Bits of a symbol: SF5 to SF12, and SF5 to SF7 at the reduced rate. */
const SYMBOL_BITS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const CODE_BITS = [5, 6, 7, 8];
/** Energy of a symbol over the noise's density, dB: from where hardly a block arrives upwards. */
const FIRST_DB = 0;
const STEP_DB = 0.5;
const HOPELESS = 0.998;
/** A point has so many wrong blocks, or so many blocks; with less than the third number of wrong blocks it is the end. */
const ENOUGH_ERRORS = 2000;
const MOST_BLOCKS = 400_000;
const FEWEST_ERRORS = 100;
const BATCH = 4000;

function simulate(bits, codeBits) {
  const points = [];
  const reduced = bits < 5;
  const shape = { rows: bits, symbols: codeBits, codeBits, reduced };
  for (let symbolSnrDb = FIRST_DB; ; symbolSnrDb += STEP_DB) {
    const errors = new Float64Array(bits + 1);
    let blocks = 0;
    for (let index = 0; errors[bits] < ENOUGH_ERRORS && blocks < MOST_BLOCKS; index++) {
      const symbolSnr = 10 ** (symbolSnrDb / 10);
      const sf = reduced ? bits + 2 : bits;
      const batch = countBlockErrors({ sf, shape, decoding: "soft", symbolSnr, blocks: BATCH, seed: SEED, index });
      for (let used = 0; used <= bits; used++) errors[used] += batch[used];
      blocks += BATCH;
    }
    if (errors[bits] / blocks > HOPELESS) continue;
    if (errors[bits] < FEWEST_ERRORS) return points;
    points.push({ amplitude: 10 ** (symbolSnrDb / 20), blocks, errors });
  }
}

function row(bits, codeBits) {
  const points = simulate(bits, codeBits);
  const { from, to, logOdds, deviation } = fitLogOdds(points);
  const sharing = fitSharing(points);
  console.log(
    `${bits} bits, 4/${codeBits}: ${points.length} points, fitted to ${deviation.toFixed(2)} standard errors`,
  );
  const numbers = [from, to, sharing, ...logOdds].map((value) => Number(value.toPrecision(5)));
  return `    ${bits}: [${numbers.join(", ")}],`;
}

const tables = CODE_BITS.map(
  (codeBits) => `  ${codeBits}: {\n${SYMBOL_BITS.map((bits) => row(bits, codeBits)).join("\n")}\n  },`,
);
writeFileSync(
  target,
  `// biome-ignore-all format: made by scripts/make-error-rate-tables.js, not to be edited
// biome-ignore-all lint: numbers by chance near a constant
/**
 * Error rates of blocks with soft decisions and perfect synchronisation, by bits of a code word and bits of a symbol: see
 * \`blockSuccess\`. The numbers: amplitudes (√ of a symbol's energy over the noise's density) from which and up to which was simulated;
 * how the code words share their errors; the log-odds of an error as a polynomial in the amplitude less ${MIDDLE}.
 *
 * From up to ${MOST_BLOCKS} blocks a point by the modem of version ${version}, seed ${SEED}.
 */
export const BLOCK_ERRORS: Readonly<Record<5 | 6 | 7 | 8, Readonly<Record<number, readonly number[]>>>> = {
${tables.join("\n")}
};
`,
);
console.log(fileURLToPath(target));
