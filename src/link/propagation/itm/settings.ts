import { InputError } from "../../../math/errors.ts";
import { inverseComplementaryNormal } from "../../../math/normal.ts";
import { type InputValues, readInputs } from "../read-input.ts";
import { CLIMATES, type Climate, type ClimateCurve, frequencyGain } from "./climates.ts";
import { WAVENUMBER_DIVISOR_MHZ_M } from "./constants.ts";
import { type GroundImpedance, groundImpedance } from "./ground.ts";
import { ITM_SETTING_INPUTS } from "./inputs.ts";
import { ITM_WARNING } from "./warnings.ts";

/** How the percentages share the variability between them [Hufford 1982; Algorithm, §5]. */
type VariabilityMode = "single-message" | "accidental" | "mobile" | "broadcast";

const MODES: readonly VariabilityMode[] = ["single-message", "accidental", "mobile", "broadcast"];

/** Percentages and environment as a user gives them; those left out have the defaults of `ITM_SETTING_INPUTS`. */
export type ItmSettingsInput = Partial<InputValues<typeof ITM_SETTING_INPUTS>> & { readonly frequencyHz: number };

/** All that does not depend on the path, worked out once. */
export interface ItmSettings {
  readonly frequencyMhz: number;
  readonly wavenumberPerM: number;
  /** Refractivity reduced to sea level, N-units. */
  readonly refractivityN: number;
  readonly impedance: GroundImpedance;
  readonly climate: Climate;
  readonly mode: VariabilityMode;
  /** False where location (the +10 modes) or situation (the +20 modes) variability is left out. */
  readonly locationVaries: boolean;
  readonly situationVaries: boolean;
  /** Standard normal deviates of the percentages, after the mode has joined those that it holds for one. */
  readonly timeDeviate: number;
  readonly locationDeviate: number;
  readonly situationDeviate: number;
  /** The climate's curve on the side of `timeDeviate`, and the factor that turns it into σ_T. */
  readonly timeCurve: ClimateCurve;
  readonly timeFactor: number;
  /** Remarks that hold for every path (`ITM_WARNING`). */
  readonly warningBits: number;
}

/**
 * Checks what a user chose for the Irregular Terrain Model and works out all that is the same on every path.
 *
 * @param input frequency, ground, climate, mode, and either time, location and situation or confidence and reliability
 *   (percentages; confidence stands for situation, reliability for time, with location at 50)
 * @throws {InputError} with every fault at once; code `ground-impedance` when the ground's impedance is more reactive than resistive
 */
export function prepareItm(input: ItmSettingsInput): ItmSettings {
  const given = readInputs(ITM_SETTING_INPUTS, input);
  const modeOfVariability = given.modeOfVariability;
  if (modeOfVariability % 10 > 3) {
    throw new InputError({
      code: "out-of-range",
      where: "modeOfVariability",
      message: `expected 0 to 3, alone or plus 10, 20 or 30, got ${modeOfVariability}`,
    });
  }
  const frequencyMhz = given.frequencyHz / 1e6;
  const wavenumberPerM = frequencyMhz / WAVENUMBER_DIVISOR_MHZ_M;
  const impedance = groundImpedance(frequencyMhz, given.polarization, given.permittivity, given.conductivitySm);
  if (!(impedance.real > Math.abs(impedance.imaginary))) {
    throw new InputError({
      code: "ground-impedance",
      where: "permittivity",
      message: `expected ground whose impedance has a greater real than imaginary part, got ${impedance.real} and ${impedance.imaginary}`,
    });
  }
  const climate: Climate = CLIMATES[given.climate];
  const mode = MODES[modeOfVariability % 10];
  const deviates = joinDeviates(mode, given);
  return {
    frequencyMhz,
    wavenumberPerM,
    refractivityN: given.refractivityN,
    impedance,
    climate,
    mode,
    locationVaries: Math.floor(modeOfVariability / 10) % 2 === 0,
    situationVaries: modeOfVariability < 20,
    ...deviates,
    ...timeSpread(climate, wavenumberPerM, deviates.timeDeviate),
    warningBits:
      (frequencyMhz < 40 || frequencyMhz > 10_000 ? ITM_WARNING.frequency : 0) |
      (Object.values(deviates).some((deviate) => Math.abs(deviate) > 3.1) ? ITM_WARNING.extremeVariability : 0),
  };
}

type Percentages = Pick<
  InputValues<typeof ITM_SETTING_INPUTS>,
  "time" | "location" | "situation" | "confidence" | "reliability"
>;

function joinDeviates(mode: VariabilityMode, given: Percentages) {
  const deviate = (percent: number | undefined) => inverseComplementaryNormal((percent ?? 50) / 100);
  const timeDeviate = deviate(given.time ?? given.reliability);
  const locationDeviate = deviate(given.location);
  const situationDeviate = deviate(given.situation ?? given.confidence);
  switch (mode) {
    case "single-message":
      return { timeDeviate: situationDeviate, locationDeviate: situationDeviate, situationDeviate };
    case "accidental":
      return { timeDeviate, locationDeviate: situationDeviate, situationDeviate };
    case "mobile":
      return { timeDeviate, locationDeviate: timeDeviate, situationDeviate };
    case "broadcast":
      return { timeDeviate, locationDeviate, situationDeviate };
  }
}

/** σ_T is the curve of one side times a factor that only the deviate decides [Algorithm, 5.5 to 5.8]. */
function timeSpread(climate: Climate, wavenumberPerM: number, timeDeviate: number) {
  if (timeDeviate < 0) {
    return { timeCurve: climate.timeBelow, timeFactor: frequencyGain(climate.gainBelow, wavenumberPerM) };
  }
  const { tailDeviate, tailRatio } = climate;
  const tail = timeDeviate <= tailDeviate ? 1 : tailRatio + ((1 - tailRatio) * tailDeviate) / timeDeviate;
  return { timeCurve: climate.timeAbove, timeFactor: frequencyGain(climate.gainAbove, wavenumberPerM) * tail };
}
