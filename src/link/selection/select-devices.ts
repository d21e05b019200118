import type { Battery } from "../../lora/batteries.ts";
import {
  BUILT_IN_CATALOG,
  type Catalog,
  findAntenna,
  findBattery,
  findGateway,
  findRadio,
  type Named,
} from "../../lora/catalog.ts";
import { type BatteryLife, estimateBatteryLife } from "../../lora/energy/battery-life.ts";
import { findRegion } from "../../lora/regions/regions.ts";
import { InputError } from "../../math/errors.ts";
import { deliveryCurve } from "../configuration/delivery.ts";
import { packetShape } from "../configuration/search.ts";
import type { Refusal } from "../configuration/settings.ts";
import { DEFAULT_NOISE_FIGURE_DB } from "../link-inputs.ts";
import { readInputs } from "../propagation/read-input.ts";
import { maxRangeM } from "../range.ts";
import { ENVIRONMENTS, environmentLossDb } from "./environments.ts";
import { DEFAULT_GATEWAY, SELECTION_INPUTS, type SelectionInputs } from "./inputs.ts";
import {
  type CatalogRows,
  choiceFor,
  covers,
  type RadioChoice,
  type RadioOptions,
  radioOptions,
  rowsOf,
  type Situation,
} from "./radio-choices.ts";
import { judge, type Verdict } from "./verdicts.ts";

/** A device put together from the catalog, with its setting. */
export interface Candidate {
  readonly radio: string;
  readonly antenna: string;
  readonly battery: string;
  readonly seriesCells: number;
  readonly fits: boolean;
  readonly choice: RadioChoice;
  /** To where it works; null where nothing bounds it. */
  readonly reachM: number | null;
  readonly lifeYears: number;
  /** Of all cells when new, Wh. */
  readonly batteryWh: number;
  /** Sum of what it misses, in factors of two. */
  readonly shortfall: number;
  readonly verdicts: readonly Verdict[];
  /** True when the currents are those of the radio alone, without a controller. */
  readonly radioOnly: boolean;
}

/** A candidate of the ranking's head. */
export interface RankedCandidate extends Candidate {
  readonly rank: number;
  /** Expected, over all places at that range. */
  readonly deliveredShare: number;
}

export interface Selection {
  readonly inputs: SelectionInputs;
  readonly gateway: string | null;
  readonly frequencyHz: number;
  readonly pathLossDb: number;
  readonly shadowingDb: number;
  /** Where the path loss comes from. */
  readonly pathLossSource: string;
  /** Combinations of radio, antenna and cell that were compared. */
  readonly considered: number;
  readonly fitting: number;
  readonly results: readonly RankedCandidate[];
  /** What was left out, and why. */
  readonly refusals: readonly Refusal[];
}

export interface SelectionOptions {
  readonly catalog?: Catalog;
  /** How many to return. */
  readonly top: number;
  /** Names of the rows to choose among; empty or absent: all, of antennas those that need no aiming. */
  readonly radios?: readonly string[];
  readonly antennas?: readonly string[];
  readonly batteries?: readonly string[];
}

/**
 * Ranks every combination of radio, antenna and cell of a catalog, each with the setting that suits it best, against what a device
 * must do: range, bit rate, life on its cells, pulse current and voltage.
 *
 * Those that fit come first: with a life asked for, the smallest cells first and of those the longest life; without one, the longest
 * life first. The others follow by what they miss. The way back from the gateway is not looked at.
 *
 * @param input keys of `SELECTION_INPUTS`
 * @throws {InputError} naming each requirement that cannot be used; `unknown-radio`, `unknown-antenna`, `unknown-battery`
 */
export function selectDevices(input: Readonly<Record<string, unknown>>, selection: SelectionOptions): Selection {
  const { catalog = BUILT_IN_CATALOG, top } = selection;
  const inputs = readInputs(SELECTION_INPUTS, input);
  const { situation, gateway } = settleSituation(inputs, catalog);
  const rows = chooseRows(catalog, selection);
  const { options, refusals } = radioOptions(situation, rows);
  const lifeOf = rememberLives(situation, catalog);
  const reachOf = rememberReaches(situation);
  const candidates = options.flatMap((option) =>
    rows.batteries.map((battery) => assemble(option, battery, { situation, lifeOf, reachOf })),
  );
  candidates.sort(inputs.lifeS === undefined ? byLife : bySize);
  const { environment } = inputs;
  return {
    inputs,
    gateway,
    frequencyHz: situation.frequencyHz,
    pathLossDb: situation.pathLossDb,
    shadowingDb: situation.channel.shadowingDb,
    pathLossSource: ENVIRONMENTS[environment].source,
    considered: candidates.length,
    fitting: candidates.filter(({ fits }) => fits).length,
    results: candidates.slice(0, top).map((candidate, i) => rank(candidate, i + 1, situation)),
    refusals,
  };
}

/** What is chosen among: the rows that are named, else all that a device can carry without being aimed. */
function chooseRows(catalog: Catalog, { radios = [], antennas = [], batteries = [] }: SelectionOptions): CatalogRows {
  const carried = rowsOf(catalog.antennas).filter(
    ({ pattern }) => pattern === "omnidirectional" || pattern === "irregular",
  );
  return {
    radios: radios.length > 0 ? radios.map((name) => findRadio(name, catalog)) : rowsOf(catalog.radios),
    antennas: antennas.length > 0 ? antennas.map((name) => findAntenna(name, catalog)) : carried,
    batteries: batteries.length > 0 ? batteries.map((name) => findBattery(name, catalog)) : rowsOf(catalog.batteries),
  };
}

function settleSituation(inputs: SelectionInputs, catalog: Catalog) {
  const region = { name: inputs.region, plan: findRegion(inputs.region) };
  const frequencyHz = region.plan.uplinkChannels[0].firstHz;
  const gateway = chooseGateway(inputs.gateway, frequencyHz, catalog);
  const situation: Situation = {
    inputs,
    region,
    frequencyHz,
    channel: { shadowingDb: ENVIRONMENTS[inputs.environment].shadowingDb, fading: "none" },
    pathLossDb: environmentLossDb(inputs.environment, frequencyHz)(inputs.rangeM),
    receiver: {
      antennaGainDbi: inputs.gatewayGainDbi,
      lossDb: inputs.gatewayLossDb,
      noiseFigureDb: gateway?.noiseFigureDb ?? DEFAULT_NOISE_FIGURE_DB,
    },
  };
  return { situation, gateway: gateway?.name ?? null };
}

/** The one that is asked for; else the usual one, where it works at the frequency. */
function chooseGateway(name: string | undefined, frequencyHz: number, catalog: Catalog) {
  const gateway = findGateway(name ?? DEFAULT_GATEWAY, catalog);
  if (covers(gateway.frequenciesHz, frequencyHz)) return gateway;
  if (name === undefined) return null;
  const message = `${gateway.name} does not work at ${frequencyHz / 1e6} MHz`;
  throw new InputError({ code: "not-on-radio", where: "gateway", message });
}

interface Assembly {
  readonly situation: Situation;
  readonly lifeOf: (option: RadioOptions, choice: RadioChoice, battery: Named<Battery>) => BatteryLife;
  readonly reachOf: (choice: RadioChoice) => number | null;
}

function assemble(option: RadioOptions, battery: Named<Battery>, { situation, lifeOf, reachOf }: Assembly): Candidate {
  const { inputs } = situation;
  const choice = choiceFor(option, battery, inputs);
  const life = lifeOf(option, choice, battery);
  const reachM = reachOf(choice);
  const verdicts = judge({ inputs, radio: option.radio, choice, reachM, life });
  return {
    radio: option.radio.name,
    antenna: option.antenna.name,
    battery: battery.name,
    seriesCells: cellsFor(option, battery),
    fits: verdicts.every(({ met }) => met),
    choice,
    reachM,
    lifeYears: life.lifeYears,
    batteryWh: (life.supply.capacityMah * life.supply.voltageV) / 1000,
    shortfall: verdicts.reduce((sum, { shortfall }) => sum + shortfall, 0),
    verdicts,
    radioOnly: !option.radio.includesController && inputs.sleepCurrentA === undefined,
  };
}

/** As few in series as give the radio its least voltage. */
function cellsFor({ radio }: RadioOptions, { nominalV }: Battery): number {
  return Math.max(1, Math.ceil(radio.supplyV.min / nominalV));
}

/** The antenna does not matter for the life. */
function rememberLives({ inputs, region }: Situation, catalog: Catalog): Assembly["lifeOf"] {
  const known = new Map<string, BatteryLife>();
  const { payloadBytes, periodS, sleepCurrentA, wakeS, wakeCurrentA } = inputs;
  return (option, { dataRate, txPowerDbm }, battery) => {
    const key = [option.radio.name, dataRate, txPowerDbm, battery.name].join(" ");
    const found = known.get(key);
    if (found !== undefined) return found;
    const life = estimateBatteryLife(
      {
        radio: option.radio.name,
        battery: battery.name,
        seriesCells: cellsFor(option, battery),
        region: region.name,
        dataRate,
        txPowerDbm,
        ...{ payloadBytes, periodS, sleepCurrentA, wakeS, wakeCurrentA },
      },
      catalog,
    );
    known.set(key, life);
    return life;
  };
}

function rememberReaches({ inputs, frequencyHz }: Situation): Assembly["reachOf"] {
  const lossAt = environmentLossDb(inputs.environment, frequencyHz);
  const known = new Map<number, number | null>();
  return ({ maxPathLossDb }) => {
    const found = known.get(maxPathLossDb);
    if (found !== undefined) return found;
    const reachM = maxRangeM({ lossAt, maxPathLossDb });
    known.set(maxPathLossDb, reachM);
    return reachM;
  };
}

type Order = (a: Candidate, b: Candidate) => number;

const byShortfall: Order = (a, b) => Number(b.fits) - Number(a.fits) || a.shortfall - b.shortfall;
const byLife: Order = (a, b) => byShortfall(a, b) || b.lifeYears - a.lifeYears;
const bySize: Order = (a, b) => byShortfall(a, b) || a.batteryWh - b.batteryWh || b.lifeYears - a.lifeYears;

function rank(candidate: Candidate, place: number, { inputs, channel }: Situation): RankedCandidate {
  const { choice } = candidate;
  const deliveredShare = deliveryCurve(packetShape(choice, inputs.payloadBytes), channel)(choice.snrDb);
  return { ...candidate, rank: place, deliveredShare };
}
