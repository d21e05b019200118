// Samples a second that the receiver works through on one core, of noise and of traffic, and frames a second that are simulated.
import os from "node:os";
import type { SpreadingFactor } from "../src/lora/parameters.ts";
import { createGaussian } from "../src/math/gaussian.ts";
import { streamRandom } from "../src/math/stream-random.ts";
import { noiseSigma } from "../src/modem/channel/noise.ts";
import { STILL_CHANNEL } from "../src/modem/error-rates/frame-batch.ts";
import { simulateReceivedFrames } from "../src/modem/error-rates/received-frames.ts";
import { DEFAULT_ENVELOPE } from "../src/modem/frame-settings.ts";
import { frameSettings } from "../src/modem/frame-settings-input.ts";
import { RECEIVER_DEFAULTS } from "../src/modem/receiver/decoded-frame.ts";
import { createReceiver } from "../src/modem/receiver/receiver.ts";
import { addWaveform } from "../src/modem/waveform/add-waveform.ts";
import { frameTrain } from "../src/modem/waveform/frame-train.ts";
import { waveformSamples } from "../src/modem/waveform/waveform.ts";

const BANDWIDTH_HZ = 125e3;
const SAMPLE_RATE_HZ = 4 * BANDWIDTH_HZ;
/** Long enough for several frames of SF12, short enough to be held in memory. */
const STREAM_S = 16;
const PIECE_SAMPLES = 1 << 16;
const PAYLOAD_BYTES = 16;
/** Share of the time that is taken by frames. */
const OCCUPANCY = 0.5;
/** Of the traffic; and of the frames simulated, at which all arrive and none is easy. */
const TRAFFIC_SNR_DB = 0;
const SIMULATED_SNR_DB = -8;
const SIMULATED_FRAMES = 2000;
/** Twenty parts of a million at 868 MHz would be 17 kHz; most crystals are nearer. */
const CARRIER_OFFSET_HZ = 8e3;
const ROUNDS = 5;

const GATEWAY: readonly SpreadingFactor[] = [7, 8, 9, 10, 11, 12];
/** Lanes that listen, and the goal in multiples of real time. */
const LISTENERS: readonly (readonly [sfs: readonly SpreadingFactor[], goal: number | null])[] = [
  [[7], 30],
  [[10], 30],
  [[12], 30],
  [GATEWAY, 8],
];
const GOAL_FRAMES_PER_S = 2000;

/** Noise, and frames of these spreading factors in turn after random gaps, where there are any. */
function makeStream(sfs: readonly SpreadingFactor[]): { samples: Float32Array; frames: number } {
  const samples = new Float32Array(2 * STREAM_S * SAMPLE_RATE_HZ);
  const random = streamRandom(1, ...sfs);
  let frames = 0;
  for (let at = 0; sfs.length > 0; frames++) {
    const settings = frameSettings({ sf: sfs[frames % sfs.length] });
    const payload = Uint8Array.from({ length: PAYLOAD_BYTES }, () => 256 * random());
    const [waveform] = frameTrain(settings, DEFAULT_ENVELOPE, [payload], {
      sampleRateHz: SAMPLE_RATE_HZ,
      carrierOffsetHz: CARRIER_OFFSET_HZ * (2 * random() - 1),
      phaseRad: 2 * Math.PI * random(),
    }).waveforms;
    const length = waveformSamples(waveform);
    const startSample = at + 2 * random() * length * (1 / OCCUPANCY - 1);
    at = startSample + length;
    if (at > samples.length / 2) break;
    addWaveform(samples, 0, { ...waveform, startSample });
  }
  const context = { signalPower: 1, bandwidthHz: BANDWIDTH_HZ, sampleRateHz: SAMPLE_RATE_HZ };
  createGaussian(1).addTo(samples, noiseSigma(TRAFFIC_SNR_DB, context));
  return { samples, frames };
}

function receiveAll(samples: Float32Array, spreadingFactors: readonly SpreadingFactor[]): number {
  const options = { ...RECEIVER_DEFAULTS, sampleRateHz: SAMPLE_RATE_HZ, bandwidthHz: BANDWIDTH_HZ, spreadingFactors };
  const receiver = createReceiver(options);
  let frames = 0;
  for (let at = 0; at < samples.length; at += 2 * PIECE_SAMPLES) {
    frames += receiver.push(samples.subarray(at, at + 2 * PIECE_SAMPLES)).length;
  }
  return frames + receiver.end().length;
}

/** Median processor time of some rounds, s, after one that warms the engine: a busy machine disturbs it less than wall time. */
function processorS(work: () => unknown): number {
  work();
  const times = Array.from({ length: ROUNDS }, () => {
    const from = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1e6;
  });
  return times.sort((a, b) => a - b)[ROUNDS >> 1];
}

const silence = makeStream([]);
console.log(`one core of ${os.cpus()[0].model.trim()}, Node ${process.version}
${BANDWIDTH_HZ / 1e3} kHz at ${SAMPLE_RATE_HZ / BANDWIDTH_HZ} samples a chip; traffic: frames of ${PAYLOAD_BYTES} bytes at ${TRAFFIC_SNR_DB} dB, ${100 * OCCUPANCY} % of the time

receiver                        Msamples/s   times real time   goal   frames found`);
for (const [sfs, goal] of LISTENERS) {
  const traffic = makeStream(sfs);
  for (const [name, { samples, frames }] of Object.entries({ noise: silence, traffic })) {
    const found = receiveAll(samples, sfs);
    const rate = samples.length / 2 / processorS(() => receiveAll(samples, sfs));
    const who = sfs.length === 1 ? `SF${sfs[0]}` : `SF${sfs[0]} to SF${sfs[sfs.length - 1]}`;
    const columns = [
      `${who}, ${name}`.padEnd(30),
      (rate / 1e6).toFixed(1).padStart(10),
      (rate / SAMPLE_RATE_HZ).toFixed(0).padStart(17),
      String(goal ?? "").padStart(6),
      `${found} of ${frames}`.padStart(14),
    ];
    console.log(columns.join(" "));
  }
}

const settings = frameSettings({ sf: 7 });
const batch = {
  settings,
  payloadBytes: PAYLOAD_BYTES,
  synchronisation: "receiver",
  decoding: "soft",
  channel: STILL_CHANNEL,
  envelope: DEFAULT_ENVELOPE,
  spread: { carrierOffsetHz: CARRIER_OFFSET_HZ, clockPpm: 10 },
  sampleRateHz: BANDWIDTH_HZ,
  snrDb: SIMULATED_SNR_DB,
  frames: SIMULATED_FRAMES,
  seed: 1,
  index: 0,
} as const;
const framesPerS = SIMULATED_FRAMES / processorS(() => simulateReceivedFrames(batch));
console.log(`
frames simulated a second       ${Math.round(framesPerS)}, goal ${GOAL_FRAMES_PER_S} (SF7, ${PAYLOAD_BYTES} bytes, modulator, noise at ${SIMULATED_SNR_DB} dB and receiver)

For comparison, measured on a machine of two busy cores: gr-lora_sdr (SF7, four samples a chip, GNU Radio's threads together)
15.7 Msamples/s with frames back to back and hard decisions, 11.9 with soft ones, 54 on noise alone.`);
