import { answerAirtime, computeAirtime, readAirtimeCase } from "../lora/airtime-case.ts";
import { compareAirtime } from "../lora/airtime-comparison.ts";
import { MODULATIONS } from "../lora/airtime-input.ts";
import { LORA_CHIPS } from "../lora/chips.ts";
import { LORA_PACKET_DEFAULTS, SF6_FORMULAS } from "../lora/lora-packet.ts";
import { LR_FHSS_CODING_RATES, LR_FHSS_LAST_BLOCKS } from "../lora/lr-fhss-airtime.ts";
import { CODING_RATES } from "../lora/parameters.ts";
import { airtimeRemarks, airtimeText } from "./airtime-text.ts";
import { type BatchCase, runBatch } from "./batch.ts";
import { defineCommand } from "./command.ts";
import { renamePlaces } from "./errors.ts";
import { flagOf } from "./model-options.ts";
import type { OptionSpecs, OptionValues } from "./options.ts";

const LORA = "LoRa:";
const REGION = "Region, in place of the modulation's settings:";
const OTHER = "FSK and LR-FHSS:";

/** Options whose values are those of a case, by its keys. */
const PLAIN_OPTIONS = {
  payloadBytes: {
    flag: "payload",
    kind: "quantity",
    dimension: "data",
    title: "bytes on air between header and CRC, 0 to 255; of LoRaWAN, the whole frame",
  },
  appPayloadBytes: {
    flag: "app-payload",
    kind: "quantity",
    dimension: "data",
    title: "bytes of a LoRaWAN application: 13 bytes are added",
  },
  chip: {
    flag: "chip",
    kind: "choice",
    values: LORA_CHIPS,
    title: `family of the radio chip, default ${LORA_PACKET_DEFAULTS.chip}`,
  },
  modulation: { flag: "modulation", kind: "choice", values: MODULATIONS, title: "default lora" },
  sf: { flag: "sf", kind: "integer", min: 5, max: 12, title: "spreading factor: lower is faster", group: LORA },
  bandwidthHz: {
    flag: "bw",
    kind: "quantity",
    dimension: "frequency",
    title: "bandwidth, default 125kHz",
    group: LORA,
  },
  codingRate: {
    flag: "cr",
    kind: "choice",
    values: [...CODING_RATES, ...LR_FHSS_CODING_RATES],
    title: "coding rate, default 4/5, of lr-fhss 1/3",
    group: LORA,
  },
  preambleSymbols: { flag: "preamble", kind: "integer", title: "preamble, default 8", group: LORA },
  sf6Formula: {
    flag: "sf6-formula",
    kind: "choice",
    values: SF6_FORMULAS,
    title: "whose description of the SX127x at SF6 counts, default datasheet",
    group: LORA,
  },
  region: {
    flag: "region",
    kind: "text",
    placeholder: "name",
    title: "regional plan of LoRaWAN: EU868, US915, AS923-1, …",
    group: REGION,
  },
  dataRate: { flag: "dr", kind: "integer", title: "data rate of the region", group: REGION },
  frequencyHz: {
    flag: "frequency",
    kind: "quantity",
    dimension: "frequency",
    title: "carrier: which sub-band's duty cycle counts; default: the first channel's",
    group: REGION,
  },
  bitRateBps: {
    flag: "bit-rate",
    kind: "quantity",
    dimension: "bitRate",
    title: "bit rate of fsk, default 50kbps",
    group: OTHER,
  },
  preambleBits: { flag: "preamble-bits", kind: "integer", title: "preamble of fsk, default 40", group: OTHER },
  syncWordBits: { flag: "sync-word-bits", kind: "integer", title: "sync word of fsk, default 24", group: OTHER },
  crcBytes: { flag: "crc-bytes", kind: "integer", title: "CRC of fsk, 0 to 2, default 2", group: OTHER },
  headerCount: { flag: "headers", kind: "integer", title: "headers of lr-fhss, 1 to 4, default 3", group: OTHER },
  lastBlock: {
    flag: "last-block",
    kind: "choice",
    values: LR_FHSS_LAST_BLOCKS,
    title: "last block of lr-fhss: short as chips send it (default), or whole as the standard counts it",
    group: OTHER,
  },
} as const satisfies OptionSpecs;

/** Options that say a case's value in another way, under the case's key. */
const SWITCH_OPTIONS = {
  implicitHeader: { flag: "implicit-header", kind: "switch", title: "no header on air", group: LORA },
  crc: { flag: "no-crc", kind: "switch", title: "no CRC after the payload", group: LORA },
  ldro: {
    flag: "ldro",
    kind: "choice",
    values: ["auto", "on", "off"],
    title: "low-data-rate optimisation, default auto: by the chip's rule",
    group: LORA,
  },
  dwellTime: {
    flag: "dwell-time",
    kind: "choice",
    values: ["auto", "on", "off"],
    title: "whether the network limits the dwell time (AS923, AU915), default auto: as before it has said so",
    group: REGION,
  },
  variableLength: { flag: "fixed-length", kind: "switch", title: "no length byte in fsk", group: OTHER },
  addressFiltering: { flag: "address-filtering", kind: "switch", title: "an address byte in fsk", group: OTHER },
} as const satisfies OptionSpecs;

const CASE_OPTIONS = { ...PLAIN_OPTIONS, ...SWITCH_OPTIONS } as const satisfies OptionSpecs;

export const airtime = defineCommand({
  description:
    "How long a packet is on air: LoRa, FSK or LR-FHSS, as the chip sends it. With a region also how often it may be sent.\n" +
    "Quantities take a unit (125kHz, 20 bytes); a bare number is in Hz or bytes.",
  arguments: [],
  options: {
    ...CASE_OPTIONS,
    batch: {
      flag: "batch",
      kind: "text",
      placeholder: "file",
      title: "newline-delimited JSON cases from a file, or from stdin with -; flags fill in what a case leaves out",
    },
  },
  examples: [
    { title: "Twenty bytes at SF7", line: "airtime --sf 7 --bw 125kHz --cr 4/5 --payload 20" },
    { title: "How often, under Europe's duty cycle", line: "airtime --region EU868 --dr 5 --app-payload 12 --json" },
    {
      title: "At 2.4 GHz, with long interleaving",
      line: "airtime --chip sx128x --sf 9 --bw 812.5kHz --cr li4/8 --payload 32",
    },
    { title: "A stream of cases", line: "airtime --batch scenarios/examples/airtime.ndjson" },
  ],
  async run(_args, options, { output, signal }) {
    const given = givenCase(options);
    if (options.batch !== undefined) {
      const answer =
        Object.keys(given).length === 0 ? computeAirtime : (input: BatchCase) => computeAirtime({ ...given, ...input });
      return runBatch(options.batch, output, signal, answer);
    }
    const { question, answer } = renamePlaces(
      (key) => flagOf(CASE_OPTIONS, key),
      () => {
        const read = readAirtimeCase(given);
        return { question: read, answer: answerAirtime(read) };
      },
    );
    for (const remark of airtimeRemarks(question, answer)) output.remark(`warning: ${remark}`);
    if (output.json) return output.printJson(answer);
    await output.print(airtimeText(question, answer, compareAirtime(given, question)));
  },
});

/** What was given, by the keys of a case. */
function givenCase(options: OptionValues<typeof CASE_OPTIONS>): BatchCase {
  const given: Record<string, unknown> = {};
  for (const key of Object.keys(PLAIN_OPTIONS) as (keyof typeof PLAIN_OPTIONS)[]) {
    if (options[key] !== undefined) given[key] = options[key];
  }
  if (options.implicitHeader) given.implicitHeader = true;
  if (options.crc) given.crc = false;
  if (options.variableLength) given.variableLength = false;
  if (options.addressFiltering) given.addressFiltering = true;
  if (options.ldro !== undefined) given.ldro = switchValue(options.ldro);
  if (options.dwellTime !== undefined) given.dwellTime = switchValue(options.dwellTime);
  return given;
}

function switchValue(text: string): boolean | "auto" {
  return text === "auto" ? text : text === "on";
}
