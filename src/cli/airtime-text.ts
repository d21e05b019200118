import type { AirtimeAnswer, AirtimeCase } from "../lora/airtime-case.ts";
import type { AirtimeAlternative } from "../lora/airtime-comparison.ts";
import { LORA_CHIP_TRAITS } from "../lora/chips.ts";
import { LORAWAN_OVERHEAD_BYTES } from "../lora/regions/limits.ts";
import { type Column, textTable } from "../report/text-table.ts";

/** The answer for people. */
export function airtimeText(
  question: AirtimeCase,
  answer: AirtimeAnswer,
  alternatives: readonly AirtimeAlternative[],
): string {
  const blocks = [
    `${describeQuestion(question, answer)}: ${showSeconds(answer.timeOnAirS)} on air`,
    textTable(PART_COLUMNS, partRows(question, answer)).join("\n"),
    ...(answer.reason === undefined ? [] : [limitsText(answer)]),
    ...(alternatives.length < 2 ? [] : [alternativesText(alternatives)]),
    ...(question.modulation === "lora"
      ? ["A lower spreading factor is the faster one; a higher one is slower and reaches farther."]
      : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** What the user may not expect, for stderr. */
export function airtimeRemarks(question: AirtimeCase, { ldro, dwellTimeOk, reason }: AirtimeAnswer): string[] {
  const remarks: string[] = [];
  if (question.modulation === "lora") {
    const { packet } = question;
    const { title } = LORA_CHIP_TRAITS[packet.chip];
    if (packet.ldro !== "auto" && packet.ldro !== ldro) {
      remarks.push(`the ${title} has low-data-rate optimisation ${ldro ? "on" : "off"} at SF${packet.sf} in any case`);
    }
  }
  if (dwellTimeOk === false) remarks.push(`this packet may not be sent: ${reason}`);
  return remarks;
}

function describeQuestion({ plan, ...question }: AirtimeCase, { ldro }: AirtimeAnswer): string {
  const settings = plan === null ? [] : [`${plan.name} DR${plan.dataRate}`];
  switch (question.modulation) {
    case "lora": {
      const { chip, sf, bandwidthHz, codingRate, implicitHeader, crc } = question.packet;
      settings.push(`LoRa SF${sf}`, `${Number((bandwidthHz / 1000).toPrecision(6))} kHz`, codingRate);
      if (implicitHeader) settings.push("implicit header");
      if (!crc) settings.push("no CRC");
      if (ldro) settings.push("low-data-rate optimisation");
      settings.push(LORA_CHIP_TRAITS[chip].title);
      break;
    }
    case "fsk":
      settings.push(`FSK ${question.packet.bitRateBps / 1000} kbit/s`);
      break;
    case "lr-fhss":
      settings.push(`LR-FHSS ${question.packet.codingRate}, ${question.packet.headerCount} headers`);
  }
  return `${settings.join(", ")}, ${question.packet.payloadBytes} bytes`;
}

const PART_COLUMNS: readonly Column[] = [
  { title: "part" },
  { title: "time", align: "right" },
  { title: "length", align: "right" },
];

/** What one symbol is, and what goes before the payload. */
const WORDS = {
  lora: ["symbols", "preamble"],
  fsk: ["bits", "preamble"],
  "lr-fhss": ["bits", "headers"],
} as const;

function partRows({ modulation }: AirtimeCase, answer: AirtimeAnswer): string[][] {
  const { preambleTimeS, payloadSymbols, symbolTimeS, bitRateBps } = answer;
  const [symbols, preamble] = WORDS[modulation];
  const preambleSymbols = Number((preambleTimeS / symbolTimeS).toFixed(2));
  return [
    [preamble, showSeconds(preambleTimeS), `${preambleSymbols} ${symbols}`],
    ["payload", showSeconds(payloadSymbols * symbolTimeS), `${payloadSymbols} ${symbols}`],
    [`one ${symbols.slice(0, -1)}`, showSeconds(symbolTimeS), `${showNumber(bitRateBps)} bit/s`],
  ];
}

function limitsText({ minIntervalS, messagesPerDay, maxPayloadBytes = 0, maxAppPayloadBytes, reason }: AirtimeAnswer) {
  const often =
    minIntervalS === null || minIntervalS === undefined
      ? `Not allowed: ${reason}.`
      : `At most one every ${showSeconds(minIntervalS)}, ${messagesPerDay} a day: ${reason}.`;
  const longest =
    maxPayloadBytes === 0
      ? "The data rate may not be used under this dwell time."
      : `Longest packet: ${maxPayloadBytes} bytes, ${maxAppPayloadBytes} of them the application's (${LORAWAN_OVERHEAD_BYTES} are LoRaWAN's).`;
  return `${often}\n${longest}`;
}

function alternativesText(alternatives: readonly AirtimeAlternative[]): string {
  const planned = alternatives.some(({ detail }) => detail !== "");
  const columns: Column[] = [
    { title: planned ? "  data rate" : "  spreading factor" },
    ...(planned ? [{ title: "modulation" }] : []),
    { title: "time on air", align: "right" },
    ...(planned ? ([{ title: "at most every", align: "right" }] as const) : []),
  ];
  const rows = alternatives.map(({ name, detail, isAsked, answer }) => [
    `${isAsked ? ">" : " "} ${name}`,
    ...(planned ? [detail] : []),
    answer === null ? "too long" : showSeconds(answer.timeOnAirS),
    ...(planned ? [typeof answer?.minIntervalS === "number" ? showSeconds(answer.minIntervalS) : "–"] : []),
  ]);
  return textTable(columns, rows).join("\n");
}

function showSeconds(seconds: number): string {
  if (seconds < 1e-3) return `${showNumber(seconds * 1e6)} µs`;
  if (seconds < 1) return `${showNumber(seconds * 1e3)} ms`;
  return `${showNumber(seconds)} s`;
}

/** Four significant digits, no fewer than the whole number has. */
function showNumber(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(4)));
}
