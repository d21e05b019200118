import { InputError, type Issue } from "../math/errors.ts";
import type { Scenario } from "./scenario.ts";

/**
 * What a scenario is to be used for. `plan` chooses gateways for a demand, `coverage` maps the existing ones (a demand is
 * welcome, not needed), `any` asks for nothing.
 */
export type Purpose = "plan" | "coverage" | "any";

interface Counts {
  readonly gateway: number;
  readonly candidate: number;
  readonly area: number;
  readonly device: number;
}

/** What is missing for the purpose. */
export function checkPurpose(counts: Counts, purpose: Purpose): Issue[] {
  const issues: Issue[] = [];
  const where = "/features";
  if (purpose === "plan" && counts.gateway + counts.candidate === 0) {
    const message = "no candidate and no gateway: there is nowhere to send from";
    issues.push({ code: "no-station", where, message, hint: "add Point features of the role candidate" });
  }
  if (purpose === "plan" && counts.area + counts.device === 0) {
    const message = "no area and no device: there is nothing to cover";
    issues.push({
      code: "nothing-to-cover",
      where,
      message,
      hint: "add Polygon features of the role area, or devices",
    });
  }
  if (purpose === "coverage" && counts.gateway === 0) {
    const message = "no gateway: coverage is computed for existing gateways";
    const hint =
      counts.candidate > 0
        ? "give the role gateway to the candidates that stand, or use plan to choose among them"
        : "add Point features of the role gateway";
    issues.push({ code: "no-gateway", where, message, hint });
  }
  return issues;
}

/** @throws {InputError} `no-station`, `nothing-to-cover` */
export function requireForPlan(scenario: Scenario): void {
  requirePurpose(scenario, "plan");
}

/** @throws {InputError} `no-gateway` */
export function requireForCoverage(scenario: Scenario): void {
  requirePurpose(scenario, "coverage");
}

function requirePurpose({ stations, areas, devices }: Scenario, purpose: Purpose): void {
  const gateway = stations.filter((station) => station.kind === "gateway").length;
  const counts = { gateway, candidate: stations.length - gateway, area: areas.length, device: devices.length };
  const issues = checkPurpose(counts, purpose);
  if (issues.length > 0) throw new InputError(issues);
}
