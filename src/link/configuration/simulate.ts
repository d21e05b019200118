import { packetSuccess } from "../../lora/packet-success.ts";
import { binomialInterval95 } from "../../math/binomial.ts";
import { requireRange } from "../../math/errors.ts";
import { normalDeviates, type Random } from "../../math/random.ts";
import type { FadingChannel, PacketShape } from "./delivery.ts";

/** What became of packets that were drawn one by one. */
export interface DeliveryCheck {
  readonly packets: number;
  readonly delivered: number;
  /** Delivered over all. */
  readonly share: number;
  /** Of the share. */
  readonly ci95: readonly [lower: number, upper: number];
}

export interface DeliverySimulation {
  readonly packet: PacketShape;
  readonly channel: FadingChannel;
  /** Median, as the budget gives it, dB. */
  readonly snrDb: number;
  /** How many to send, at least 1. */
  readonly packets: number;
  readonly random: Random;
}

/** A packet more is a draw more, not more insight: ten million tell the share to 0.03 % at worst. */
const MAX_PACKETS = 10_000_000;

/**
 * Sends packets over the channel, each with a shadowing and a fade of its own, and counts those that arrive: a check of the
 * delivery curve that shares nothing with its integral.
 *
 * @throws {InputError} when the number of packets is out of range
 */
export function simulateDelivery({ packet, channel, snrDb, packets, random }: DeliverySimulation): DeliveryCheck {
  requireRange("packets", packets, 1, MAX_PACKETS);
  const deviate = normalDeviates(random);
  const isSteady = channel.shadowingDb === 0 && channel.fading === "none";
  const steadySuccess = isSteady ? packetSuccess({ ...packet, snrDb }) : Number.NaN;
  let delivered = 0;
  for (let i = 0; i < packets; i++) {
    let success = steadySuccess;
    if (!isSteady) {
      const shadowDb = channel.shadowingDb * deviate();
      // The power of many echoes: exponentially distributed with the mean 1
      const fadeDb = channel.fading === "rayleigh" ? 10 * Math.log10(-Math.log(1 - random())) : 0;
      success = packetSuccess({ ...packet, snrDb: snrDb + shadowDb + fadeDb });
    }
    if (random() < success) delivered++;
  }
  return { packets, delivered, share: delivered / packets, ci95: binomialInterval95(delivered, packets) };
}
