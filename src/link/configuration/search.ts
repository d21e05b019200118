import { type DeliveryCurve, deliveryCurve, type FadingChannel, type PacketShape, requiredSnrDb } from "./delivery.ts";
import type { RadioSetting } from "./settings.ts";

/** What the best setting has least of. */
export type Objective = "energy" | "airtime";
export const OBJECTIVES = ["energy", "airtime"] as const satisfies readonly Objective[];

/** A setting on a link. */
export interface Choice extends RadioSetting {
  /** Median, as the budget gives it, dB. */
  readonly snrDb: number;
  /** That gives the reliability which was asked for, dB. */
  readonly snrRequiredDb: number;
  /** Over the required one; negative: what is missing. */
  readonly marginDb: number;
  /** Expected. */
  readonly deliveredShare: number;
}

export interface SearchAnswer {
  /** Null when no setting is reliable enough. */
  readonly best: Choice | null;
  /** The best of each other spreading factor, bandwidth and coding rate that is reliable enough, best first. */
  readonly runnersUp: readonly Choice[];
  /** When none is: that which misses least. */
  readonly nearest: Choice | null;
}

export interface SearchRequest {
  readonly settings: readonly RadioSetting[];
  readonly payloadBytes: number;
  readonly channel: FadingChannel;
  /** Share of the packets that must be delivered, above 0, below 1. */
  readonly reliability: number;
  readonly objective: Objective;
}

/** @param snrDb of a setting on the link in question, the median */
export type Search = (snrDb: (setting: RadioSetting) => number) => SearchAnswer;

/**
 * A search through all settings, for many links: what does not depend on the link is worked out once.
 *
 * Less energy (or time on air) comes first; among equals the other of the two, then less power.
 *
 * @throws {InputError} when reliability, shadowing or payload is out of range
 */
export function createSearch(request: SearchRequest): Search {
  const { channel, reliability, objective } = request;
  const isBefore = ORDERS[objective];
  const groups = [...groupByRate(request.settings).values()].map((settings) => {
    const packet = packetShape(settings[0], request.payloadBytes);
    return {
      settings: [...settings].sort(isBefore),
      requiredDb: requiredSnrDb(packet, channel, reliability),
      curve: deliveryCurve(packet, channel),
    };
  });
  return (snrDb) => {
    const reliable = groups.flatMap((group): Choice[] => {
      const setting = group.settings.find((one) => snrDb(one) >= group.requiredDb);
      return setting === undefined ? [] : [choiceOf(setting, snrDb(setting), group)];
    });
    const [best = null, ...runnersUp] = reliable.sort(isBefore);
    return { best, runnersUp, nearest: best === null ? nearestOf(groups, snrDb) : null };
  };
}

/** The packet that a setting sends, as error rates see it. */
export function packetShape({ sf, codingRate, lowDataRate }: RadioSetting, payloadBytes: number): PacketShape {
  return { sf, codingRate, lowDataRate, payloadBytes };
}

type Order = (a: RadioSetting, b: RadioSetting) => number;

const byEnergy: Order = (a, b) => a.energyPerUplinkJ - b.energyPerUplinkJ;
const byAirtime: Order = (a, b) => a.timeOnAirS - b.timeOnAirS;
const byPower: Order = (a, b) => a.txPowerDbm - b.txPowerDbm;
const ORDERS: Readonly<Record<Objective, Order>> = {
  energy: (a, b) => byEnergy(a, b) || byAirtime(a, b) || byPower(a, b),
  airtime: (a, b) => byAirtime(a, b) || byEnergy(a, b) || byPower(a, b),
};

interface Group {
  readonly settings: readonly RadioSetting[];
  readonly requiredDb: number;
  readonly curve: DeliveryCurve;
}

function groupByRate(settings: readonly RadioSetting[]): Map<string, RadioSetting[]> {
  const groups = new Map<string, RadioSetting[]>();
  for (const setting of settings) {
    const key = `${setting.dataRate} ${setting.sf} ${setting.bandwidthHz} ${setting.codingRate}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [setting]);
    else group.push(setting);
  }
  return groups;
}

function choiceOf(setting: RadioSetting, snrDb: number, { requiredDb, curve }: Group): Choice {
  return {
    ...setting,
    snrDb,
    snrRequiredDb: requiredDb,
    marginDb: snrDb - requiredDb,
    deliveredShare: curve(snrDb),
  };
}

function nearestOf(groups: readonly Group[], snrDb: (setting: RadioSetting) => number): Choice | null {
  const surplus = groups.flatMap((group) =>
    group.settings.map((setting) => ({ setting, group, marginDb: snrDb(setting) - group.requiredDb })),
  );
  if (surplus.length === 0) return null;
  const { setting, group } = surplus.reduce((best, one) => (one.marginDb > best.marginDb ? one : best));
  return choiceOf(setting, snrDb(setting), group);
}
