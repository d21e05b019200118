import { REQUIRED_SNR_DB } from "../../lora/snr-threshold.ts";
import { InputError } from "../../math/errors.ts";
import { parseQuantity } from "../../math/quantity.ts";
import type { Tap } from "../../modem/channel/multipath.ts";
import {
  type SimulatedChannel,
  STILL_CHANNEL,
  SYNCHRONISATION_KINDS,
  type SynchronisationKind,
} from "../../modem/error-rates/frame-batch.ts";
import { checkErrorRateRequest, type ErrorRateRequest } from "../../modem/error-rates/simulate.ts";
import { renamePlaces } from "../errors.ts";
import { flagOf } from "../model-options.ts";
import type { OptionSpecs, OptionValues } from "../options.ts";
import { CHANNEL_OPTIONS, readTapsOf } from "./channel-options.ts";
import { ENVELOPE_OPTIONS, FRAME_OPTIONS, readEnvelopeOptions, readFrameOptions } from "./frame-options.ts";

const CHANNEL = "Channel:";
const RECEIVER = "Receiver:";
const RUN = "Simulation:";
const CHANNELS = ["awgn", "rayleigh", "rician", "multipath"] as const;
type ChannelName = (typeof CHANNELS)[number];

const DEFAULT_PAYLOAD_BYTES = 16;
/** Ten parts per million of 868 MHz: what a cheap crystal is off by; of narrow channels at most a quarter of their width. */
const DEFAULT_CLOCK_PPM = 10;
const DEFAULT_CARRIER_OFFSET_HZ = 8680;
const DEFAULT_BAND_SHARE = 0.25;
/** Outdoors with line of sight: as in `modem modulate`. */
const DEFAULT_K_FACTOR_DB = 6;
/** Without a number of frames: until each rate is known to a tenth, or no longer worth the wait. */
const DEFAULT_FRAMES = 10_000;
const DEFAULT_PRECISION = 0.1;
const DEFAULT_SEED = 1;
/** From where hardly a packet arrives to where hardly one is lost, relative to the datasheets' threshold. */
const DEFAULT_SNR_DB = { below: 4, step: 0.5 };
const MAX_POINTS = 1000;

export const SIMULATE_OPTIONS = {
  ...FRAME_OPTIONS,
  payloadBytes: {
    flag: "payload",
    kind: "quantity",
    dimension: "data",
    title: `bytes of the payload, drawn by lot; default ${DEFAULT_PAYLOAD_BYTES}`,
    group: "Frame:",
  },
  ...ENVELOPE_OPTIONS,
  snrDb: {
    flag: "snr",
    kind: "text",
    placeholder: "from:step:to",
    title:
      "signal over noise in the signal's bandwidth, or a single value; default from 4 dB below the datasheets' threshold up to it",
    group: CHANNEL,
  },
  channel: {
    flag: "channel",
    kind: "choice",
    values: CHANNELS,
    title: "what there is besides noise; drawn anew for each frame; default awgn: nothing",
    group: CHANNEL,
  },
  multipath: { ...CHANNEL_OPTIONS.multipath, group: CHANNEL },
  kFactorDb: CHANNEL_OPTIONS.kFactorDb,
  dopplerHz: CHANNEL_OPTIONS.dopplerHz,
  carrierOffsetHz: {
    flag: "cfo-max",
    kind: "quantity",
    dimension: "frequency",
    min: 0,
    title: "carrier offset of each frame up to this, either way; default 8.68kHz, at most a quarter of the bandwidth",
    group: CHANNEL,
  },
  clockPpm: {
    flag: "clock-max",
    kind: "quantity",
    dimension: "scalar",
    min: 0,
    title: `its clock's error at that offset, parts per million; default ${DEFAULT_CLOCK_PPM}`,
    group: CHANNEL,
  },
  synchronisation: {
    flag: "sync",
    kind: "choice",
    values: SYNCHRONISATION_KINDS,
    title: "the whole receiver (default), or ideal synchronisation in its place: the bound, and much faster",
    group: RECEIVER,
  },
  decoding: {
    flag: "decoding",
    kind: "choice",
    values: ["soft", "hard"],
    title: "soft weighs each bit by how sure it is (default), hard decides each symbol first",
    group: RECEIVER,
  },
  sampleRateHz: {
    flag: "sample-rate",
    kind: "quantity",
    dimension: "frequency",
    title: "samples per second, at least the bandwidth; default: the bandwidth",
    group: RECEIVER,
  },
  maxFrames: {
    flag: "frames",
    kind: "integer",
    min: 1,
    title: `frames at each SNR; default: until --precision ${DEFAULT_PRECISION}, at most ${DEFAULT_FRAMES}`,
    group: RUN,
  },
  precision: {
    flag: "precision",
    kind: "quantity",
    dimension: "fraction",
    title: "stop at an SNR when half the 95 % interval of the packet error rate is this share of the rate",
    group: RUN,
  },
  seed: { flag: "seed", kind: "integer", title: `for all that is drawn by lot, default ${DEFAULT_SEED}`, group: RUN },
  threads: {
    flag: "threads",
    kind: "integer",
    min: 1,
    max: 256,
    title: "number of workers; default: one per core",
    setting: "environment-and-file",
    group: RUN,
  },
  svg: {
    flag: "svg",
    kind: "text",
    placeholder: "file",
    title: "draw the rates beside what is expected, as .svg or .png",
    group: "Output:",
  },
} as const satisfies OptionSpecs;

type Options = OptionValues<typeof SIMULATE_OPTIONS>;

/**
 * The simulation that the flags ask for.
 *
 * @throws {InputError} naming the flag
 */
export async function readSimulateOptions(
  options: Options,
): Promise<{ readonly request: ErrorRateRequest; readonly channelName: string }> {
  const settings = readFrameOptions(options);
  const { sampleRateHz = settings.bandwidthHz, clockPpm = DEFAULT_CLOCK_PPM } = options;
  const widestHz = Math.min(DEFAULT_CARRIER_OFFSET_HZ, DEFAULT_BAND_SHARE * settings.bandwidthHz);
  const channelName = nameChannel(options);
  const request: ErrorRateRequest = {
    settings,
    payloadBytes: options.payloadBytes ?? DEFAULT_PAYLOAD_BYTES,
    synchronisation: (options.synchronisation as SynchronisationKind | undefined) ?? "receiver",
    decoding: (options.decoding as "soft" | "hard" | undefined) ?? "soft",
    channel: await readChannel(channelName, options),
    envelope: readEnvelopeOptions(options),
    spread: { carrierOffsetHz: options.carrierOffsetHz ?? widestHz, clockPpm },
    sampleRateHz,
    snrDb: options.snrDb === undefined ? usualSnrsDb(REQUIRED_SNR_DB[settings.sf]) : await parseSnrs(options.snrDb),
    maxFrames: options.maxFrames ?? DEFAULT_FRAMES,
    precision: options.precision ?? (options.maxFrames === undefined ? DEFAULT_PRECISION : 0),
    seed: options.seed ?? DEFAULT_SEED,
  };
  renamePlaces(
    (key) => flagOf(SIMULATE_OPTIONS, key),
    () => checkErrorRateRequest(request),
  );
  return { request, channelName: channelName === "multipath" ? `multipath ${options.multipath}` : channelName };
}

function usualSnrsDb(thresholdDb: number): number[] {
  const { below, step } = DEFAULT_SNR_DB;
  return Array.from({ length: below / step + 1 }, (_, i) => thresholdDb - below + i * step);
}

/**
 * `-12:0.5:-6`, or one value; each may have a unit.
 *
 * @throws {InputError} naming the flag
 */
async function parseSnrs(text: string): Promise<number[]> {
  const parts = text.split(":");
  const values = await Promise.all(parts.map((part) => parseQuantity(part, "level", "--snr")));
  if (values.length === 1) return values;
  const [from, step, to] = values;
  // A step more than fits by rounding still counts
  const steps = Math.floor((to - from) / step + 1e-9);
  if (values.length === 3 && step !== 0 && steps >= 0 && steps < MAX_POINTS) {
    // Without the rounding of decimals: -9.9 rather than -9.899999999999999
    return Array.from({ length: steps + 1 }, (_, i) => Number((from + i * step).toFixed(9)));
  }
  throw new InputError({
    code: "bad-value",
    where: "--snr",
    message: `expected one value or FROM:STEP:TO with at most ${MAX_POINTS} points, got "${text}"`,
    hint: "-12:0.5:-6",
  });
}

/** Echoes that were given are meant. */
function nameChannel({ channel, multipath }: Options): ChannelName {
  return (channel as ChannelName | undefined) ?? (multipath === undefined ? "awgn" : "multipath");
}

async function readChannel(name: ChannelName, options: Options): Promise<SimulatedChannel> {
  const { multipath, kFactorDb, dopplerHz } = options;
  if (multipath !== undefined && name !== "multipath") throw idleOption("--multipath", "--channel multipath");
  if (kFactorDb !== undefined && name !== "rician") throw idleOption("--k-factor", "--channel rician");
  if (dopplerHz !== undefined && name === "awgn") throw idleOption("--doppler", "a channel that fades");
  if (name === "awgn") return STILL_CHANNEL;
  return { taps: await tapsOf(name, options), dopplerHz: dopplerHz ?? 0 };
}

async function tapsOf(name: Exclude<ChannelName, "awgn">, options: Options): Promise<readonly Tap[]> {
  if (name !== "multipath") {
    const kFactorDb = options.kFactorDb ?? DEFAULT_K_FACTOR_DB;
    return [{ delayS: 0, gainDb: 0, phaseRad: 0, fading: name, kFactorDb }];
  }
  if (options.multipath !== undefined) return readTapsOf(options.multipath);
  const message = "missing: the echoes, as a file or the name of a profile";
  throw new InputError({ code: "missing-input", where: "--multipath", message, hint: "cost207-urban" });
}

/** A flag that would do nothing is a mistake. */
function idleOption(flag: string, needed: string): InputError {
  return new InputError({ code: "idle-option", where: flag, message: `counts with ${needed} only` });
}
