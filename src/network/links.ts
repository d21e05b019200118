import { greatCircleDistanceM } from "../geo/geodesy.ts";
import { directionBudget, linkConstants } from "../link/budget.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { stationTowards } from "./antenna-loss.ts";
import type { DemandPoints, Link, SiteLoss } from "./result.ts";
import { type SuccessModel, successWithMargin } from "./success.ts";

/** Every device with every gateway in use within whose radius it lies, by device. */
export function deviceLinks(
  scenario: Scenario,
  demand: DemandPoints,
  gateways: readonly number[],
  losses: readonly (SiteLoss | undefined)[],
  success: SuccessModel,
): Link[] {
  return scenario.devices.flatMap((device, index) => {
    const ofDevice = success.of(device);
    const links = gateways.flatMap((station, gateway): Omit<Link, "best">[] => {
      const site = losses[station];
      const point = demand.devicesFrom + index;
      const pathLossDb = site?.demandLossDb[point] ?? Number.NaN;
      if (site === undefined || Number.isNaN(pathLossDb)) return [];
      const constants = linkConstants(device, stationTowards(scenario.stations[station], site, point), scenario.radio);
      const uplink = directionBudget(constants.uplink, pathLossDb);
      const downlink = directionBudget(constants.downlink, pathLossDb);
      const marginDb = Math.min(uplink.marginDb, downlink.marginDb);
      return [
        {
          device: index,
          gateway,
          distanceM: greatCircleDistanceM(scenario.stations[station], device),
          uplink,
          downlink,
          marginDb,
          successProbability: successWithMargin(ofDevice, marginDb),
          covered: marginDb >= ofDevice.requiredMarginDb,
        },
      ];
    });
    const greatest = Math.max(...links.map(({ marginDb }) => marginDb));
    const best = links.findIndex(({ marginDb }) => marginDb === greatest);
    return links.map((link, i) => ({ ...link, best: i === best }));
  });
}
