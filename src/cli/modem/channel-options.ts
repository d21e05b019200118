import { InputError } from "../../math/errors.ts";
import { type Dimension, parseQuantity } from "../../math/quantity.ts";
import type { ChannelStage } from "../../modem/channel/channel.ts";
import type { MultipathStage, Tap } from "../../modem/channel/multipath.ts";
import {
  MULTIPATH_PROFILE_NAMES,
  type MultipathProfileName,
  profileTaps,
} from "../../modem/channel/multipath-profiles.ts";
import { parseChannel } from "../../modem/channel/parse-channel.ts";
import { parseTaps, parseTapTable } from "../../modem/channel/parse-taps.ts";
import { readTextFile } from "../../runtime/node/read-text.ts";
import { parseJsonText } from "../../scenario/json-text.ts";
import { FileInputError, renamePlaces } from "../errors.ts";
import type { OptionSpecs, OptionValues } from "../options.ts";
import { INTERFERER_FORM, parseInterferer } from "./interferer-text.ts";

const CHANNEL = "Channel:";
const RECEIVER = "Receiver's faults:";

/** What happens to a signal on its way: read by {@link readChannelOptions}. */
export const CHANNEL_OPTIONS = {
  snrDb: {
    flag: "snr",
    kind: "quantity",
    dimension: "level",
    title: "white noise: signal over noise in the signal's bandwidth",
    group: CHANNEL,
  },
  multipath: {
    flag: "multipath",
    kind: "text",
    placeholder: "file or profile",
    title: `echoes: taps as JSON or CSV (delayS, gainDb, …), or ${MULTIPATH_PROFILE_NAMES.join(", ")}`,
    group: CHANNEL,
  },
  fading: {
    flag: "fading",
    kind: "choice",
    values: ["rayleigh", "rician"],
    title: "the whole signal fades",
    group: CHANNEL,
  },
  kFactorDb: {
    flag: "k-factor",
    kind: "quantity",
    dimension: "level",
    title: "of Rician fading: steady over scattered power, default 6dB",
    group: CHANNEL,
  },
  dopplerHz: {
    flag: "doppler",
    kind: "quantity",
    dimension: "frequency",
    min: 0,
    title: "greatest Doppler shift of what fades, default 0: gains are drawn once and stay",
    group: CHANNEL,
  },
  interferer: {
    flag: "interferer",
    kind: "texts",
    placeholder: "kind:part=value",
    title: `other transmitters: ${INTERFERER_FORM}`,
    group: CHANNEL,
  },
  channel: {
    flag: "channel",
    kind: "text",
    placeholder: "file",
    title: "a channel of your own: stages in order, as JSON; it comes before the flags'",
    group: CHANNEL,
  },
  iqImbalance: {
    flag: "iq-imbalance",
    kind: "text",
    placeholder: "dB,degrees",
    title: "gain of Q over I, and how far it is off a right angle: 0.5dB,2deg",
    group: RECEIVER,
  },
  dc: { flag: "dc", kind: "text", placeholder: "I,Q", title: "what is added to I and Q: 0.01,-0.02", group: RECEIVER },
  quantiseBits: {
    flag: "quantise",
    kind: "integer",
    min: 1,
    max: 24,
    placeholder: "bits",
    title: "rounding to so many bits, and clipping at an amplitude of 1",
    group: RECEIVER,
  },
} as const satisfies OptionSpecs;

type Options = OptionValues<typeof CHANNEL_OPTIONS>;

export interface GivenChannel {
  /** Exact for the frames that we make ourselves, so it is no stage. */
  readonly multipath: MultipathStage | null;
  /** In the order in which they happen. */
  readonly stages: readonly ChannelStage[];
}

/**
 * The channel that the flags and their files come to.
 *
 * @throws {InputError} naming the flag or the place in the file
 */
export async function readChannelOptions(options: Options): Promise<GivenChannel> {
  requireUse(options);
  const { fading, kFactorDb, dopplerHz, interferer, snrDb, quantiseBits } = options;
  const stages: ChannelStage[] = [];
  const add = (flag: string, stage: Readonly<Record<string, unknown>>): void => {
    // An interferer has many parts in one flag: the key says which one is meant
    const place = (pointer: string) => (flag === "--interferer" ? `${flag} ${pointer.split("/").at(-1)}` : flag);
    stages.push(...renamePlaces(place, () => parseChannel([stage])));
  };
  if (options.channel !== undefined) stages.push(...(await readJsonFile(options.channel, parseChannel)));
  if (fading !== undefined) add("--fading", { kind: "fading", model: fading, kFactorDb, dopplerHz });
  for (const text of interferer) add("--interferer", await parseInterferer(text, "--interferer"));
  if (snrDb !== undefined) add("--snr", { kind: "noise", snrDb });
  if (options.iqImbalance !== undefined) {
    const [gainDb, phaseDeg] = await parsePair(options.iqImbalance, ["level", "angle"], "--iq-imbalance");
    add("--iq-imbalance", { kind: "iq-imbalance", gainDb, phaseRad: (phaseDeg * Math.PI) / 180 });
  }
  if (options.dc !== undefined) {
    const [i, q] = await parsePair(options.dc, ["scalar", "scalar"], "--dc");
    add("--dc", { kind: "dc", i, q });
  }
  if (quantiseBits !== undefined) add("--quantise", { kind: "quantise", bits: quantiseBits });
  return { multipath: await readMultipath(options), stages };
}

/** A flag that would do nothing is a mistake. */
function requireUse({ fading, multipath, kFactorDb, dopplerHz }: Options): void {
  if (kFactorDb !== undefined && fading !== "rician") {
    const message = "counts with --fading rician only";
    throw new InputError({ code: "idle-option", where: "--k-factor", message });
  }
  if (dopplerHz !== undefined && fading === undefined && multipath === undefined) {
    const message = "counts with --fading or --multipath only";
    throw new InputError({ code: "idle-option", where: "--doppler", message, hint: "a steady shift is --cfo" });
  }
}

async function readMultipath({ multipath, dopplerHz = 0 }: Options): Promise<MultipathStage | null> {
  if (multipath === undefined) return null;
  return { kind: "multipath", taps: await readTapsOf(multipath), dopplerHz, normalise: true };
}

/** The taps that a profile or a file holds. */
export async function readTapsOf(nameOrFile: string): Promise<Tap[]> {
  if (MULTIPATH_PROFILE_NAMES.includes(nameOrFile as MultipathProfileName)) {
    return profileTaps(nameOrFile as MultipathProfileName);
  }
  if (!/[./\\]/.test(nameOrFile)) {
    const message = `expected a file or one of ${MULTIPATH_PROFILE_NAMES.join(", ")}, got "${nameOrFile}"`;
    throw new InputError({ code: "unknown-name", where: "--multipath", message });
  }
  if (nameOrFile.toLowerCase().endsWith(".json")) return readJsonFile(nameOrFile, parseTaps);
  return parseTapTable(await readTextFile(nameOrFile), nameOrFile);
}

async function readJsonFile<T>(file: string, parse: (json: unknown) => T): Promise<T> {
  const json = parseJsonText(await readTextFile(file), file);
  try {
    return parse(json);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new FileInputError(file, error.issues, { cause: error });
  }
}

async function parsePair(
  text: string,
  dimensions: readonly [Dimension, Dimension],
  where: string,
): Promise<readonly [number, number]> {
  const parts = text.split(",");
  if (parts.length !== 2) {
    const message = `expected two values with a comma between them, got "${text}"`;
    throw new InputError({ code: "bad-value", where, message });
  }
  return [await parseQuantity(parts[0], dimensions[0], where), await parseQuantity(parts[1], dimensions[1], where)];
}
