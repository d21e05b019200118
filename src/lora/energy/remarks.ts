import type { Battery } from "../batteries.ts";
import { type Named, unverifiedRemark } from "../catalog.ts";
import type { Radio } from "../radios/radio.ts";
import type { Supply } from "./cell.ts";
import type { Device } from "./device.ts";
import type { EnergyInputs } from "./inputs.ts";
import { CAPACITOR_DROOP_V, type PulseLoad } from "./pulse.ts";

/** A remark on an answer that was computed all the same. */
export interface EnergyRemark {
  readonly code: string;
  readonly message: string;
}

/** Beyond this, seals, electronics and the world change before the cell is empty. */
const LONG_LIFE_YEARS = 20;
/** Self-discharge is stated at 20 °C and grows fast above. */
const WARM_C = 30;

interface Situation {
  readonly radio: Named<Radio>;
  readonly battery: Named<Battery> | null;
  readonly inputs: EnergyInputs;
  readonly device: Device;
  readonly supply: Supply;
  readonly pulse: PulseLoad;
  readonly life: { readonly lifeYears: number; readonly deviceCurrentA: number };
}

/** What a user should know before believing the figure, the gravest first. */
export function energyRemarks(situation: Situation): EnergyRemark[] {
  return [
    ...cellRemarks(situation),
    ...voltageRemarks(situation),
    ...temperatureRemarks(situation),
    ...deviceRemarks(situation),
    ...sourceRemarks(situation),
  ];
}

function cellRemarks({ battery, inputs, pulse, supply, life }: Situation): EnergyRemark[] {
  const remarks: EnergyRemark[] = [];
  if (battery !== null && pulse.withinLimit === false && !inputs.capacitor) {
    remarks.push({ code: "pulse-limit", message: pulseMessage(battery.name, pulse) });
  }
  if (supply.limits !== null && life.deviceCurrentA > supply.limits.maxContinuousA) {
    const message =
      `the mean current of ${amperes(life.deviceCurrentA)} is over the ${amperes(supply.limits.maxContinuousA)} that ` +
      "the cells deliver without end: their capacity will be less than stated";
    remarks.push({ code: "continuous-limit", message });
  }
  if (life.lifeYears > LONG_LIFE_YEARS) {
    const message = `over ${LONG_LIFE_YEARS} years something else ends the device: read it as "the cell is not what limits it"`;
    remarks.push({ code: "beyond-shelf-life", message });
  }
  return remarks;
}

function pulseMessage(battery: string, { peakCurrentA, limitA, capacitorF, maxTxPowerDbm }: PulseLoad): string {
  const mends = [
    `a capacitor of at least ${farads(capacitorF ?? 0)} (falling by ${CAPACITOR_DROOP_V} V; then say --capacitor)`,
    ...(maxTxPowerDbm === null ? [] : [`at most ${maxTxPowerDbm} dBm`]),
    "a cell with a higher pulse current",
  ];
  return (
    `${battery} cannot deliver ${amperes(peakCurrentA)} to the device, only ${amperes(limitA ?? 0)} in pulses: ` +
    `its voltage breaks down while transmitting. Mend: ${mends.join(", or ")}`
  );
}

function voltageRemarks({ radio, inputs, supply }: Situation): EnergyRemark[] {
  if (supply.limits === null || inputs.voltageV !== undefined) return [];
  const remarks: EnergyRemark[] = [];
  const { min, max } = radio.supplyV;
  if (supply.voltageV > max) {
    const message = `the cells' ${volts(supply.voltageV)} are over the ${volts(max)} that the ${radio.name} stands: it needs a regulator`;
    remarks.push({ code: "over-voltage", message });
  }
  if (supply.limits.cutoffV < min) {
    const message =
      `the capacity is stated down to ${volts(supply.limits.cutoffV)}, but the ${radio.name} stops at ${volts(min)}: ` +
      "use a converter, or state the rest with --usable";
    remarks.push({ code: "under-voltage", message });
  }
  return remarks;
}

function temperatureRemarks({ battery, inputs }: Situation): EnergyRemark[] {
  if (battery === null) return [];
  const { min, max } = battery.temperatureC;
  if (inputs.temperatureC < min || inputs.temperatureC > max) {
    const message = `${battery.name} works from ${min} to ${max} °C, not at ${inputs.temperatureC} °C`;
    return [{ code: "temperature", message }];
  }
  if (inputs.temperatureC > WARM_C) {
    const message =
      "self-discharge is that at 20 °C; it about doubles with every 10 °C more: state it with --self-discharge";
    return [{ code: "temperature", message }];
  }
  if (inputs.temperatureC < 0) {
    const message =
      "the capacity is that at 20 °C; in the cold it is less, and so is the pulse current: state it with --usable";
    return [{ code: "temperature", message }];
  }
  return [];
}

function deviceRemarks({ radio, inputs, device }: Situation): EnergyRemark[] {
  const remarks: EnergyRemark[] = [];
  if (!radio.includesController && inputs.sleepCurrentA === undefined) {
    const message =
      "this is the radio alone: state what the whole device draws with --sleep-current, --wake and --wake-current";
    remarks.push({ code: "radio-only", message });
  }
  if (device.transmit?.basis === "extrapolated" || device.transmit?.basis === "held") {
    const message = `the source gives no current at ${device.txPowerDbm} dBm: ${device.transmit.basis} from its nearest points`;
    remarks.push({ code: "estimated-current", message });
  }
  return remarks;
}

/** Only fields that went into the answer. */
function sourceRemarks({ radio, battery, inputs, device }: Situation): EnergyRemark[] {
  const ofRadio = [
    ...(device.transmit === null ? [] : ["amplifiers"]),
    ...(inputs.rxCurrentA === undefined ? ["receiveCurrents"] : []),
    ...(inputs.sleepCurrentA === undefined ? ["sleepCurrentA"] : []),
    ...(inputs.wakeS > 0 && inputs.wakeCurrentA === undefined ? ["standbyCurrentA"] : []),
  ];
  const ofBattery = [
    ...(inputs.capacityMah === undefined ? ["capacityMah"] : []),
    ...(inputs.selfDischargePerYear === undefined ? ["selfDischargePerYear"] : []),
    "maxPulseA",
  ];
  const used = <T extends { readonly name: string; readonly unverified: readonly string[] }>(
    row: T,
    fields: string[],
  ) => unverifiedRemark({ name: row.name, unverified: row.unverified.filter((field) => fields.includes(field)) });
  return [used(radio, ofRadio), battery === null ? null : used(battery, ofBattery)]
    .filter((message) => message !== null)
    .map((message) => ({ code: "unverified", message }));
}

function amperes(currentA: number): string {
  if (currentA >= 1) return `${short(currentA)} A`;
  return currentA >= 1e-3 ? `${short(currentA * 1e3)} mA` : `${short(currentA * 1e6)} µA`;
}

function farads(capacitanceF: number): string {
  return capacitanceF >= 1e-3 ? `${short(capacitanceF * 1e3)} mF` : `${short(capacitanceF * 1e6)} µF`;
}

function volts(voltageV: number): string {
  return `${short(voltageV)} V`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
