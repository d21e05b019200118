// Measures what the modem's receiver loses against ideal synchronisation, for src/lora: `npm run build`, then
//   node scripts/measure-receiver-loss.js
// It takes a few minutes on two cores. To be run again when the receiver changes.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  DEFAULT_ENVELOPE,
  expectedErrorRates,
  frameSettings,
  STILL_CHANNEL,
  simulateErrorRates,
} from "../dist/lib/index.js";
import { createErrorRateRunner, WORKER_URL } from "../dist/lib/runtime/node/index.js";

const target = new URL("../src/lora/receiver-loss.generated.ts", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const SEED = 1;
const SPREADING_FACTORS = [5, 6, 7, 8, 9, 10, 11, 12];
/** The least and the greatest SNR at which packets of one spreading factor begin to arrive. */
const CODING_RATES = ["4/8", "4/5"];
const PAYLOAD_BYTES = 16;
/** Measured where ideal synchronisation loses so much. */
const IDEAL_LOSS = 0.03;
/** Half of the packet error rate's interval over the rate: 0.03 dB. */
const PRECISION = 0.07;
const MOST_FRAMES = 8000;
/** Of a crystal of 10 ppm at 868 MHz. */
const SPREAD = { carrierOffsetHz: 8680, clockPpm: 10 };

/** The SNR at which a packet is lost with a probability, with ideal synchronisation. */
function snrOf(frame, loss) {
  let [low, high] = [-40, 20];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (expectedErrorRates(frame, middle).packetErrorRate > loss) low = middle;
    else high = middle;
  }
  return high;
}

async function measure(sf, codingRate, runner) {
  const settings = frameSettings({ sf, codingRate, chip: "sx126x" });
  const frame = { settings, payloadBytes: PAYLOAD_BYTES, synchronisation: "ideal", decoding: "soft" };
  const snrDb = Math.round(100 * snrOf(frame, IDEAL_LOSS)) / 100;
  const request = {
    ...frame,
    synchronisation: "receiver",
    channel: STILL_CHANNEL,
    envelope: DEFAULT_ENVELOPE,
    spread: SPREAD,
    sampleRateHz: settings.bandwidthHz,
    snrDb: [snrDb],
    maxFrames: MOST_FRAMES,
    precision: PRECISION,
    seed: SEED,
  };
  const [{ packetErrorRate, frames, ci95 }] = await simulateErrorRates(request, runner);
  const lossDb = snrDb - snrOf(frame, packetErrorRate);
  const [least, most] = ci95.map((rate) => (snrDb - snrOf(frame, rate)).toFixed(2));
  console.log(`SF${sf} ${codingRate} at ${snrDb} dB: ${lossDb.toFixed(2)} dB (${least} to ${most}), ${frames} frames`);
  return [snrDb, Number(lossDb.toFixed(2))];
}

const runner = createErrorRateRunner({ workerUrl: WORKER_URL });
const rows = [];
for (const sf of SPREADING_FACTORS) {
  const points = [];
  for (const codingRate of CODING_RATES) points.push(await measure(sf, codingRate, runner));
  rows.push(`  ${sf}: [${points.map(([snrDb, lossDb]) => `[${snrDb}, ${lossDb}]`).join(", ")}],`);
}
await runner.close();
writeFileSync(
  target,
  `// biome-ignore-all format: made by scripts/measure-receiver-loss.js, not to be edited
import type { SpreadingFactor } from "./parameters.ts";

/**
 * What the modem's receiver loses against ideal synchronisation, by spreading factor: SNR and loss in dB at two points.
 *
 * Frames of ${PAYLOAD_BYTES} bytes at ${CODING_RATES.join(" and ")} with eight preamble symbols, carrier up to ${SPREAD.carrierOffsetHz} Hz and clock up to ${SPREAD.clockPpm} ppm off, at 125 kHz and
 * one sample per chip, where ideal synchronisation loses ${100 * IDEAL_LOSS} %. Version ${version}, seed ${SEED}, up to ${MOST_FRAMES} frames a point.
 */
export const RECEIVER_LOSS: Readonly<Record<SpreadingFactor, readonly (readonly [snrDb: number, lossDb: number])[]>> = {
${rows.join("\n")}
};
`,
);
console.log(fileURLToPath(target));
