import type { Plan } from "../../network/result.ts";
import { demandCodes } from "./build-payload.ts";
import { GOAL_CODE } from "./margin-code.ts";

/**
 * The weight that each candidate would add to the plan, were it switched on as well, as a fraction of all weight.
 *
 * @returns by station index; null where the station is in use or was not computed
 */
export function weightAdded(plan: Plan): (number | null)[] {
  const { demand, scenario } = plan;
  const codes = plan.siteLoss.map((site, index) => site && demandCodes(plan, site, scenario.stations[index]));
  const heard = new Uint16Array(demand.count);
  for (const index of plan.gateways) {
    codes[index]?.forEach((code, i) => {
      if (code >= GOAL_CODE) heard[i]++;
    });
  }
  const total = demand.weight.reduce((sum, weight) => sum + weight, 0);
  return scenario.stations.map((_, index) => {
    const reach = codes[index];
    if (!reach || plan.gateways.includes(index) || !(total > 0)) return null;
    const missing = scenario.goal.redundancy - 1;
    return (
      demand.weight.reduce((sum, w, i) => (heard[i] === missing && reach[i] >= GOAL_CODE ? sum + w : sum), 0) / total
    );
  });
}
