import { hexColour, uncoveredColour } from "../../colours.ts";
import type { Outcome } from "./combine.ts";
import type { Palette } from "./palette.ts";
import type { Demand } from "./unpack.ts";
import type { Viewport } from "./viewport.ts";

/** Radius of the heaviest point and of the lightest, px. */
const GREATEST_RADIUS_PX = 10;
const LEAST_RADIUS_PX = 3;

/** Demand points that are not covered, as discs whose area is their weight: where most people are left out. */
export function drawGaps(
  context: CanvasRenderingContext2D,
  view: Viewport,
  palette: Palette,
  { demand, outcome, redundancy }: { readonly demand: Demand; readonly outcome: Outcome; readonly redundancy: number },
): void {
  const greatest = greatestWeight(demand);
  context.save();
  context.strokeStyle = palette.halo;
  for (let i = 0; i < demand.count; i++) {
    if (outcome.heard[i] >= redundancy) continue;
    const part = demand.weight[i] / greatest;
    context.beginPath();
    context.arc(view.x(demand.longitudeDeg[i]), view.y(demand.latitudeDeg[i]), gapRadiusPx(part), 0, 2 * Math.PI);
    context.fillStyle = gapColour(part);
    context.fill();
    context.stroke();
  }
  context.restore();
}

/** @param part weight over the greatest of any point */
export function gapRadiusPx(part: number): number {
  return Math.max(LEAST_RADIUS_PX, GREATEST_RADIUS_PX * Math.sqrt(part));
}

export function gapColour(part: number): string {
  return hexColour(uncoveredColour(Math.sqrt(part)));
}

export function greatestWeight({ weight }: Demand): number {
  return weight.reduce((most, one) => Math.max(most, one), Number.MIN_VALUE);
}

/** Weight of what is not covered. */
export function openWeight(demand: Demand, outcome: Outcome, redundancy: number): number {
  let sum = 0;
  for (let i = 0; i < demand.count; i++) if (outcome.heard[i] < redundancy) sum += demand.weight[i];
  return sum;
}
