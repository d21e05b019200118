import { formatCost, formatNumber, formatPercent, formatPosition, formatQuantity } from "../format.ts";
import { decodeExcess, GREATEST_CODE, LEAST_CODE, NOTHING_COMPUTED } from "../margin-code.ts";
import type { PageStation } from "../payload.ts";
import { fastestFactor } from "./layers.ts";
import type { State } from "./state.ts";
import type { Viewport } from "./viewport.ts";

/** A finger is less exact than a mouse. */
const PICK_RADIUS_PX = window.matchMedia("(pointer: coarse)").matches ? 24 : 14;
const DEVICE_PICK_RADIUS_PX = 8;

/** What is under a point of the map: a title and rows of name and value. */
export interface Readout {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
  readonly hint: string | null;
}

/** The station whose symbol lies under (x, y), or null. */
export function pickStation(state: State, view: Viewport, x: number, y: number): number | null {
  const { stations } = state.payload;
  let nearest: number | null = null;
  let nearestPx = PICK_RADIUS_PX;
  stations.forEach((station, i) => {
    if (!state.on[i] && !state.shown.has("candidates")) return;
    const distancePx = Math.hypot(view.x(station.longitudeDeg) - x, view.y(station.latitudeDeg) - y);
    if (distancePx >= nearestPx) return;
    nearest = i;
    nearestPx = distancePx;
  });
  return nearest;
}

export function readStation(state: State, index: number): Readout {
  const station = state.payload.stations[index];
  const on = state.on[index];
  const effect = state.outcome.effect[index];
  const kind = station.kind === "gateway" ? "existing gateway" : on ? "gateway" : "candidate";
  const rows: [string, string][] = [
    ["Kind", `${kind}, ${on ? "on" : "off"}`],
    ["Height", `${formatQuantity(station.heightAglM, "m", 1)} above ground`],
    ["Cost", formatCost(station.cost)],
  ];
  if (effect !== null && !station.excluded) {
    rows.push([on ? "Lost without it" : "Won with it", `${formatPercent(effect)} of the weight`]);
  }
  const cannot = station.excluded ? "In an exclusion zone: cannot be used" : "Was not computed";
  const hint = state.canSwitch(index) ? `Click to switch it ${on ? "off" : "on"}` : cannot;
  return { title: station.name, rows, hint };
}

/** Terrain and coverage at the nearest post, or of the device there. */
export function readPlace(state: State, view: Viewport, x: number, y: number): Readout {
  const device = state.shown.has("devices") ? pickDevice(state, view, x, y) : null;
  const longitudeDeg = view.longitudeAt(x);
  const latitudeDeg = view.latitudeAt(y);
  const position = formatPosition(longitudeDeg, latitudeDeg);
  const ground: [string, string] = ["Ground", groundText(state, longitudeDeg, latitudeDeg)];
  if (device !== null) return readDevice(state, device, ground);
  return { title: position, rows: [ground, ...coverageRows(state, longitudeDeg, latitudeDeg)], hint: null };
}

function coverageRows(state: State, longitudeDeg: number, latitudeDeg: number): (readonly [string, string])[] {
  const { lattice, stations, goalMarginDb } = state.payload;
  const column = Math.round((longitudeDeg - lattice.westDeg) / lattice.lonStepDeg);
  const row = Math.round((lattice.northDeg - latitudeDeg) / lattice.latStepDeg);
  const inside = column >= 0 && row >= 0 && column < lattice.width && row < lattice.height;
  const post = row * lattice.width + column;
  const code = inside ? state.maps.bestCode[post] : NOTHING_COMPUTED;
  if (code === NOTHING_COMPUTED) return [["Coverage", "beyond every radius"]];
  const server = stations[state.maps.bestStation[post]];
  return [
    ["Received", `${bound(code)}${formatQuantity(state.maps.receivedDbm[post], "dBm")}`],
    ["Margin, up / down", `${bound(code)}${bothMargins(server, goalMarginDb + decodeExcess(code))}`],
    ["A packet arrives", `${bound(code)}${formatPercent(state.payload.successByCode[code])}`],
    ["Spreading factor", factorText(state, code)],
    ["Best server", server.name],
    ["Heard by", `${state.maps.heard[post]} of ${state.sitesOn().length}`],
  ];
}

function factorText({ payload, excessDb }: State, code: number): string {
  const fastest = payload.spreadingFactors[fastestFactor(payload.spreadingFactors, code, excessDb)];
  return fastest === undefined ? "none is slow enough" : `SF${fastest.sf} is enough`;
}

/** Both directions' margins at the default device, from the weaker one. */
function bothMargins({ uplinkAtZeroLossDb, downlinkAtZeroLossDb }: PageStation, weakerDb: number): string {
  const least = Math.min(uplinkAtZeroLossDb, downlinkAtZeroLossDb);
  const up = formatNumber(weakerDb + uplinkAtZeroLossDb - least, 1);
  return `${up} / ${formatQuantity(weakerDb + downlinkAtZeroLossDb - least, "dB", 1)}`;
}

function readDevice(state: State, point: number, ground: readonly [string, string]): Readout {
  const { demand, stations, goalMarginDb, redundancy } = state.payload;
  let best = NOTHING_COMPUTED;
  let server = -1;
  for (const { station, demandCodes } of state.sitesOn()) {
    if (demandCodes[point] <= best) continue;
    best = demandCodes[point];
    server = station;
  }
  const covered = state.outcome.heard[point] >= redundancy;
  const rows: (readonly [string, string])[] = [["Device", covered ? "covered" : "not covered"], ground];
  if (server >= 0) {
    rows.push(["Margin", `${bound(best)}${formatQuantity(goalMarginDb + decodeExcess(best), "dB", 1)}`]);
    rows.push(["Best server", stations[server].name]);
  }
  rows.push(["Heard by", String(state.outcome.heard[point])]);
  return { title: demand.deviceNames[point - demand.devicesFrom], rows, hint: null };
}

function pickDevice(state: State, view: Viewport, x: number, y: number): number | null {
  const { demand } = state.data;
  let nearest: number | null = null;
  let nearestPx = DEVICE_PICK_RADIUS_PX;
  for (let i = demand.devicesFrom; i < demand.count; i++) {
    const distancePx = Math.hypot(view.x(demand.longitudeDeg[i]) - x, view.y(demand.latitudeDeg[i]) - y);
    if (distancePx >= nearestPx) continue;
    nearest = i;
    nearestPx = distancePx;
  }
  return nearest;
}

function groundText(state: State, longitudeDeg: number, latitudeDeg: number): string {
  const { lattice } = state.payload.relief;
  const column = Math.round((longitudeDeg - lattice.westDeg) / lattice.lonStepDeg);
  const row = Math.round((lattice.northDeg - latitudeDeg) / lattice.latStepDeg);
  if (column < 0 || row < 0 || column >= lattice.width || row >= lattice.height) return "no terrain here";
  const post = row * lattice.width + column;
  const heightM = state.data.elevationM[post];
  if (Number.isNaN(heightM)) return "no terrain here";
  return state.data.assumedFlat?.[post] ? "unknown, taken as 0 m" : formatQuantity(heightM, "m");
}

/** Codes at the end of their range stand for all beyond it. */
function bound(code: number): string {
  if (code === LEAST_CODE) return "≤ ";
  return code === GREATEST_CODE ? "≥ " : "";
}
