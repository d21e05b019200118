import type { BatteryLife } from "../../lora/energy/battery-life.ts";
import { DAYS_PER_YEAR, SECONDS_PER_DAY } from "../../lora/energy/battery-life.ts";
import type { Radio } from "../../lora/radios/radio.ts";
import type { SelectionInputs } from "./inputs.ts";

export type Requirement = "range" | "rate" | "life" | "pulse" | "voltage";

/** How a device stands to one requirement. */
export interface Verdict {
  readonly requirement: Requirement;
  readonly met: boolean;
  /** What is missing, in factors of two (3 dB, half the life, …), so that unlike things can be added; 0 when it is met. */
  readonly shortfall: number;
  /** In words, with what was asked and what there is. */
  readonly text: string;
}

export interface Judged {
  readonly inputs: SelectionInputs;
  readonly radio: Radio;
  readonly choice: { readonly sf: number; readonly marginDb: number; readonly bitRateBps: number };
  /** To where it works; null where nothing bounds it. */
  readonly reachM: number | null;
  readonly life: Pick<BatteryLife, "lifeYears" | "pulse" | "supply">;
}

/** A factor of two in power, dB. */
export const DOUBLING_DB = 10 * Math.log10(2);

/** A device against every requirement that was stated, and against what its cells and radio bear. */
export function judge(judged: Judged): Verdict[] {
  return [
    rangeVerdict(judged),
    ...rateVerdicts(judged),
    ...lifeVerdicts(judged),
    pulseVerdict(judged),
    voltageVerdict(judged),
  ];
}

function rangeVerdict({ inputs, choice, reachM }: Judged): Verdict {
  const reach = reachM === null ? "any distance" : distance(reachM);
  const met = choice.marginDb >= 0;
  return {
    requirement: "range",
    met,
    shortfall: met ? 0 : -choice.marginDb / DOUBLING_DB,
    text: met
      ? `reaches ${reach}, ${distance(inputs.rangeM)} asked (${choice.marginDb.toFixed(1)} dB to spare)`
      : `reaches ${reach} of ${distance(inputs.rangeM)}: ${(-choice.marginDb).toFixed(1)} dB are missing`,
  };
}

function rateVerdicts({ inputs, choice }: Judged): Verdict[] {
  const { bitRateBps: asked } = inputs;
  if (asked === undefined) return [];
  const got = `SF${choice.sf} sends ${Math.round(choice.bitRateBps)} bit/s`;
  return [atLeast("rate", choice.bitRateBps, asked, (by) => `${got}, ${Math.round(asked)} asked${by}`)];
}

function lifeVerdicts({ inputs, life }: Judged): Verdict[] {
  if (inputs.lifeS === undefined) return [];
  const askedYears = inputs.lifeS / SECONDS_PER_DAY / DAYS_PER_YEAR;
  const text = (by: string) => `lives ${short(life.lifeYears)} years, ${short(askedYears)} asked${by}`;
  return [atLeast("life", life.lifeYears, askedYears, text)];
}

function pulseVerdict({ life }: Judged): Verdict {
  const { peakCurrentA, limitA, capacitorF } = life.pulse;
  const peak = `${short(peakCurrentA * 1000)} mA`;
  if (limitA === null) return { requirement: "pulse", met: true, shortfall: 0, text: `peaks at ${peak}` };
  const limit = `${short(limitA * 1000)} mA`;
  const mend = capacitorF === null ? "" : `: add a capacitor of ${short(capacitorF * 1e6)} µF`;
  const words = (by: string) => `peaks at ${peak}, the cells give ${limit}${by === "" ? "" : mend}`;
  return atLeast("pulse", limitA, peakCurrentA, words);
}

function voltageVerdict({ life, radio }: Judged): Verdict {
  const { voltageV } = life.supply;
  const { max } = radio.supplyV;
  const text = (by: string) =>
    `${short(voltageV)} V from the cells, the radio stands ${short(max)} V${by === "" ? "" : ": add a regulator"}`;
  return atLeast("voltage", max, voltageV, text);
}

/** @param text gets what is missing, in words; empty when nothing is */
function atLeast(requirement: Requirement, got: number, asked: number, text: (missing: string) => string): Verdict {
  if (got >= asked) return { requirement, met: true, shortfall: 0, text: text("") };
  const missing = `: ${short((1 - got / asked) * 100)} % are missing`;
  return { requirement, met: false, shortfall: Math.log2(asked / got), text: text(missing) };
}

function distance(metres: number): string {
  return metres < 1000 ? `${short(metres)} m` : `${short(metres / 1000)} km`;
}

function short(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
