import { linkConstants } from "../link/budget.ts";
import type { PacketShape } from "../link/configuration/delivery.ts";
import { DEFAULT_PAYLOAD_BYTES } from "../link/link-inputs.ts";
import { type StatedSpread, statedSpread } from "../link/location-spread.ts";
import { pathInputs } from "../link/propagation/path-inputs.ts";
import { findPathModel } from "../link/propagation/registry.ts";
import { lossByDistance } from "../link/range.ts";
import { type SuccessCurve, snrForSuccessDb, successAt, successCurve } from "../link/success-curve.ts";
import { LDRO_SYMBOL_TIME_S } from "../lora/airtime.ts";
import type { SpreadingFactor } from "../lora/parameters.ts";
import { REQUIRED_SNR_DB } from "../lora/snr-threshold.ts";
import type { DefaultDevice, Scenario } from "../scenario/scenario.ts";

/** What a device's chance of success depends on besides its budget. */
export type SuccessTerminal = Pick<DefaultDevice, "heightAglM" | "indoor" | "payloadBytes">;

/** How surely the packets of one kind of device arrive, over the margin in the weaker direction. */
export interface TerminalSuccess {
  /** Standard deviation of the losses outdoors over places, dB; indoors P.2109's own spread comes on top. */
  readonly sigmaDb: number;
  /** The margin from which a place counts as covered, dB: the goal's, or more where its probability needs more. */
  readonly requiredMarginDb: number;
  /** Success of a packet of this device, up or down, whichever is the less likely. */
  readonly curve: SuccessCurve;
  /** What is added to a margin to enter the curve: the required signal-to-noise ratio, dB. */
  readonly snrRequiredDb: number;
}

/**
 * Prepares what is said of success in a scenario; devices that are alike share their tables.
 *
 * Up and down a packet of the same length and rate is supposed, so that the direction with the smaller margin is the less likely
 * one, and its margin alone decides.
 */
export interface SuccessModel {
  /** As the model states it, or the scenario's own. */
  spreadOf(terminal: SuccessTerminal): StatedSpread;
  of(terminal: SuccessTerminal): TerminalSuccess;
  /** The same at another spreading factor than the scenario's; its margins count over that one's threshold. */
  at(terminal: SuccessTerminal, sf: SpreadingFactor): TerminalSuccess;
}

export function createSuccessModel(scenario: Scenario): SuccessModel {
  const spreads = new Map<number, StatedSpread>();
  const known = new Map<string, TerminalSuccess>();
  const spreadOf = ({ heightAglM }: SuccessTerminal) =>
    remembered(spreads, heightAglM, () => spreadAtHeight(scenario, heightAglM));
  const at = (terminal: SuccessTerminal, sf: SpreadingFactor) => {
    const { sigmaDb } = spreadOf(terminal);
    const payloadBytes = terminal.payloadBytes ?? DEFAULT_PAYLOAD_BYTES;
    const key = [sf, sigmaDb, payloadBytes, terminal.indoor].join(" ");
    return remembered(known, key, () => terminalSuccess(scenario, { ...terminal, payloadBytes, sigmaDb, sf }));
  };
  return { spreadOf, at, of: (terminal) => at(terminal, scenario.radio.sf) };
}

/** The probability of success with a margin in the weaker direction, dB. */
export function successWithMargin({ curve, snrRequiredDb }: TerminalSuccess, marginDb: number): number {
  return successAt(curve, marginDb + snrRequiredDb);
}

/** The margin in the weaker direction with which packets arrive with a probability, dB. */
export function marginForSuccess({ curve, snrRequiredDb }: TerminalSuccess, probability: number): number {
  return snrForSuccessDb(curve, probability) - snrRequiredDb;
}

function terminalSuccess(
  { radio, goal, indoor }: Scenario,
  terminal: SuccessTerminal & { payloadBytes: number; sigmaDb: number; sf: SpreadingFactor },
): TerminalSuccess {
  const { sf, sigmaDb, payloadBytes, indoor: building } = terminal;
  const { frequencyHz, bandwidthHz, codingRate } = radio;
  const lowDataRate = 2 ** sf / bandwidthHz > LDRO_SYMBOL_TIME_S;
  const packet: PacketShape = { sf, codingRate, payloadBytes, lowDataRate };
  const entry = building === null ? null : { frequencyHz, building, probability: indoor.probability };
  const curve = successCurve(packet, { sigmaDb, entry });
  const snrRequiredDb = REQUIRED_SNR_DB[sf];
  const surelyDb = goal.probability === null ? goal.marginDb : snrForSuccessDb(curve, goal.probability) - snrRequiredDb;
  return { sigmaDb, curve, snrRequiredDb, requiredMarginDb: Math.max(goal.marginDb, surelyDb) };
}

const NO_STATION: StatedSpread = { sigmaDb: 0, source: "no station", isCounted: false };

/** The scenario's own, else the greatest that the model states for any of the stations. */
function spreadAtHeight(scenario: Scenario, rxHeightM: number): StatedSpread {
  const { model: name, shadowingDb, inputs: chosen } = scenario.propagation;
  const model = findPathModel(name);
  const alike = new Map(scenario.stations.map((station) => [station.heightAglM, station]));
  const stated = Array.from(alike.values(), (station) => {
    const heights = pathInputs(model, { txHeightM: station.heightAglM, rxHeightM });
    const inputs = { ...chosen, frequencyHz: scenario.radio.frequencyHz, ...heights };
    return statedSpread(model, inputs, () => {
      const { maxPathLossDb } = linkConstants(scenario.device, station, scenario.radio);
      return edgeM(lossByDistance(model, inputs), maxPathLossDb - scenario.goal.marginDb);
    });
  });
  const [first = NO_STATION, ...others] = stated;
  const widest = others.reduce((a, b) => (b.sigmaDb > a.sigmaDb ? b : a), first);
  return shadowingDb === null ? widest : { ...widest, sigmaDb: shadowingDb, source: "the scenario's shadowingDb" };
}

/** The edge of coverage over level ground is looked for between these, m, by halving their ratio to within a thousandth. */
const NEAREST_EDGE_M = 500;
const FARTHEST_EDGE_M = 100_000;
const EDGE_HALVINGS = 13;

/** How far a loss may be afforded, if it grows with the distance: spreads change slowly, so that a dip does not matter. */
function edgeM(lossAt: (distanceM: number) => number, maxPathLossDb: number): number {
  let nearM = NEAREST_EDGE_M;
  let farM = FARTHEST_EDGE_M;
  for (let i = 0; i < EDGE_HALVINGS; i++) {
    const middleM = Math.sqrt(nearM * farM);
    if (lossAt(middleM) <= maxPathLossDb) nearM = middleM;
    else farM = middleM;
  }
  return nearM;
}

function remembered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
