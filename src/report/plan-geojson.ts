import type { Plan } from "../network/result.ts";
import { deviceResults } from "./device-results.ts";
import { finiteOrNull } from "./finite.ts";
import { planSummary } from "./summary.ts";

/**
 * The scenario as it was read, with the answer: each station's and device's result in its properties, the summary as
 * `chirpscape.result`.
 */
export function planGeoJson(plan: Plan): string {
  const { source } = plan.scenario;
  const results = resultsByFeature(plan);
  const features = source.features.map((feature, index) => ({
    ...feature,
    properties: { ...feature.properties, ...results.get(index) },
  }));
  const collection = { ...source, chirpscape: { ...source.chirpscape, result: planSummary(plan) }, features };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

function resultsByFeature(plan: Plan): Map<number, Record<string, unknown>> {
  const results = new Map<number, Record<string, unknown>>();
  for (const { station, chosen, excluded, aloneWeightFraction, uniqueWeightFraction } of plan.stations) {
    results.set(station.featureIndex, {
      id: station.id,
      chosen,
      excluded,
      aloneWeightFraction: finiteOrNull(aloneWeightFraction),
      uniqueWeightFraction: finiteOrNull(uniqueWeightFraction),
    });
  }
  for (const { device, covered, heardCount, best } of deviceResults(plan)) {
    results.set(device.featureIndex, {
      id: device.id,
      covered,
      heardCount,
      gatewayId: best ? plan.scenario.stations[plan.gateways[best.gateway]].id : null,
      distanceM: finiteOrNull(best?.distanceM),
      marginDb: finiteOrNull(best?.marginDb),
      successProbability: finiteOrNull(best?.successProbability),
      receivedPowerDbm: finiteOrNull(best?.downlink.receivedPowerDbm),
      snrDb: finiteOrNull(best?.downlink.snrDb),
      uplinkReceivedPowerDbm: finiteOrNull(best?.uplink.receivedPowerDbm),
      uplinkSnrDb: finiteOrNull(best?.uplink.snrDb),
    });
  }
  return results;
}
