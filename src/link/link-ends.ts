import { type Catalog, findGateway, findRadio, type Named } from "../lora/catalog.ts";
import { exactBandwidthHz } from "../lora/chips.ts";
import type { Gateway, Radio, Range, SensitivityTable } from "../lora/radios/radio.ts";
import { impliedNoiseFigureDb, tabledSensitivityDbm } from "../lora/radios/sensitivity.ts";
import { InputError } from "../math/errors.ts";
import type { LinkEnd } from "./budget.ts";
import { type CableName, cableLossDb } from "./cable.ts";
import { DEFAULT_NOISE_FIGURE_DB, type LinkInputs } from "./link-inputs.ts";
import { type LinkRadio, maxEirpDbm, missing } from "./link-radio.ts";
import { mismatchLossDb } from "./mismatch.ts";
import { ambientNoise, type NoiseEnvironment } from "./noise/p372.ts";
import type { ModelWarning } from "./propagation/model.ts";

/** What a receiver's sensitivity rests on: its datasheet's table, or its noise figure. */
export type SensitivitySource = "datasheet" | "noise-figure";

/** One end of a link, complete. */
export interface SettledEnd extends LinkEnd {
  /** Of the catalog; null for one without a name. */
  readonly name: string | null;
  readonly sensitivitySource: SensitivitySource;
  /** How the losses come about, dB. */
  readonly losses: { readonly ownDb: number; readonly cableDb: number; readonly mismatchDb: number };
}

export interface LinkEnds {
  readonly transmitter: SettledEnd;
  readonly receiver: SettledEnd;
  /** True when the receiver can answer: its power is known. */
  readonly twoWay: boolean;
  readonly warnings: readonly ModelWarning[];
}

/**
 * Both ends of a link from its inputs, with the catalog's figures for what is not given.
 *
 * @throws {InputError} for a name that the catalog lacks, a setting that the radio lacks, or a missing power
 */
export function settleEnds(inputs: LinkInputs, radio: LinkRadio, catalog: Catalog): LinkEnds {
  const device = inputs.radio === undefined ? null : findRadio(inputs.radio, catalog);
  const gateway = inputs.gateway === undefined ? null : findGateway(inputs.gateway, catalog);
  if (device !== null) requireRadio(device, radio);
  if (gateway !== null) requireCarrier("gateway", gateway, radio);
  const noise = noiseOf(inputs.ambientNoise, radio);
  const downlinkNoise = noiseOf(inputs.downlinkAmbientNoise ?? inputs.ambientNoise, radio);

  const transmitter = {
    name: device?.name ?? null,
    antennaGainDbi: inputs.txGainDbi,
    ...lossesOf("tx", inputs, radio),
    ...sensitivityOf(inputs.downlinkNoiseFigureDb, device, radio),
    ...(downlinkNoise !== null && { ambientNoiseDb: downlinkNoise.noiseFigureDb }),
  };
  const receiver = {
    name: gateway?.name ?? device?.name ?? null,
    antennaGainDbi: inputs.rxGainDbi,
    ...lossesOf("rx", inputs, radio),
    ...sensitivityOf(inputs.noiseFigureDb, gateway ?? device, radio),
    ...(noise !== null && { ambientNoiseDb: noise.noiseFigureDb }),
  };
  const range = device === null ? null : radioPower(device);
  const answerDbm = inputs.downlinkTxPowerDbm ?? (gateway && allowedPowerDbm(gateway.txPowerDbm.max, receiver, radio));
  requirePower("downlinkTxPowerDbm", inputs.downlinkTxPowerDbm, gateway?.txPowerDbm, gateway?.name);
  requirePower("txPowerDbm", inputs.txPowerDbm, range, device?.name);
  const txPowerDbm = inputs.txPowerDbm ?? (range && allowedPowerDbm(range.max, transmitter, radio));
  if (txPowerDbm === null) throw missing("txPowerDbm", "power at the transmitter's output, or a radio");
  return {
    transmitter: { ...transmitter, txPowerDbm },
    receiver: { ...receiver, txPowerDbm: answerDbm ?? Number.NaN },
    twoWay: answerDbm !== null,
    warnings: [
      ...(noise?.warnings ?? []),
      ...(inputs.downlinkAmbientNoise === undefined ? [] : (downlinkNoise?.warnings ?? [])),
      ...eirpWarnings({ ...transmitter, txPowerDbm }, radio),
    ],
  };
}

function noiseOf(environment: NoiseEnvironment | undefined, { frequencyHz }: LinkRadio) {
  if (environment === undefined) return null;
  if (frequencyHz === null) throw missing("frequencyHz", "carrier frequency, for the ambient noise");
  return ambientNoise(environment, frequencyHz);
}

/** Cable, mismatch and other losses of an end, dB. */
function lossesOf(end: "tx" | "rx", inputs: LinkInputs, { frequencyHz }: LinkRadio) {
  const cable = inputs[`${end}Cable`];
  const lengthM = inputs[`${end}CableLengthM`];
  if (cable === undefined && lengthM !== undefined) throw missing(`${end}Cable`, "the kind of cable");
  const losses = {
    ownDb: inputs[`${end}LossDb`],
    cableDb: cable === undefined ? 0 : runLossDb(end, cable, lengthM, frequencyHz),
    mismatchDb: mismatchLossDb(inputs[`${end}Vswr`]),
  };
  return { losses, lossDb: losses.ownDb + losses.cableDb + losses.mismatchDb };
}

function runLossDb(end: string, cable: CableName, lengthM: number | undefined, frequencyHz: number | null): number {
  if (lengthM === undefined) throw missing(`${end}CableLengthM`, "the length of the cable");
  if (frequencyHz === null) throw missing("frequencyHz", "carrier frequency, for the loss of the cable");
  return cableLossDb({ cable, lengthM, frequencyHz });
}

interface Receiver {
  readonly noiseFigureDb: number;
  readonly sensitivityDbm: SensitivityTable;
}

/** A given noise figure counts first, then the datasheet's sensitivity at these settings, then the datasheet's noise figure. */
function sensitivityOf(
  givenDb: number | undefined,
  row: Receiver | null,
  { sf, bandwidthHz }: LinkRadio,
): { noiseFigureDb: number; sensitivitySource: SensitivitySource } {
  if (givenDb !== undefined) return { noiseFigureDb: givenDb, sensitivitySource: "noise-figure" };
  const tabledDbm = row === null ? null : tabledSensitivityDbm(row, sf, bandwidthHz);
  if (tabledDbm === null) {
    return { noiseFigureDb: row?.noiseFigureDb ?? DEFAULT_NOISE_FIGURE_DB, sensitivitySource: "noise-figure" };
  }
  return { noiseFigureDb: impliedNoiseFigureDb(tabledDbm, sf, bandwidthHz), sensitivitySource: "datasheet" };
}

function radioPower({ amplifiers }: Radio): Range {
  return {
    min: Math.min(...amplifiers.map(({ txPowerDbm }) => txPowerDbm.min)),
    max: Math.max(...amplifiers.map(({ txPowerDbm }) => txPowerDbm.max)),
  };
}

type Antenna = Pick<LinkEnd, "antennaGainDbi" | "lossDb">;

/** The most that an output gives without radiating more than the region lets it, in whole decibels, as chips are set. */
function allowedPowerDbm(greatestDbm: number, { antennaGainDbi, lossDb }: Antenna, radio: LinkRadio): number {
  if (radio.region === null || radio.frequencyHz === null) return greatestDbm;
  const allowedDbm = maxEirpDbm(radio.region, radio.frequencyHz) - antennaGainDbi + lossDb;
  return Math.min(greatestDbm, Math.floor(allowedDbm + 1e-9));
}

/** A power that was asked for must be one that the radio has. */
function requirePower(
  where: string,
  powerDbm: number | undefined,
  range: Range | null | undefined,
  name: string | undefined,
): void {
  if (powerDbm === undefined || !range || (powerDbm >= range.min && powerDbm <= range.max)) return;
  const message = `expected ${range.min} to ${range.max} dBm for ${name}, got ${Number(powerDbm.toFixed(2))} dBm`;
  throw new InputError({ code: "out-of-range", where, message });
}

function requireRadio(row: Named<Radio>, radio: LinkRadio): void {
  const { min } = row.spreadingFactors;
  const max = row.maxSpreadingFactorAt?.[radio.bandwidthHz] ?? row.spreadingFactors.max;
  if (radio.sf < min || radio.sf > max) {
    const message = `expected a spreading factor of ${row.name}, ${min} to ${max}, got ${radio.sf}`;
    throw new InputError({ code: "not-on-radio", where: "sf", message });
  }
  requireCarrier("radio", row, radio);
}

type Tuned = Named<Pick<Gateway, "bandwidthsHz" | "frequenciesHz">>;

function requireCarrier(where: string, row: Tuned, { bandwidthHz, frequencyHz }: LinkRadio): void {
  if (exactBandwidthHz(bandwidthHz, row.bandwidthsHz) === null) {
    const listed = row.bandwidthsHz.map((hz) => Number((hz / 1000).toPrecision(6))).join(", ");
    const message = `expected a bandwidth of ${row.name} in kHz, ${listed}, got ${bandwidthHz / 1000}`;
    throw new InputError({ code: "not-on-radio", where: "bandwidthHz", message });
  }
  const tunes = ({ min, max }: Range) => frequencyHz === null || (frequencyHz >= min && frequencyHz <= max);
  if (row.frequenciesHz.some(tunes)) return;
  const listed = row.frequenciesHz.map(({ min, max }) => `${min / 1e6} to ${max / 1e6}`).join(", ");
  const message = `${row.name} works from ${listed} MHz, not at ${(frequencyHz as number) / 1e6} MHz`;
  throw new InputError({ code: "not-on-radio", where, message });
}

/** Regional plans limit what a device radiates; what a gateway may do is the regulator's matter in most regions. */
function eirpWarnings(end: Omit<LinkEnd, "noiseFigureDb">, radio: LinkRadio): ModelWarning[] {
  if (radio.region === null || radio.frequencyHz === null) return [];
  const limitDbm = maxEirpDbm(radio.region, radio.frequencyHz);
  const eirpDbm = end.txPowerDbm + end.antennaGainDbi - end.lossDb;
  if (eirpDbm <= limitDbm + 1e-9) return [];
  const message = `${eirpDbm.toFixed(1)} dBm EIRP is over the ${Number(limitDbm.toFixed(2))} dBm that ${radio.region.name} allows at ${radio.frequencyHz / 1e6} MHz`;
  return [{ code: "over-eirp-limit", message }];
}
