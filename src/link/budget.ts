import type { LoraRadio } from "../lora/parameters.ts";
import { REQUIRED_SNR_DB } from "../lora/snr-threshold.ts";
import { sumLevelsDb } from "../math/db.ts";
import { requirePositive } from "../math/errors.ts";

/** Thermal noise at 290 K in one hertz, 10·log10(k·T/1 mW), as engineers round it. */
export const THERMAL_NOISE_DBM_PER_HZ = -174;

/** What one end of a link brings to the budget. */
export interface LinkEnd {
  readonly txPowerDbm: number;
  readonly antennaGainDbi: number;
  /** Cable, connector and mismatch losses, dB, positive, counted both when sending and when receiving. */
  readonly lossDb: number;
  readonly noiseFigureDb: number;
  /** External noise at the antenna over k·T0·B, dB, as `ambientNoise` gives it; absent: thermal noise alone. */
  readonly ambientNoiseDb?: number;
}

/** An end that only receives. */
export type ReceivingEnd = Omit<LinkEnd, "txPowerDbm">;

/** What of a direction does not depend on the path: subtract the path loss and every other quantity follows. */
export interface DirectionConstants {
  readonly eirpDbm: number;
  /** Receiving antenna gain less the receiver's losses, dB. */
  readonly receiveGainDb: number;
  readonly noiseFloorDbm: number;
  readonly snrRequiredDb: number;
  /** Power at the receiver's input that just reaches the required SNR, dBm. */
  readonly sensitivityDbm: number;
  /** Path loss at which the margin is zero, dB. */
  readonly maxPathLossDb: number;
}

export interface DirectionBudget {
  readonly eirpDbm: number;
  readonly pathLossDb: number;
  readonly receivedPowerDbm: number;
  readonly noiseFloorDbm: number;
  readonly snrDb: number;
  readonly snrRequiredDb: number;
  readonly sensitivityDbm: number;
  readonly marginDb: number;
}

/**
 * Noise power at the receiver's input, dBm: thermal noise in the signal's bandwidth raised by the noise figure.
 *
 * @param bandwidthHz signal bandwidth, > 0
 * @throws {InputError} when the bandwidth is not positive
 */
export function noiseFloorDbm(bandwidthHz: number, noiseFigureDb: number): number {
  requirePositive("bandwidthHz", bandwidthHz);
  return THERMAL_NOISE_DBM_PER_HZ + 10 * Math.log10(bandwidthHz) + noiseFigureDb;
}

/**
 * Noise power at a receiver's input with what its antenna picks up, dBm.
 *
 * The ambient noise comes on top of the thermal noise of 290 K that the noise figure counts (surroundings at UHF are about as warm),
 * and passes the same cable and mismatch as the signal. Its power is added, not its decibels.
 */
export function systemNoiseFloorDbm(bandwidthHz: number, receiver: ReceivingEnd): number {
  const ownDbm = noiseFloorDbm(bandwidthHz, receiver.noiseFigureDb);
  if (receiver.ambientNoiseDb === undefined) return ownDbm;
  return sumLevelsDb([ownDbm, noiseFloorDbm(bandwidthHz, receiver.ambientNoiseDb) - receiver.lossDb]);
}

/** The part of a direction's budget that is the same for every path. */
export function directionConstants(
  transmitter: LinkEnd,
  receiver: ReceivingEnd,
  radio: Pick<LoraRadio, "sf" | "bandwidthHz">,
): DirectionConstants {
  const eirpDbm = transmitter.txPowerDbm + transmitter.antennaGainDbi - transmitter.lossDb;
  const receiveGainDb = receiver.antennaGainDbi - receiver.lossDb;
  const floorDbm = systemNoiseFloorDbm(radio.bandwidthHz, receiver);
  const snrRequiredDb = REQUIRED_SNR_DB[radio.sf];
  const sensitivityDbm = floorDbm + snrRequiredDb;
  return {
    eirpDbm,
    receiveGainDb,
    noiseFloorDbm: floorDbm,
    snrRequiredDb,
    sensitivityDbm,
    maxPathLossDb: eirpDbm + receiveGainDb - sensitivityDbm,
  };
}

/** One direction's budget over a path of a given loss. Margin is what is left over the required SNR. */
export function directionBudget(constants: DirectionConstants, pathLossDb: number): DirectionBudget {
  const receivedPowerDbm = constants.eirpDbm - pathLossDb + constants.receiveGainDb;
  const snrDb = receivedPowerDbm - constants.noiseFloorDbm;
  return {
    eirpDbm: constants.eirpDbm,
    pathLossDb,
    receivedPowerDbm,
    noiseFloorDbm: constants.noiseFloorDbm,
    snrDb,
    snrRequiredDb: constants.snrRequiredDb,
    sensitivityDbm: constants.sensitivityDbm,
    marginDb: snrDb - constants.snrRequiredDb,
  };
}

/** Both directions between a device and a gateway; the path loss is the same both ways (reciprocity). */
export interface LinkConstants {
  readonly uplink: DirectionConstants;
  readonly downlink: DirectionConstants;
  /** The greatest path loss with which both directions still work, dB. */
  readonly maxPathLossDb: number;
}

export function linkConstants(device: LinkEnd, gateway: LinkEnd, radio: LoraRadio): LinkConstants {
  const uplink = directionConstants(device, gateway, radio);
  const downlink = directionConstants(gateway, device, radio);
  return { uplink, downlink, maxPathLossDb: Math.min(uplink.maxPathLossDb, downlink.maxPathLossDb) };
}
