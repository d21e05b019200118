import { dbToRatio } from "../../math/db.ts";
import { InputError } from "../../math/errors.ts";
import type { Random } from "../../math/random.ts";
import { streamRandom } from "../../math/stream-random.ts";
import { createPaths } from "../channel/multipath.ts";
import { encodeBlock } from "../coding/block-encoder.ts";
import { frameNibbles } from "../coding/encode-frame.ts";
import { frameBlocks, frameNibbleCount, frameSymbolCount } from "../coding/frame-layout.ts";
import type { ErrorCounts } from "./counts.ts";
import { batchPath, type FrameBatch, multipathOf, type SimulatedChannel } from "./frame-batch.ts";
import { IdealReceiver } from "./ideal-block.ts";

/**
 * Sends frames with random payloads to a receiver with perfect synchronisation: the bound for all receivers of this structure.
 *
 * A frame has arrived when header, payload and CRC are right: all that a receiver looks at. In white noise every symbol is received
 * alike; under flat fading each has the gain that the channel gives it.
 *
 * @throws {InputError} when the channel is not flat
 */
export function simulateIdealFrames(batch: FrameBatch): ErrorCounts {
  const { settings, payloadBytes, snrDb, frames } = batch;
  requireFlat(batch.channel);
  const random = streamRandom(batch.seed, ...batchPath(batch), 1);
  const receiver = new IdealReceiver(settings.sf, batch.decoding, random);
  const blocks = frameBlocks(settings, payloadBytes);
  const used = frameNibbleCount(settings, payloadBytes);
  const symbols = new Uint16Array(frameSymbolCount(settings, payloadBytes));
  const amplitude = Math.sqrt(2 ** settings.sf * dbToRatio(snrDb));
  const amplitudes = new Float64Array(symbols.length);
  const gains = new Float32Array(2 * symbols.length);
  const payload = new Uint8Array(payloadBytes);
  const last = blocks[blocks.length - 1];
  const received = new Uint8Array(last.nibble + last.shape.rows);
  let packetErrors = 0;
  for (let f = 0; f < frames; f++) {
    for (let i = 0; i < payloadBytes; i++) payload[i] = Math.floor(random() * 256);
    drawGains(batch, random, gains);
    for (let i = 0; i < symbols.length; i++) amplitudes[i] = amplitude * Math.hypot(gains[2 * i], gains[2 * i + 1]);
    const nibbles = frameNibbles(settings, payload);
    for (const block of blocks) {
      encodeBlock(block, nibbles, settings.sf, symbols);
      receiver.receive(block, symbols, amplitudes, received);
    }
    if (!isEqual(nibbles, received, used)) packetErrors++;
  }
  const { symbols: decided, symbolErrors, bits, bitErrors } = receiver;
  return { frames, packetErrors, framesFound: frames, symbols: decided, symbolErrors, bits, bitErrors };
}

/** @throws {InputError} when echoes would need samples */
export function requireFlat({ taps }: SimulatedChannel): void {
  if (taps.length <= 1) return;
  throw new InputError({
    code: "not-flat",
    where: "channel",
    message: "echoes smear one symbol over the next: ideal synchronisation has no meaning for them",
    hint: "simulate the whole receiver",
  });
}

/** The channel's gain at each symbol of a frame: it changes little within one, or the chirps themselves would break. */
function drawGains({ channel, settings }: FrameBatch, random: Random, gains: Float32Array): void {
  gains.fill(0);
  for (let i = 0; i < gains.length; i += 2) gains[i] = 1;
  const symbolRateHz = settings.bandwidthHz / 2 ** settings.sf;
  const paths = createPaths(multipathOf(channel), { sampleRateHz: symbolRateHz, seed: 2 ** 32 * random() });
  paths[0]?.fading?.apply(gains, 0);
}

function isEqual(a: Uint8Array, b: Uint8Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (a[i] !== b[i]) return false;
  return true;
}
