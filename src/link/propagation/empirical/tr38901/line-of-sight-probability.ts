import type { Tr38901Scenario } from "./scenario.ts";

/**
 * Probability that the mobile station sees the base station.
 *
 * @param distanceM along the ground, outdoors, ≥ 0
 * @param mobileHeightM counts in urban macro cells above 13 m
 * @see 3GPP TR 38.901, Table 7.4.2-1
 */
export function lineOfSightProbability(scenario: Tr38901Scenario, distanceM: number, mobileHeightM: number): number {
  switch (scenario) {
    case "rma":
      return distanceM <= 10 ? 1 : Math.exp(-(distanceM - 10) / 1000);
    case "umi":
      return streetProbability(distanceM, 36);
    case "uma":
      return Math.min(1, streetProbability(distanceM, 63) * (1 + heightTerm(distanceM, mobileHeightM)));
  }
}

/** All within 18 m, then fewer and fewer. */
function streetProbability(distanceM: number, scaleM: number): number {
  if (distanceM <= 18) return 1;
  return 18 / distanceM + Math.exp(-distanceM / scaleM) * (1 - 18 / distanceM);
}

/** What a place above the street sees more; the report gives it for 13 to 23 m. */
function heightTerm(distanceM: number, mobileHeightM: number): number {
  if (mobileHeightM <= 13) return 0;
  const gain = ((Math.min(mobileHeightM, 23) - 13) / 10) ** 1.5;
  return gain * 1.25 * (distanceM / 100) ** 3 * Math.exp(-distanceM / 150);
}
