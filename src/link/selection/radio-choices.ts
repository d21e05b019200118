import type { Antenna } from "../../lora/antennas.ts";
import type { Battery } from "../../lora/batteries.ts";
import type { Named } from "../../lora/catalog.ts";
import { transmitCurrent } from "../../lora/radios/currents.ts";
import type { Radio, Range } from "../../lora/radios/radio.ts";
import { directionConstants, type ReceivingEnd } from "../budget.ts";
import { type FadingChannel, requiredSnrDb } from "../configuration/delivery.ts";
import { hearsSecondWindow, type NamedRegion, uplinkRates } from "../configuration/rates.ts";
import { packetShape } from "../configuration/search.ts";
import { type LegalSettings, legalSettings, type RadioSetting, type Refusal } from "../configuration/settings.ts";
import type { SelectionInputs } from "./inputs.ts";
import { DOUBLING_DB } from "./verdicts.ts";

/** What is asked, and the way to the gateway. */
export interface Situation {
  readonly inputs: SelectionInputs;
  readonly region: NamedRegion;
  readonly frequencyHz: number;
  readonly channel: FadingChannel;
  readonly pathLossDb: number;
  /** The gateway's ear. */
  readonly receiver: ReceivingEnd;
}

/** What there is to choose among. */
export interface CatalogRows {
  readonly radios: readonly Named<Radio>[];
  readonly antennas: readonly Named<Antenna>[];
  readonly batteries: readonly Named<Battery>[];
}

/** A setting of a radio with an antenna, and what it can do. */
export interface RadioChoice extends RadioSetting {
  /** Median, as the budget gives it, dB. */
  readonly snrDb: number;
  /** That gives the reliability which was asked for, dB. */
  readonly snrRequiredDb: number;
  /** Over the required one; negative: what is missing. */
  readonly marginDb: number;
  readonly eirpDbm: number;
  /** With which it is still reliable enough, dB. */
  readonly maxPathLossDb: number;
  /** While sending. */
  readonly transmitA: number;
}

export interface RadioOptions {
  readonly radio: Named<Radio>;
  readonly antenna: Named<Antenna>;
  /** Best first: range and rate met or nearly so, then with the least energy. */
  readonly choices: readonly RadioChoice[];
}

/**
 * Every radio with every antenna that both work at the frequency, with all settings that the region allows.
 *
 * @returns also those that cannot be used at all, and why
 */
export function radioOptions(
  situation: Situation,
  rows: CatalogRows,
): { readonly options: readonly RadioOptions[]; readonly refusals: readonly Refusal[] } {
  const { frequencyHz, region } = situation;
  const refusals: Refusal[] = [];
  const antennas = rows.antennas.filter(({ frequenciesHz }) => covers(frequenciesHz, frequencyHz));
  if (antennas.length === 0) refusals.push({ what: "every antenna", reason: `not for ${frequencyHz / 1e6} MHz` });
  const required = rememberRequired(situation);
  const options = rows.radios.flatMap((radio) => {
    const refusal = radioRefusal(radio, situation);
    if (refusal !== null) {
      refusals.push({ what: radio.name, reason: refusal });
      return [];
    }
    const settingsAt = rememberSettings(radio, situation);
    const usable = antennas.filter(({ gainDbi }) => settingsAt(gainDbi).settings.length > 0);
    if (usable.length === 0 && antennas.length > 0) {
      const [refused] = settingsAt(antennas[0].gainDbi).refusals;
      refusals.push({ what: radio.name, reason: refused?.reason ?? `without a data rate of ${region.name}` });
    }
    return usable.map((antenna): RadioOptions => {
      const { settings } = settingsAt(antenna.gainDbi);
      const choices = settings.map((setting) => describe(setting, { radio, antenna, situation, required }));
      return { radio, antenna, choices: choices.sort(byFitness(situation.inputs)) };
    });
  });
  return { options, refusals };
}

/** The setting that suits a cell: the first whose current the cell delivers, among those that do as well otherwise. */
export function choiceFor({ choices }: RadioOptions, battery: Battery, inputs: SelectionInputs): RadioChoice {
  const [first] = choices;
  const asGood = choices.filter((one) => shortfallOf(one, inputs) === shortfallOf(first, inputs));
  return asGood.find(({ transmitA }) => transmitA <= battery.maxPulseA) ?? first;
}

export function rowsOf<T>(rows: Readonly<Record<string, T>>): Named<T>[] {
  return Object.entries(rows).map(([name, row]) => ({ ...row, name }));
}

export function covers(ranges: readonly Range[], frequencyHz: number): boolean {
  return ranges.some(({ min, max }) => frequencyHz >= min && frequencyHz <= max);
}

function radioRefusal(radio: Named<Radio>, { frequencyHz, region }: Situation): string | null {
  if (!covers(radio.frequenciesHz, frequencyHz)) return `not for ${frequencyHz / 1e6} MHz`;
  return hearsSecondWindow(radio, region) ? null : `without the data rate of ${region.name}'s second receive window`;
}

/** Antennas of the same gain leave a radio the same settings. */
function rememberSettings(radio: Named<Radio>, { inputs, region }: Situation) {
  const known = new Map<number, LegalSettings>();
  // The only one that LoRaWAN's networks set
  const codingRate = uplinkRates(radio, region)[0]?.planCodingRate ?? undefined;
  return (antennaGainDbi: number) => {
    const found = known.get(antennaGainDbi);
    if (found !== undefined) return found;
    const { payloadBytes, periodS } = inputs;
    const request = { radio, region, frequencyHz: null, antennaGainDbi, lossDb: 0, payloadBytes, periodS };
    const legal = legalSettings({ ...request, held: { codingRate } });
    known.set(antennaGainDbi, legal);
    return legal;
  };
}

type Required = (setting: RadioSetting) => number;

/** What a packet needs does not depend on who sends it. */
function rememberRequired({ inputs, channel }: Situation): Required {
  const known = new Map<string, number>();
  return (setting) => {
    const key = `${setting.sf} ${setting.codingRate} ${setting.lowDataRate}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const snrDb = requiredSnrDb(packetShape(setting, inputs.payloadBytes), channel, inputs.reliability);
    known.set(key, snrDb);
    return snrDb;
  };
}

interface Work {
  readonly radio: Named<Radio>;
  readonly antenna: Named<Antenna>;
  readonly situation: Situation;
  readonly required: Required;
}

function describe(setting: RadioSetting, { radio, antenna, situation, required }: Work): RadioChoice {
  const { frequencyHz, pathLossDb, receiver } = situation;
  const { txPowerDbm } = setting;
  const transmitter = { txPowerDbm, antennaGainDbi: antenna.gainDbi, lossDb: 0, noiseFigureDb: radio.noiseFigureDb };
  const { eirpDbm, receiveGainDb, noiseFloorDbm } = directionConstants(transmitter, receiver, setting);
  const snrDb = eirpDbm + receiveGainDb - pathLossDb - noiseFloorDbm;
  const snrRequiredDb = required(setting);
  return {
    ...setting,
    snrDb,
    snrRequiredDb,
    marginDb: snrDb - snrRequiredDb,
    eirpDbm,
    maxPathLossDb: eirpDbm + receiveGainDb - noiseFloorDbm - snrRequiredDb,
    transmitA: transmitCurrent(radio, { txPowerDbm, frequencyHz, regulator: "dc-dc" }).currentA,
  };
}

/** What a setting misses of range and rate, in factors of two. */
function shortfallOf({ marginDb, bitRateBps }: RadioChoice, { bitRateBps: askedBps = 0 }: SelectionInputs): number {
  return Math.max(0, -marginDb / DOUBLING_DB) + Math.max(0, Math.log2(askedBps / bitRateBps));
}

function byFitness(inputs: SelectionInputs): (a: RadioChoice, b: RadioChoice) => number {
  return (a, b) => shortfallOf(a, inputs) - shortfallOf(b, inputs) || a.energyPerUplinkJ - b.energyPerUplinkJ;
}
