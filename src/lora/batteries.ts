import type { Range } from "./radios/radio.ts";

/** One cell. */
export interface Battery {
  readonly title: string;
  readonly chemistry: string;
  /** Down to `cutoffV` at a light load and room temperature, mAh. */
  readonly capacityMah: number;
  readonly nominalV: number;
  readonly cutoffV: number;
  /** Share of the capacity lost in a year at 20 °C. */
  readonly selfDischargePerYear: number;
  /** What it delivers for the length of a packet without its voltage breaking down. */
  readonly maxPulseA: number;
  /** What it delivers without end; above it, the capacity is less than stated. */
  readonly maxContinuousA: number;
  readonly temperatureC: Range;
  readonly source: string;
  /** Fields that come from general knowledge and were not checked against a source. */
  readonly unverified: readonly string[];
}

/** What primary cells of this chemistry have in common. */
const THIONYL_CHLORIDE = {
  chemistry: "Li-SOCl2",
  nominalV: 3.6,
  cutoffV: 2,
  selfDischargePerYear: 0.01,
  temperatureC: { min: -55, max: 85 },
} as const;
const TADIRAN = "voltage and temperatures: Tadiran LTC brochure, section 1.1";

/** Cells; for several see `seriesCells` and `parallelCells` of the energy inputs. */
export const BATTERIES = {
  CR2032: {
    title: "CR2032 coin cell",
    chemistry: "Li-MnO2",
    capacityMah: 225,
    nominalV: 3,
    cutoffV: 2,
    selfDischargePerYear: 0.01,
    maxPulseA: 6.8e-3,
    maxContinuousA: 0.19e-3,
    temperatureC: { min: -30, max: 60 },
    source:
      "Energizer CR2032 data sheet (pulses of 2 s at 6.8 mA, 0.19 mA continuous), as quoted by embeddedcomputing.com, 3 January 2025",
    unverified: ["selfDischargePerYear", "temperatureC"],
  },
  CR2450: {
    title: "CR2450 coin cell",
    chemistry: "Li-MnO2",
    capacityMah: 620,
    nominalV: 3,
    cutoffV: 2,
    selfDischargePerYear: 0.01,
    maxPulseA: 15e-3,
    maxContinuousA: 0.2e-3,
    temperatureC: { min: -30, max: 60 },
    source: "Energizer CR2450 data sheet",
    unverified: ["capacityMah", "selfDischargePerYear", "maxPulseA", "maxContinuousA", "temperatureC"],
  },
  CR2: {
    title: "CR2 photo cell",
    chemistry: "Li-MnO2",
    capacityMah: 800,
    nominalV: 3,
    cutoffV: 2,
    selfDischargePerYear: 0.01,
    maxPulseA: 2.5,
    maxContinuousA: 1,
    temperatureC: { min: -40, max: 60 },
    source: "Energizer CR2 data sheet (to 2.0 V at 100 ohms, 21 °C), as quoted by batteryspecialists.com.au",
    unverified: ["selfDischargePerYear"],
  },
  CR123A: {
    title: "CR123A photo cell",
    chemistry: "Li-MnO2",
    capacityMah: 1500,
    nominalV: 3,
    cutoffV: 2,
    selfDischargePerYear: 0.01,
    maxPulseA: 3.5,
    maxContinuousA: 1.5,
    temperatureC: { min: -40, max: 60 },
    source: "Energizer EL123 data sheet",
    unverified: ["selfDischargePerYear", "maxPulseA", "maxContinuousA", "temperatureC"],
  },
  ER10450: {
    ...THIONYL_CHLORIDE,
    title: "ER10450 (AAA), bobbin",
    capacityMah: 800,
    maxPulseA: 60e-3,
    maxContinuousA: 25e-3,
    source: "EEMB ER10450 datasheet, December 2015, section 3",
    unverified: [],
  },
  LS14250: {
    ...THIONYL_CHLORIDE,
    title: "Saft LS14250 (half AA), bobbin",
    capacityMah: 1200,
    maxPulseA: 100e-3,
    maxContinuousA: 35e-3,
    source: `Saft LS 14250 data sheet; ${TADIRAN}`,
    unverified: ["capacityMah", "maxPulseA", "maxContinuousA"],
  },
  LS14500: {
    ...THIONYL_CHLORIDE,
    title: "Saft LS14500 (AA), bobbin",
    capacityMah: 2600,
    maxPulseA: 250e-3,
    maxContinuousA: 50e-3,
    source: `Saft LS 14500 data sheet; ${TADIRAN}`,
    unverified: ["capacityMah", "maxPulseA", "maxContinuousA"],
  },
  LS26500: {
    ...THIONYL_CHLORIDE,
    title: "Saft LS26500 (C), bobbin",
    capacityMah: 7700,
    maxPulseA: 400e-3,
    maxContinuousA: 150e-3,
    source: `Saft LS 26500 data sheet (7.7 Ah, less than 1 % lost in a year at 20 °C), as quoted by novapart.co; ${TADIRAN}`,
    unverified: ["maxPulseA", "maxContinuousA"],
  },
  ER34615: {
    ...THIONYL_CHLORIDE,
    title: "ER34615 (D), bobbin",
    capacityMah: 19_000,
    maxPulseA: 400e-3,
    maxContinuousA: 230e-3,
    source: `EEMB ER34615 datasheet; ${TADIRAN}`,
    unverified: ["capacityMah", "maxPulseA", "maxContinuousA"],
  },
  "AA-lithium": {
    title: "Energizer L91 (AA)",
    chemistry: "Li-FeS2",
    capacityMah: 3000,
    nominalV: 1.5,
    cutoffV: 0.9,
    selfDischargePerYear: 0.007,
    maxPulseA: 3,
    maxContinuousA: 2,
    temperatureC: { min: -40, max: 60 },
    source: "Energizer L91 data sheet (90 % after 15 years at 21 °C) and Li/FeS2 handbook, form 12004-A (temperatures)",
    unverified: ["cutoffV", "maxPulseA", "maxContinuousA"],
  },
  "AA-alkaline": {
    title: "Alkaline AA (Energizer E91)",
    chemistry: "Zn-MnO2",
    capacityMah: 2850,
    nominalV: 1.5,
    cutoffV: 0.8,
    selfDischargePerYear: 0.03,
    maxPulseA: 1,
    maxContinuousA: 0.5,
    temperatureC: { min: -18, max: 55 },
    source: "Energizer E91 data sheet (25 mA to 0.8 V at 21 °C); Linden's Handbook of Batteries, figure 14.74",
    unverified: ["selfDischargePerYear", "maxPulseA", "maxContinuousA", "temperatureC"],
  },
  "18650": {
    title: "Lithium-ion 18650, rechargeable",
    chemistry: "Li-ion",
    capacityMah: 3000,
    nominalV: 3.6,
    cutoffV: 2.75,
    selfDischargePerYear: 0.2,
    maxPulseA: 6,
    maxContinuousA: 3,
    temperatureC: { min: -20, max: 60 },
    source: "typical of catalogues; replace by the datasheet of yours",
    unverified: ["capacityMah", "cutoffV", "selfDischargePerYear", "maxPulseA", "maxContinuousA", "temperatureC"],
  },
} as const satisfies Record<string, Battery>;
