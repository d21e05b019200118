import { type AirtimeAnswer, type AirtimeCase, answerAirtime, readAirtimeCase } from "./airtime-case.ts";
import type { AirtimeInput } from "./airtime-input.ts";
import { LORA_CHIP_TRAITS } from "./chips.ts";
import type { LoraPacket } from "./lora-packet.ts";
import { SPREADING_FACTORS } from "./parameters.ts";
import { longestPayloadBytes } from "./regions/limits.ts";
import type { RegionDataRate } from "./regions/region.ts";

/** The same packet at another spreading factor or data rate. */
export interface AirtimeAlternative {
  /** `SF7`, or `DR5` of a region. */
  readonly name: string;
  /** The spreading factor or modulation behind a data rate. */
  readonly detail: string;
  /** Whether it is the one that was asked for. */
  readonly isAsked: boolean;
  /** Null when the packet is too long for it. */
  readonly answer: AirtimeAnswer | null;
}

/**
 * The same packet at every spreading factor that the chip has, or at every data rate of the region in the same direction.
 *
 * @param input the question as it came, and `question` the same once read
 * @returns slowest first; empty for FSK and LR-FHSS without a region
 */
export function compareAirtime(input: AirtimeInput, question: AirtimeCase): AirtimeAlternative[] {
  if (question.plan !== null) return compareDataRates(input, question.plan, question.packet.payloadBytes);
  return question.modulation === "lora" ? compareSpreadingFactors(question.packet) : [];
}

function compareSpreadingFactors(packet: LoraPacket): AirtimeAlternative[] {
  const { fineSync, minSf } = LORA_CHIP_TRAITS[packet.chip];
  const sendable = SPREADING_FACTORS.filter((sf) => sf >= minSf && (sf > 6 || fineSync || packet.implicitHeader));
  return sendable.toReversed().map((sf) => ({
    name: `SF${sf}`,
    detail: "",
    isAsked: sf === packet.sf,
    answer: answerAirtime({ modulation: "lora", packet: { ...packet, sf }, plan: null }),
  }));
}

function compareDataRates(
  input: AirtimeInput,
  { region, dataRate: asked }: NonNullable<AirtimeCase["plan"]>,
  payloadBytes: number,
): AirtimeAlternative[] {
  const { kind: askedKind, direction: askedDirection } = region.dataRates[asked];
  const otherWay = askedDirection === "downlink" ? "uplink" : "downlink";
  return Object.entries(region.dataRates)
    .filter(([, { kind, direction }]) => kind === askedKind && direction !== otherWay)
    .map(([number, rate]) => {
      const dataRate = Number(number);
      const fits = payloadBytes <= longestPayloadBytes(rate);
      return {
        name: `DR${dataRate}`,
        detail: describeRate(rate),
        isAsked: dataRate === asked,
        answer: fits ? answerAirtime(readAirtimeCase({ ...input, dataRate })) : null,
      };
    });
}

function describeRate(rate: RegionDataRate): string {
  switch (rate.kind) {
    case "lora":
      return `SF${rate.sf}, ${rate.bandwidthHz / 1000} kHz`;
    case "fsk":
      return `FSK, ${rate.bitRateBps / 1000} kbit/s`;
    case "lr-fhss":
      return `LR-FHSS, ${rate.codingRate}, ${rate.occupiedBandwidthHz / 1000} kHz`;
  }
}
