import { expect, it } from "vitest";
import { demandPoints } from "../../src/network/demand.ts";
import { deviceLinks } from "../../src/network/links.ts";
import { createSuccessModel } from "../../src/network/success.ts";
import { madeLosses } from "../support/made-losses.ts";
import { madeScenario } from "../support/made-scenario.ts";

const scenario = madeScenario({
  stations: [{ at: [0, 0] }, { at: [3000, 0], txPowerDbm: 10 }, { at: [0, 4000] }, { at: [50, 50] }],
  devices: [{ at: [0, 1000] }, { at: [3000, 4000] }, { at: [9000, 9000] }],
  areas: [{ box: [0, 0, 500, 500] }],
  goal: { marginDb: 10 },
});
const demand = demandPoints(scenario);
const success = createSuccessModel(scenario);
const _ = Number.NaN;
// The first point is the area's
const losses = [
  madeLosses(0, [90, 110, 130, _]),
  madeLosses(1, [90, 120, 125, _]),
  madeLosses(2, [90, 100, 100, 100]),
  undefined,
];

it("lists each device with each gateway in use that it is in reach of", () => {
  const links = deviceLinks(scenario, demand, [0, 1], losses, success);
  expect(links.map(({ device, gateway }) => [device, gateway])).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  // By hand: 14 dBm − 110 dB is received, over a noise floor of −117.03 dBm 21.03 dB, over SF7's −7.5 dB 28.53 dB
  expect(links[0].uplink.receivedPowerDbm).toBeCloseTo(-96, 6);
  expect(links[0].uplink.snrDb).toBeCloseTo(21.031, 3);
  expect(links[0].marginDb).toBeCloseTo(28.531, 3);
  // The second gateway sends with 4 dB less: the downlink is the weaker
  expect(links[1].uplink.marginDb).toBeCloseTo(18.531, 3);
  expect(links[1].marginDb).toBeCloseTo(14.531, 3);
  expect(links[1].marginDb).toBe(links[1].downlink.marginDb);
  expect(links.map(({ best }) => best)).toEqual([true, false, false, true]);
  expect(links.map(({ covered }) => covered)).toEqual([true, true, false, false]);
  // 3, 4, 5; the plane of the made places and the sphere agree to a thousandth
  expect(links[2].distanceM / 5000).toBeCloseTo(1, 3);
});

it("is empty without devices or gateways", () => {
  expect(deviceLinks(scenario, demand, [], losses, success)).toEqual([]);
  expect(deviceLinks(scenario, demand, [3], losses, success)).toEqual([]);
});
