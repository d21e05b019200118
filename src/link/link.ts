import { BUILT_IN_CATALOG, type Catalog } from "../lora/catalog.ts";
import { packetSuccess } from "../lora/packet-success.ts";
import { type DirectionBudget, type DirectionConstants, directionBudget, directionConstants } from "./budget.ts";
import { shadowingAvailability, shadowingMarginDb } from "./fading.ts";
import { type LinkEnds, type SensitivitySource, type SettledEnd, settleEnds } from "./link-ends.ts";
import type { LinkInputs } from "./link-inputs.ts";
import { type LinkPath, rangeOf, readLinkInputs, settlePath } from "./link-path.ts";
import { type LinkRadio, settleRadio } from "./link-radio.ts";
import type { ModelWarning } from "./propagation/model.ts";

/** The figures of one direction; those of a path are null when no path was given. */
export interface LinkDirection extends Nullable<DirectionBudget, PathFigure> {
  readonly txPowerDbm: number;
  /** Of the receiver; of a datasheet's sensitivity the one that it implies. */
  readonly noiseFigureDb: number;
  readonly sensitivitySource: SensitivitySource;
  /** Of one packet, with the margins for shadowing and fading taken off the signal. */
  readonly packetSuccess: number | null;
  /** The greatest path loss with which the link works, margins included, dB. */
  readonly maxPathLossDb: number;
  /** By the model; null without one, or where nothing bounds it. */
  readonly maxRangeM: number | null;
  /** Share of the places in which the link works in spite of the shadowing; null without shadowing. */
  readonly availability: number | null;
}

type PathFigure = "pathLossDb" | "receivedPowerDbm" | "snrDb" | "marginDb";
type Nullable<T, K extends keyof T> = { readonly [P in keyof T]: P extends K ? T[P] | null : T[P] };

export interface LinkResult {
  readonly uplink: LinkDirection;
  /** Null when nothing says with which power the receiving end answers. */
  readonly downlink: LinkDirection | null;
  /** Set aside for shadowing at the stated availability, dB. */
  readonly shadowingMarginDb: number;
  readonly fadeMarginDb: number;
  readonly distanceM: number | null;
  readonly frequencyHz: number | null;
  /** The propagation model's name; null when the loss was given. */
  readonly model: string | null;
  readonly warnings: readonly ModelWarning[];
}

/** A link's budget, and what it was reckoned from. */
export interface LinkAnswer {
  readonly inputs: LinkInputs;
  readonly radio: LinkRadio;
  readonly ends: LinkEnds;
  readonly result: LinkResult;
}

/**
 * The budget of a link in one direction, or in both when both ends can send.
 *
 * Margin is what is left over the required SNR after the margins for shadowing and fading; sensitivity and noise floor are at the
 * receiver's input. The range is that of the model, see `maxRangeM`: over terrain, level ground is supposed.
 *
 * @param input the keys of `LINK_INPUTS`, and those of the propagation model; the model must be loaded, see `loadModel`
 * @throws {InputError} naming each key that cannot be used
 * @example
 * answerLink({ txPowerDbm: 14, sf: 12, noiseFigureDb: 6 }).result.uplink.maxPathLossDb // 151.03
 */
export function answerLink(input: Readonly<Record<string, unknown>>, catalog: Catalog = BUILT_IN_CATALOG): LinkAnswer {
  const { inputs, modelInputs, model } = readLinkInputs(input);
  const radio = settleRadio(inputs);
  const ends = settleEnds(inputs, radio, catalog);
  const path = settlePath(inputs, { model, modelInputs, frequencyHz: radio.frequencyHz });
  const marginDb = shadowingMarginDb(inputs);
  const direction = (from: SettledEnd, to: SettledEnd) => answerDirection(from, to, { inputs, radio, path, marginDb });
  return {
    inputs,
    radio,
    ends,
    result: {
      uplink: direction(ends.transmitter, ends.receiver),
      downlink: ends.twoWay ? direction(ends.receiver, ends.transmitter) : null,
      shadowingMarginDb: marginDb,
      fadeMarginDb: inputs.fadeMarginDb,
      distanceM: path.distanceM,
      frequencyHz: radio.frequencyHz,
      model: path.model?.name ?? null,
      warnings: [...ends.warnings, ...path.warnings],
    },
  };
}

interface Common {
  readonly inputs: LinkInputs;
  readonly radio: LinkRadio;
  readonly path: LinkPath;
  /** For shadowing. */
  readonly marginDb: number;
}

/** Where nothing is known of the path. */
const NO_PATH = {
  pathLossDb: null,
  receivedPowerDbm: null,
  snrDb: null,
  marginDb: null,
  packetSuccess: null,
  availability: null,
};

function answerDirection(from: SettledEnd, to: SettledEnd, common: Common): LinkDirection {
  const { inputs, radio, path, marginDb } = common;
  const constants = directionConstants(from, to, radio);
  const maxPathLossDb = constants.maxPathLossDb - marginDb - inputs.fadeMarginDb;
  const { eirpDbm, noiseFloorDbm, snrRequiredDb, sensitivityDbm } = constants;
  return {
    txPowerDbm: from.txPowerDbm,
    eirpDbm,
    ...(path.lossDb === null ? NO_PATH : pathFigures(constants, path.lossDb, common)),
    noiseFigureDb: to.noiseFigureDb,
    noiseFloorDbm,
    snrRequiredDb,
    sensitivityDbm,
    sensitivitySource: to.sensitivitySource,
    maxPathLossDb,
    maxRangeM: rangeOf(path, maxPathLossDb),
  };
}

function pathFigures(constants: DirectionConstants, lossDb: number, { inputs, radio, marginDb }: Common) {
  const { pathLossDb, receivedPowerDbm, snrDb, ...budget } = directionBudget(constants, lossDb);
  const overMedianDb = budget.marginDb - inputs.fadeMarginDb;
  const { sf, codingRate } = radio;
  return {
    pathLossDb,
    receivedPowerDbm,
    snrDb,
    marginDb: overMedianDb - marginDb,
    packetSuccess: packetSuccess({
      sf,
      codingRate,
      payloadBytes: inputs.payloadBytes,
      snrDb: snrDb - marginDb - inputs.fadeMarginDb,
      lowDataRate: 2 ** sf / radio.bandwidthHz > SLOW_SYMBOL_S,
    }),
    availability: inputs.shadowingDb === 0 ? null : shadowingAvailability(overMedianDb, inputs.shadowingDb),
  };
}

/** Symbols longer than this are sent with low-data-rate optimisation, as chips do by themselves. */
const SLOW_SYMBOL_S = 0.016;
