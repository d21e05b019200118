import type { LorawanRegionName } from "../../lora/regions/regions.ts";
import { DEFAULT_AVAILABILITY, DEFAULT_PAYLOAD_BYTES } from "../link-inputs.ts";
import type { InputSpec } from "../propagation/model.ts";
import type { InputValues } from "../propagation/read-input.ts";
import { ENVIRONMENT_NAMES, type EnvironmentName } from "./environments.ts";

/** The plan with most networks in the open, and with the tightest limits: a device that fits it seldom fails elsewhere. */
export const DEFAULT_REGION: LorawanRegionName = "EU868";
/** Most sensors stand between city and country. */
export const DEFAULT_ENVIRONMENT: EnvironmentName = "suburban";
/** A reading every quarter of an hour: what meters for heat and power are read at. */
export const DEFAULT_PERIOD_S = 900;
/** The usual supplied whip, and a few metres of cable. */
export const DEFAULT_GATEWAY_GAIN_DBI = 3;
export const DEFAULT_GATEWAY_LOSS_DB = 1;
/** The concentrator of most gateways sold today. */
export const DEFAULT_GATEWAY = "SX1302";

/** What a device must do, and where. */
export const SELECTION_INPUTS = {
  rangeM: { kind: "number", title: "how far from the gateway it must work", unit: "m", above: 0, max: 20e6 },
  bitRateBps: {
    kind: "number",
    title: "bits of the payload a second while it sends, at least",
    above: 0,
    optional: true,
  },
  lifeS: { kind: "number", title: "how long it must live on its cells", unit: "s", above: 0, optional: true },
  region: { kind: "text", title: "regional plan of LoRaWAN", default: DEFAULT_REGION },
  environment: {
    kind: "choice",
    title: "what lies between device and gateway",
    values: ENVIRONMENT_NAMES,
    default: DEFAULT_ENVIRONMENT,
  },
  reliability: {
    kind: "number",
    title: "share of the packets that must arrive, over all places at that range",
    above: 0,
    below: 1,
    default: DEFAULT_AVAILABILITY,
  },
  payloadBytes: {
    kind: "number",
    title: "bytes on air between header and CRC, of LoRaWAN the whole frame",
    integer: true,
    min: 0,
    max: 255,
    default: DEFAULT_PAYLOAD_BYTES,
  },
  periodS: { kind: "number", title: "from one uplink to the next", unit: "s", above: 0, default: DEFAULT_PERIOD_S },
  gateway: { kind: "text", title: "gateway of the catalog", optional: true },
  gatewayGainDbi: {
    kind: "number",
    title: "gain of its antenna",
    unit: "dBi",
    min: -100,
    max: 100,
    default: DEFAULT_GATEWAY_GAIN_DBI,
  },
  gatewayLossDb: {
    kind: "number",
    title: "losses of its cable",
    unit: "dB",
    min: 0,
    max: 500,
    default: DEFAULT_GATEWAY_LOSS_DB,
  },
  sleepCurrentA: { kind: "number", title: "of the whole device asleep", min: 0, max: 10, optional: true },
  wakeS: { kind: "number", title: "awake before each transmission", unit: "s", min: 0, default: 0 },
  wakeCurrentA: { kind: "number", title: "meanwhile", min: 0, max: 10, optional: true },
} as const satisfies Record<string, InputSpec>;

export type SelectionInputs = InputValues<typeof SELECTION_INPUTS>;
