import type { PageStation, Payload } from "../payload.ts";
import type { Outcome } from "./combine.ts";
import type { Palette } from "./palette.ts";
import type { Demand } from "./unpack.ts";
import type { Viewport } from "./viewport.ts";

export const STATION_RADIUS_PX = 8;
const CANDIDATE_RADIUS_PX = 6;
export const DEVICE_RADIUS_PX = 3.6;

/** Area samples that are not covered, as faint dots. */
export function drawMissedSamples(
  context: CanvasRenderingContext2D,
  view: Viewport,
  palette: Palette,
  missed: { readonly demand: Demand; readonly outcome: Outcome; readonly redundancy: number },
): void {
  const { demand, outcome, redundancy } = missed;
  context.save();
  context.fillStyle = palette.missed;
  context.globalAlpha = 0.75;
  for (let i = 0; i < demand.devicesFrom; i++) {
    if (outcome.heard[i] >= redundancy) continue;
    context.fillRect(view.x(demand.longitudeDeg[i]) - 1.25, view.y(demand.latitudeDeg[i]) - 1.25, 2.5, 2.5);
  }
  context.restore();
}

/** Devices: a dot where covered, a cross where not. */
export function drawDevices(
  context: CanvasRenderingContext2D,
  view: Viewport,
  palette: Palette,
  state: { readonly demand: Demand; readonly outcome: Outcome; readonly redundancy: number },
): void {
  const { demand, outcome, redundancy } = state;
  context.save();
  for (let i = demand.devicesFrom; i < demand.count; i++) {
    const x = view.x(demand.longitudeDeg[i]);
    const y = view.y(demand.latitudeDeg[i]);
    if (x < -9 || y < -9 || x > view.width + 9 || y > view.height + 9) continue;
    context.beginPath();
    if (outcome.heard[i] >= redundancy) {
      context.arc(x, y, DEVICE_RADIUS_PX, 0, 2 * Math.PI);
      context.fillStyle = palette.covered;
      context.strokeStyle = palette.halo;
      context.lineWidth = 1.5;
      context.fill();
      context.stroke();
    } else {
      const r = DEVICE_RADIUS_PX + 0.6;
      context.moveTo(x - r, y - r);
      context.lineTo(x + r, y + r);
      context.moveTo(x + r, y - r);
      context.lineTo(x - r, y + r);
      context.lineCap = "round";
      context.strokeStyle = palette.halo;
      context.lineWidth = 5.5;
      context.stroke();
      context.strokeStyle = palette.missed;
      context.lineWidth = 2.4;
      context.stroke();
    }
  }
  context.restore();
}

/** Numbered badges, as on the cards of the places that are not covered. */
export function drawSpots(
  context: CanvasRenderingContext2D,
  view: Viewport,
  palette: Palette,
  spots: Payload["spots"],
): void {
  context.save();
  context.font = "700 11px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  spots.forEach(({ longitudeDeg, latitudeDeg }, i) => {
    const x = view.x(longitudeDeg);
    const y = view.y(latitudeDeg);
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y - 17, 9, 0.75 * Math.PI, 0.25 * Math.PI);
    context.closePath();
    context.fillStyle = palette.missed;
    context.strokeStyle = palette.halo;
    context.lineWidth = 2;
    context.stroke();
    context.fill();
    context.fillStyle = palette.candidate;
    context.fillText(String(i + 1), x, y - 16.5);
  });
  context.restore();
}

export interface StationState {
  readonly stations: readonly PageStation[];
  readonly on: readonly boolean[];
  readonly hidden: readonly number[];
  /** Under the pointer. */
  readonly active: number | null;
}

/** Gateways and candidates: filled when switched on, a square when existing; those that are on lie on top. */
export function drawStations(
  context: CanvasRenderingContext2D,
  view: Viewport,
  palette: Palette,
  state: StationState,
): void {
  const { stations, on, active, hidden } = state;
  const visible = stations.flatMap((_, i) => (hidden.includes(i) ? [] : [i]));
  context.save();
  for (const i of visible.sort((a, b) => Number(on[a]) - Number(on[b]))) {
    const x = view.x(stations[i].longitudeDeg);
    const y = view.y(stations[i].latitudeDeg);
    drawStation(context, palette, { station: stations[i], on: on[i], active: i === active, x, y });
  }
  context.restore();
}

function drawStation(
  context: CanvasRenderingContext2D,
  palette: Palette,
  mark: {
    readonly station: PageStation;
    readonly on: boolean;
    readonly active: boolean;
    readonly x: number;
    readonly y: number;
  },
): void {
  const { station, on, active, x, y } = mark;
  const r = (on ? STATION_RADIUS_PX : CANDIDATE_RADIUS_PX) + (active ? 2 : 0);
  context.beginPath();
  if (station.kind === "gateway") context.rect(x - r + 1, y - r + 1, 2 * r - 2, 2 * r - 2);
  else context.arc(x, y, r, 0, 2 * Math.PI);
  context.strokeStyle = palette.halo;
  context.lineWidth = 5;
  context.stroke();
  context.fillStyle = on ? palette.gateway : palette.candidate;
  context.fill();
  context.strokeStyle = station.excluded ? palette.exclusion : palette.gateway;
  context.lineWidth = 1.8;
  context.stroke();
  context.beginPath();
  if (on) {
    // A mast with two waves.
    context.strokeStyle = palette.candidate;
    context.lineWidth = 1.5;
    context.moveTo(x, y - 1);
    context.lineTo(x, y + 4);
    context.moveTo(x - 2.5, y + 1);
    context.arc(x, y - 1.5, 3.4, 0.75 * Math.PI, 0.25 * Math.PI);
    context.stroke();
  } else if (station.excluded) {
    context.moveTo(x - 4, y + 4);
    context.lineTo(x + 4, y - 4);
    context.stroke();
  }
}
