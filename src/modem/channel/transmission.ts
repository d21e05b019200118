import { addWaveform } from "../waveform/add-waveform.ts";
import type { FrameTrain } from "../waveform/frame-train.ts";
import { waveformSamples } from "../waveform/waveform.ts";
import { type ChannelStage, createChannel } from "./channel.ts";
import { addMultipathWaveform, createPaths, type MultipathStage, type Path } from "./multipath.ts";
import { type ChannelContext, partSeed, type SampleStage } from "./stage.ts";

/** Frames on their way to a receiver. */
export interface Transmission {
  readonly train: FrameTrain;
  /** Ways on which the frames arrive, exact at any sample rate; null: the straight one. */
  readonly multipath: MultipathStage | null;
  /** What then happens to the stream. */
  readonly stages: readonly ChannelStage[];
  readonly context: ChannelContext;
}

/** Long enough to cost nothing for each, short enough for the cache. */
const BLOCK_SAMPLES = 1 << 15;
/** The seed's branch for the ways; the stages have those from 0 up. */
const PATHS_PART = -1;

/**
 * The samples that the receiver gets, block by block: memory does not grow with their number.
 *
 * @returns interleaved I and Q, each block valid until the next one is asked for
 * @throws {InputError} where a stage cannot be made, with the first block
 */
export function* transmit({ train, multipath, stages, context }: Transmission): Generator<Float32Array> {
  const channel = createChannel(stages, context);
  const paths =
    multipath === null ? null : createPaths(multipath, { ...context, seed: partSeed(context.seed, PATHS_PART) });
  const longestDelay = paths === null ? 0 : Math.max(...paths.map(({ delaySamples }) => delaySamples));
  const end = train.samples + Math.ceil(longestDelay);
  yield* through(channel, airBlocks(train, paths, longestDelay, end));
}

function* through(channel: SampleStage, blocks: Iterable<Float32Array>): Generator<Float32Array> {
  for (const block of blocks) yield channel.push(block);
  yield channel.end();
}

/** What is on the air, before anything happens to it. */
function* airBlocks(
  { waveforms }: FrameTrain,
  paths: readonly Path[] | null,
  longestDelay: number,
  end: number,
): Generator<Float32Array> {
  const scratch = new Float32Array(2 * BLOCK_SAMPLES);
  let earliest = 0;
  for (let first = 0; first < end; first += BLOCK_SAMPLES) {
    const block = new Float32Array(2 * Math.min(BLOCK_SAMPLES, end - first));
    const next = first + block.length / 2;
    for (let k = earliest; k < waveforms.length && waveforms[k].startSample < next; k++) {
      const waveform = waveforms[k];
      if (waveform.startSample + waveformSamples(waveform) + longestDelay < first) earliest = k + 1;
      else if (paths === null) addWaveform(block, first, waveform);
      else addMultipathWaveform(block, first, waveform, paths, scratch.subarray(0, block.length));
    }
    yield block;
  }
}
