// Measures the SNR at which the modem's receiver loses 10 % and 1 % of its frames against that of ideal synchronisation:
// `npm run build`, then
//   node scripts/measure-sensitivity.js [SAMPLES PER CHIP, default 1] [SPREADING FACTORS, default 7,8,9,10,11,12]
// It takes about a quarter of an hour. The goal is half a decibel.
import {
  DEFAULT_ENVELOPE,
  expectedErrorRates,
  frameSettings,
  STILL_CHANNEL,
  simulateErrorRates,
} from "../dist/lib/index.js";

const SEED = 1;
const CODING_RATES = ["4/5", "4/8"];
const PAYLOAD_BYTES = 16;
/** Rates, and how many frames are simulated at the most to know each. */
const TARGETS = [
  { loss: 0.1, maxFrames: 2000 },
  { loss: 0.01, maxFrames: 8000 },
];
/** Half of the packet error rate's interval over the rate: 0.1 dB at most. */
const PRECISION = 0.2;
/** Simulated so far above the ideal receiver's SNR, where about the same share is lost. */
const ABOVE_DB = 0.25;
/** Of a crystal of 10 ppm at 868 MHz. */
const SPREAD = { carrierOffsetHz: 8680, clockPpm: 10 };

const [samplesPerChip = "1", spreadingFactors = "7,8,9,10,11,12"] = process.argv.slice(2);

/** The SNR at which a packet is lost with a probability, with ideal synchronisation. */
function idealSnrDb(frame, loss) {
  let [low, high] = [-40, 20];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (expectedErrorRates({ ...frame, synchronisation: "ideal" }, middle).packetErrorRate > loss) low = middle;
    else high = middle;
  }
  return high;
}

async function measure(sf, codingRate, { loss, maxFrames }) {
  const settings = frameSettings({ sf, codingRate });
  const frame = { settings, payloadBytes: PAYLOAD_BYTES, decoding: "soft" };
  const ideal = idealSnrDb(frame, loss);
  const snrDb = Math.round(100 * (ideal + ABOVE_DB)) / 100;
  const [{ packetErrorRate, frames, ci95 }] = await simulateErrorRates({
    ...frame,
    synchronisation: "receiver",
    channel: STILL_CHANNEL,
    envelope: DEFAULT_ENVELOPE,
    spread: SPREAD,
    sampleRateHz: Number(samplesPerChip) * settings.bandwidthHz,
    snrDb: [snrDb],
    maxFrames,
    precision: PRECISION,
    seed: SEED,
  });
  const [least, lossDb, most] = [ci95[0], packetErrorRate, ci95[1]].map((rate) =>
    (snrDb - idealSnrDb(frame, Math.max(rate, 1e-5))).toFixed(2),
  );
  const columns = [`SF${sf}`.padEnd(5), codingRate, `${100 * loss} %`.padStart(5), ideal.toFixed(2).padStart(7)];
  const measured = [
    `${(100 * packetErrorRate).toFixed(2)} % of ${frames} at ${snrDb}`.padEnd(28),
    `${lossDb} (${least} to ${most})`,
  ];
  console.log([...columns, ...measured].join("   "));
}

console.log(`${samplesPerChip} sample(s) a chip, ${PAYLOAD_BYTES} bytes, SNR and losses in dB
SF      CR    loss     ideal   lost                           behind ideal (95 %)`);
for (const sf of spreadingFactors.split(",").map(Number)) {
  for (const codingRate of CODING_RATES) for (const target of TARGETS) await measure(sf, codingRate, target);
}
