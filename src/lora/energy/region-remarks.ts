import { regionLimits } from "../regions/limits.ts";
import { findRegion } from "../regions/regions.ts";
import type { Device } from "./device.ts";
import type { EnergyInputs } from "./inputs.ts";
import type { EnergyRemark } from "./remarks.ts";

/**
 * What the region's rules say to a device that sends so often and so loud.
 *
 * @throws {InputError} `payload-too-long` over the data rate's limit
 */
export function regionRemarks(device: Device, inputs: EnergyInputs, transmissions: number): EnergyRemark[] {
  const { region: name, dataRate } = inputs;
  if (name === undefined || dataRate === undefined) return [];
  const region = findRegion(name);
  const limits = regionLimits({
    name,
    region,
    dataRate,
    payloadBytes: device.packet.payloadBytes,
    timeOnAirS: device.timeOnAirS,
    frequencyHz: inputs.frequencyHz,
    dwellTime: "auto",
  });
  const remarks: EnergyRemark[] = [];
  const intervalS = inputs.periodS / transmissions;
  if (limits.minIntervalS === null) {
    remarks.push({ code: "dwell-time", message: limits.reason });
  } else if (intervalS < limits.minIntervalS) {
    const message =
      `a transmission every ${intervalS.toPrecision(3)} s is more often than ${name} allows, ` +
      `one in ${limits.minIntervalS.toPrecision(3)} s: ${limits.reason}`;
    remarks.push({ code: "duty-cycle", message });
  }
  if (device.txPowerDbm > region.maxEirpDbm) {
    const message = `${device.txPowerDbm} dBm is over the ${region.maxEirpDbm} dBm EIRP of ${name}, whatever the antenna`;
    remarks.push({ code: "eirp", message });
  }
  return remarks;
}
