import { InputError } from "../../math/errors.ts";
import type { FrameEnvelope, FrameSettings } from "../../modem/frame-settings.ts";
import { type FrameTrain, frameTrain } from "../../modem/waveform/frame-train.ts";
import { renamePlaces } from "../errors.ts";
import { flagOf } from "../model-options.ts";
import type { OptionSpecs, OptionValues } from "../options.ts";

const STREAM = "Stream:";
const TRANSMITTER = "Transmitter:";

export const DEFAULT_SEED = 1;
/** Memory holds a note of each frame. */
const MAX_REPEAT = 1_000_000;

/** How frames follow each other, and what is wrong with their transmitter: read by {@link readTrain}. */
export const TRAIN_OPTIONS = {
  sampleRateHz: {
    flag: "sample-rate",
    kind: "quantity",
    dimension: "frequency",
    title: "samples per second, at least the bandwidth; default four times the bandwidth",
    group: STREAM,
  },
  leadS: {
    flag: "lead",
    kind: "quantity",
    dimension: "time",
    min: 0,
    title: "silence before the first frame",
    group: STREAM,
  },
  gapS: { flag: "gap", kind: "quantity", dimension: "time", min: 0, title: "silence between frames", group: STREAM },
  trailS: {
    flag: "trail",
    kind: "quantity",
    dimension: "time",
    min: 0,
    title: "silence after the last frame",
    group: STREAM,
  },
  repeat: {
    flag: "repeat",
    kind: "integer",
    min: 1,
    max: MAX_REPEAT,
    title: "how often all frames are sent",
    group: STREAM,
  },
  seed: {
    flag: "seed",
    kind: "integer",
    title: `for all that is drawn by lot, default ${DEFAULT_SEED}`,
    group: STREAM,
  },
  carrierOffsetHz: {
    flag: "cfo",
    kind: "quantity",
    dimension: "frequency",
    title: "how far its carrier is above the receiver's",
    group: TRANSMITTER,
  },
  driftHzPerS: {
    flag: "drift",
    kind: "quantity",
    dimension: "scalar",
    title: "what the carrier's offset grows by in each second of a frame, Hz",
    group: TRANSMITTER,
  },
  clockPpm: {
    flag: "clock-ppm",
    kind: "quantity",
    dimension: "scalar",
    min: -1000,
    max: 1000,
    title: "how much its clock is fast, parts per million; its carrier is --cfo's",
    group: TRANSMITTER,
  },
  timingOffset: {
    flag: "timing-offset",
    kind: "quantity",
    dimension: "scalar",
    min: 0,
    title: "by how many samples the frames start late: 0.5 is between two samples",
    group: TRANSMITTER,
  },
  amplitude: {
    flag: "amplitude",
    kind: "quantity",
    dimension: "scalar",
    title: "of the signal over full scale; default 1, in integer formats such that all of it fits",
    group: TRANSMITTER,
  },
} as const satisfies OptionSpecs;

/** What the other flags come to. */
export interface TrainParts {
  readonly settings: FrameSettings;
  readonly envelope: FrameEnvelope;
  readonly payloads: readonly Uint8Array[];
  readonly sampleRateHz: number;
  readonly amplitude: number;
}

/**
 * The frames in their places.
 *
 * @throws {InputError} naming the flag
 */
export function readTrain(options: OptionValues<typeof TRAIN_OPTIONS>, parts: TrainParts): FrameTrain {
  const { settings, envelope, payloads, sampleRateHz, amplitude } = parts;
  const { leadS = 0, gapS = 0, trailS = 0, timingOffset = 0 } = options;
  const { carrierOffsetHz = 0, driftHzPerS = 0, clockPpm = 0 } = options;
  requireInBand(carrierOffsetHz, settings.bandwidthHz, sampleRateHz);
  return renamePlaces(
    (key) => flagOf(TRAIN_OPTIONS, key),
    () =>
      frameTrain(settings, envelope, payloads, {
        sampleRateHz,
        leadSamples: Math.round(leadS * sampleRateHz),
        gapSamples: gapS * sampleRateHz,
        trailSamples: Math.round(trailS * sampleRateHz),
        timingOffset,
        amplitude,
        carrierOffsetHz,
        driftHzPerS,
        clockPpm,
      }),
  );
}

/** A carrier beyond half the sample rate would come back on the other side. */
function requireInBand(carrierOffsetHz: number, bandwidthHz: number, sampleRateHz: number): void {
  if (Math.abs(carrierOffsetHz) <= sampleRateHz / 2) return;
  const message = `expected at most half the sample rate, ${sampleRateHz / 2} Hz, got ${carrierOffsetHz} Hz`;
  const hint = `a whole channel ${bandwidthHz} Hz wide fits up to ${(sampleRateHz - bandwidthHz) / 2} Hz`;
  throw new InputError({ code: "out-of-range", where: "--cfo", message, hint });
}
