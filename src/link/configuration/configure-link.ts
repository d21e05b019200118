import { BUILT_IN_CATALOG, type Catalog, findRadio, unverifiedRemark } from "../../lora/catalog.ts";
import { findRegion } from "../../lora/regions/regions.ts";
import { InputError, WorkError } from "../../math/errors.ts";
import { seededRandom } from "../../math/random.ts";
import { directionConstants } from "../budget.ts";
import { settleEnds } from "../link-ends.ts";
import { readLinkInputs, settlePath } from "../link-path.ts";
import { type LinkRadio, missing } from "../link-radio.ts";
import type { ModelWarning } from "../propagation/model.ts";
import { readInputs } from "../propagation/read-input.ts";
import type { FadingChannel } from "./delivery.ts";
import { DEFAULT_RADIO, GOAL_INPUTS, type GoalInputs } from "./inputs.ts";
import { type NamedRegion, requireSecondWindow } from "./rates.ts";
import { type Choice, createSearch, packetShape, type SearchAnswer } from "./search.ts";
import {
  heldRates,
  type LegalSettings,
  legalSettings,
  type RadioSetting,
  type Refusal,
  type SettingsRequest,
} from "./settings.ts";
import { type DeliveryCheck, simulateDelivery } from "./simulate.ts";

/** The question as it was understood, and its answer. */
export interface LinkConfiguration extends SearchAnswer {
  readonly radio: string;
  readonly region: string | null;
  readonly goal: GoalInputs;
  readonly payloadBytes: number;
  readonly channel: FadingChannel;
  readonly pathLossDb: number;
  readonly distanceM: number | null;
  /** Packets drawn one by one on the best setting; null without one. */
  readonly simulated: DeliveryCheck | null;
  /** How many legal settings were compared. */
  readonly considered: number;
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly ModelWarning[];
}

/**
 * The setting with the least energy (or time on air) with which packets arrive often enough from a device to its receiver, among
 * all that radio and region allow; and a check of its delivery by drawn packets. The way back is not looked at.
 *
 * @param input keys of `LINK_INPUTS` (settings that are given are held), of the propagation model, and of `GOAL_INPUTS`; the model
 *   must be loaded, see `loadModel`
 * @throws {InputError} naming each key that cannot be used, or that radio and region have no such setting
 * @throws {WorkError} `no-legal-setting` when the region's limits leave none for such packets
 * @example
 * configureLink({ pathLossDb: 140, region: "EU868" }).best?.sf
 */
export function configureLink(
  input: Readonly<Record<string, unknown>>,
  catalog: Catalog = BUILT_IN_CATALOG,
): LinkConfiguration {
  const goal = readInputs(
    GOAL_INPUTS,
    pick(input, (key) => key in GOAL_INPUTS),
  );
  const linkInput = { radio: DEFAULT_RADIO, ...pick(input, (key) => !(key in GOAL_INPUTS)) };
  const { inputs, model, modelInputs } = readLinkInputs(linkInput);
  const radio = findRadio(inputs.radio as string, catalog);
  const region = inputs.region === undefined ? null : { name: inputs.region, plan: findRegion(inputs.region) };
  const carrierHz = inputs.frequencyHz ?? region?.plan.uplinkChannels[0].firstHz ?? null;
  const path = settlePath(inputs, { model, modelInputs, frequencyHz: carrierHz });
  if (path.lossDb === null) throw missing("pathLossDb", "the loss of the path, or a distance");

  const request = { radio, region, frequencyHz: inputs.frequencyHz ?? null, held: inputs };
  const endsOf = (rate: Rate) => settleEnds(inputs, { ...linkRadio(rate, carrierHz, region) }, catalog);
  const rates = requireRates(request);
  const ends = endsOf(rates[0]);
  const legal = legalSettings({
    ...request,
    antennaGainDbi: ends.transmitter.antennaGainDbi,
    lossDb: ends.transmitter.lossDb,
    payloadBytes: inputs.payloadBytes,
    periodS: goal.periodS,
  });
  requireSettings(legal);
  const channel: FadingChannel = { shadowingDb: inputs.shadowingDb, fading: goal.fading };
  const lossDb = path.lossDb + inputs.fadeMarginDb;
  const snrAtZeroDbm = new Map(rates.map((rate) => [rateKey(rate), snrOf(endsOf(rate), rate, lossDb)]));
  const snrDb = (setting: RadioSetting) => setting.txPowerDbm + (snrAtZeroDbm.get(rateKey(setting)) ?? Number.NaN);
  const search = createSearch({
    ...goal,
    ...legal,
    objective: goal.minimize,
    payloadBytes: inputs.payloadBytes,
    channel,
  });
  const answer = search(snrDb);
  return {
    ...answer,
    radio: radio.name,
    region: region?.name ?? null,
    goal,
    payloadBytes: inputs.payloadBytes,
    channel,
    pathLossDb: path.lossDb,
    distanceM: path.distanceM,
    simulated: answer.best && simulateChoice(answer.best, { channel, goal, payloadBytes: inputs.payloadBytes }),
    considered: legal.settings.length,
    refusals: legal.refusals,
    warnings: [...path.warnings, ...remarks(radio, region, answer.best)],
  };
}

function pick(input: Readonly<Record<string, unknown>>, wanted: (key: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([key, value]) => wanted(key) && value !== undefined));
}

type Rate = Pick<LinkRadio, "sf" | "bandwidthHz">;

function linkRadio({ sf, bandwidthHz }: Rate, frequencyHz: number | null, region: NamedRegion | null): LinkRadio {
  return { sf, bandwidthHz, codingRate: "4/5", frequencyHz, region };
}

function rateKey({ sf, bandwidthHz }: Rate): string {
  return `${sf} ${bandwidthHz}`;
}

/** Of a packet sent with 0 dBm, median. */
function snrOf({ transmitter, receiver }: ReturnType<typeof settleEnds>, rate: Rate, lossDb: number): number {
  const { eirpDbm, receiveGainDb, noiseFloorDbm } = directionConstants(
    { ...transmitter, txPowerDbm: 0 },
    receiver,
    rate,
  );
  return eirpDbm + receiveGainDb - lossDb - noiseFloorDbm;
}

/** @throws {InputError} when radio and region have nothing in common, or not what is held */
function requireRates(request: Pick<SettingsRequest, "radio" | "region" | "held">) {
  const { radio, region, held } = request;
  const rates = heldRates(request);
  if (rates.length > 0) {
    if (region !== null) requireSecondWindow(radio, region);
    return rates;
  }
  const place = region === null ? radio.name : `${radio.name} in ${region.name}`;
  const all = heldRates({ radio, region, held: {} });
  const key = (["sf", "dataRate", "bandwidthHz"] as const).find((one) => held[one] !== undefined) ?? "radio";
  const listed = all.map(({ sf, bandwidthHz }) => `SF${sf} at ${Number((bandwidthHz / 1000).toPrecision(6))} kHz`);
  throw new InputError({
    code: "no-such-rate",
    where: key,
    message:
      key === "radio"
        ? `${place} has no LoRa data rate for an uplink`
        : `${place} has no uplink with ${key} ${held[key]}`,
    hint: listed.length > 0 ? `it has ${listed.join(", ")}` : "another radio, or another region",
  });
}

function requireSettings({ settings, refusals }: LegalSettings): void {
  if (settings.length > 0) return;
  const [first] = refusals;
  if (first === undefined) {
    throw new InputError({ code: "not-on-radio", where: "codingRate", message: "the radio has no such coding rate" });
  }
  const listed = refusals.map(({ what, reason }) => `${what}: ${reason}`);
  throw new WorkError("no-legal-setting", `no setting may be used for such packets: ${listed[0]}`, {
    hint: "a shorter payload, or a longer period",
  });
}

/** Packets drawn on a choice. */
export function simulateChoice(
  choice: Choice,
  asked: {
    readonly channel: FadingChannel;
    readonly goal: Pick<GoalInputs, "packets" | "seed">;
    readonly payloadBytes: number;
  },
): DeliveryCheck {
  return simulateDelivery({
    packet: packetShape(choice, asked.payloadBytes),
    channel: asked.channel,
    snrDb: choice.snrDb,
    packets: asked.goal.packets,
    random: seededRandom(asked.goal.seed),
  });
}

function remarks(
  radio: { readonly name: string; readonly unverified: readonly string[] },
  region: NamedRegion | null,
  best: Choice | null,
): ModelWarning[] {
  const warnings: ModelWarning[] = [];
  if (best !== null && region !== null && best.dataRate !== null) {
    const plan = region.plan.dataRates[best.dataRate];
    if (plan.kind === "lora" && plan.codingRate !== best.codingRate) {
      const message =
        `LoRaWAN in ${region.name} sends ${plan.codingRate}, and its networks cannot set ${best.codingRate}: ` +
        `a private network can; hold the plan's with --cr ${plan.codingRate}`;
      warnings.push({ code: "not-lorawan", message });
    }
  }
  const used = radio.unverified.filter((field) => field === "amplifiers" || field === "receiveCurrents");
  const unverified = unverifiedRemark({ name: radio.name, unverified: used });
  if (unverified !== null) warnings.push({ code: "unverified", message: unverified });
  return warnings;
}
