import type { Link, Plan } from "../network/result.ts";
import type { Device } from "../scenario/scenario.ts";

export interface DeviceResult {
  readonly device: Device;
  /** Heard with the goal's margin by as many gateways as the goal's redundancy asks. */
  readonly covered: boolean;
  /** How many gateways reach the goal's margin. */
  readonly heardCount: number;
  /** The link with the greatest margin; null when no gateway in use lies within its radius. */
  readonly best: Link | null;
}

/** What the plan gives each device, in the scenario's order. */
export function deviceResults({ scenario, links }: Plan): DeviceResult[] {
  const linksOf: Link[][] = scenario.devices.map(() => []);
  for (const link of links) linksOf[link.device].push(link);
  return scenario.devices.map((device, index) => {
    const heardCount = linksOf[index].filter((link) => link.covered).length;
    return {
      device,
      covered: heardCount >= scenario.goal.redundancy,
      heardCount,
      best: linksOf[index].find((link) => link.best) ?? null,
    };
  });
}
