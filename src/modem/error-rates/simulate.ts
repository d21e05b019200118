import { requireWhole } from "../../lora/checks.ts";
import { MAX_LORA_PAYLOAD_BYTES } from "../../lora/lora-packet.ts";
import { InputError, requireRange } from "../../math/errors.ts";
import { frameSymbolCount, requireHeaderFits } from "../coding/frame-layout.ts";
import { type BatchRunner, runBatches } from "./batch-schedule.ts";
import { type ErrorCounts, errorRatesOf, type SimulatedErrorRates } from "./counts.ts";
import type { FrameBatch } from "./frame-batch.ts";
import { requireFlat, simulateIdealFrames } from "./ideal-frames.ts";
import { simulateReceivedFrames } from "./received-frames.ts";

/** Frames of one kind at several SNRs. */
export interface ErrorRateRequest extends Omit<FrameBatch, "snrDb" | "frames" | "index"> {
  /** In the signal's bandwidth; each point is simulated for itself, and is the same in any company. */
  readonly snrDb: readonly number[];
  /** Frames at each SNR at most. */
  readonly maxFrames: number;
  /** Enough when half the width of the packet error rate's 95 % interval over the rate is at most this; 0: all frames. */
  readonly precision: number;
}

/** What the machine gives: see `BatchRunner`. */
export type ErrorRateRunner = Omit<BatchRunner<FrameBatch>, "run" | "threads"> & Partial<BatchRunner<FrameBatch>>;

/** Beyond it nothing changes any more. */
const MAX_SNR_DB = 100;
/** No crystal is worse; what a receiver can follow is less. */
const MAX_CLOCK_PPM = 200;
/** More would take days, and tell nothing that a table of blocks does not. */
const MAX_FRAMES = 10_000_000;
/** Symbols of 2^SF chips that a batch is made of: a quarter of a second or so of work. */
const BATCH_CHIPS = 4_000_000;
const BATCH_FRAMES = { least: 8, most: 500 };

/**
 * Error rates by simulation: each frame with a random payload, through modulator, channel and receiver, or with ideal
 * synchronisation.
 *
 * The same request gives the same points with any number of threads.
 *
 * @param runner without one, all runs here and now
 * @returns a point for each SNR, in their order
 * @throws {InputError} when a number is out of range, or echoes are combined with ideal synchronisation
 * @throws {InterruptedError} when the runner's signal is raised
 */
export async function simulateErrorRates(
  request: ErrorRateRequest,
  runner: ErrorRateRunner = {},
): Promise<SimulatedErrorRates[]> {
  checkErrorRateRequest(request);
  const { snrDb, maxFrames, precision, ...frame } = request;
  const plan = { points: snrDb.length, batchFrames: batchFrames(frame), maxFrames, precision };
  const counts = await runBatches(
    plan,
    ({ point, index, frames }) => ({ ...frame, snrDb: snrDb[point], index, frames }),
    {
      run: async (batch) => runFrameBatch(batch),
      threads: 1,
      ...runner,
    },
  );
  return counts.map((count, i) => errorRatesOf(snrDb[i], count));
}

/**
 * What `simulateErrorRates` checks first.
 *
 * @throws {InputError} naming the request's key
 */
export function checkErrorRateRequest(request: ErrorRateRequest): void {
  const { snrDb, maxFrames, precision, payloadBytes, sampleRateHz, spread } = request;
  for (const snr of snrDb) requireRange("snrDb", snr, -MAX_SNR_DB, MAX_SNR_DB);
  requireWhole("maxFrames", maxFrames, 1, MAX_FRAMES);
  requireRange("precision", precision, 0, 1);
  requireWhole("payloadBytes", payloadBytes, 0, MAX_LORA_PAYLOAD_BYTES);
  requireHeaderFits(request.settings);
  requireRange("carrierOffsetHz", spread.carrierOffsetHz, 0, sampleRateHz / 2);
  requireRange("clockPpm", spread.clockPpm, 0, MAX_CLOCK_PPM);
  if (request.synchronisation === "ideal") requireFlat(request.channel);
  if (sampleRateHz >= request.settings.bandwidthHz) return;
  const message = `expected at least the bandwidth, ${request.settings.bandwidthHz} Hz, got ${sampleRateHz} Hz`;
  throw new InputError({ code: "out-of-range", where: "sampleRateHz", message });
}

/** Runs one batch: what a worker does. */
export function runFrameBatch(batch: FrameBatch): ErrorCounts {
  return batch.synchronisation === "ideal" ? simulateIdealFrames(batch) : simulateReceivedFrames(batch);
}

/** As many frames as are a reasonable piece of work, whatever the machine. */
function batchFrames({ settings, payloadBytes }: Pick<FrameBatch, "settings" | "payloadBytes">): number {
  const chips = frameSymbolCount(settings, payloadBytes) * 2 ** settings.sf;
  return Math.min(Math.max(Math.round(BATCH_CHIPS / chips), BATCH_FRAMES.least), BATCH_FRAMES.most);
}
