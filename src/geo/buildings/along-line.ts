import {
  type DegreeBounds,
  destinationPoint,
  greatCircleDistanceM,
  initialBearingDeg,
  type LonLat,
} from "../geodesy.ts";
import type { Building } from "./building.ts";
import { type BuildingIndex, findBuildings } from "./spatial-index.ts";

/** A profile's line: the great circle between two places in equal steps. */
export interface ProfileLine {
  readonly from: LonLat;
  readonly to: LonLat;
  /** Length that the profile gives the line (on the ellipsoid, say); distances are told on its scale, m, > 0. */
  readonly distanceM: number;
  /** Number of steps, ≥ 1. */
  readonly steps: number;
}

/** A stretch of the line inside a building, distances from its beginning. */
export interface BuildingCrossing {
  readonly building: Building;
  readonly entryM: number;
  readonly exitM: number;
}

export interface HeightsAlong {
  /** Highest building at each of the `steps + 1` points, m above ground; 0 where none stands. */
  readonly heightM: Float64Array;
  /** By entry; a building with wings may be crossed more than once. */
  readonly crossings: readonly BuildingCrossing[];
}

const DEG = Math.PI / 180;
/** Pieces whose boxes are looked up: the great circle leaves the chord in degrees by centimetres over such a length. */
const PIECE_M = 500;
/** More than that, about 1 m. */
const SLACK_DEG = 1e-5;

type Vector = readonly [number, number, number];

/**
 * The buildings that a line passes over, where it enters and leaves them, and their heights at the profile's points.
 *
 * A stretch counts at the points inside it; one that falls between two points, at the nearer: no wall is too thin to be seen.
 */
export function buildingHeightsAlong(index: BuildingIndex, line: ProfileLine): HeightsAlong {
  const crossings = findCrossings(index, line);
  const heightM = new Float64Array(line.steps + 1);
  const stepM = line.distanceM / line.steps;
  for (const { building, entryM, exitM } of crossings) {
    const first = Math.ceil(entryM / stepM);
    const last = Math.floor(exitM / stepM);
    const nearest = Math.round((entryM + exitM) / 2 / stepM);
    for (let i = Math.min(first, nearest); i <= Math.max(last, nearest); i++) {
      heightM[i] = Math.max(heightM[i], building.heightM);
    }
  }
  return { heightM, crossings };
}

function findCrossings(index: BuildingIndex, line: ProfileLine): BuildingCrossing[] {
  const lengthM = greatCircleDistanceM(line.from, line.to);
  if (lengthM === 0 || index.buildings.length === 0) return [];
  const start = unitVector(line.from.longitudeDeg, line.from.latitudeDeg);
  const end = unitVector(line.to.longitudeDeg, line.to.latitudeDeg);
  const normal = scaled(cross(start, end), 1 / Math.hypot(...cross(start, end)));
  const circle = { start, ahead: cross(normal, start), normal };
  // By atan2: an arc cosine would lose its digits on short lines
  const scaleM = line.distanceM / Math.atan2(dot(end, circle.ahead), dot(end, start));
  const found = new Set<number>();
  for (const box of pieceBoxes(line, lengthM)) findBuildings(index, box, found);
  const crossings: BuildingCrossing[] = [];
  for (const number of found) {
    const building = index.buildings[number];
    const meetings = meetingAngles(building, circle).sort((a, b) => a - b);
    for (let i = 0; i + 1 < meetings.length; i += 2) {
      const entryM = Math.max(0, meetings[i] * scaleM);
      const exitM = Math.min(line.distanceM, meetings[i + 1] * scaleM);
      if (exitM > entryM) crossings.push({ building, entryM, exitM });
    }
  }
  return crossings.sort((a, b) => a.entryM - b.entryM || a.exitM - b.exitM);
}

function pieceBoxes({ from, to }: ProfileLine, lengthM: number): DegreeBounds[] {
  const count = Math.ceil(lengthM / PIECE_M);
  const bearingDeg = initialBearingDeg(from, to);
  const places = Array.from({ length: count + 1 }, (_, i) => destinationPoint(from, bearingDeg, (lengthM * i) / count));
  return places.slice(1).map((b, i) => ({
    west: Math.min(places[i].longitudeDeg, b.longitudeDeg) - SLACK_DEG,
    east: Math.max(places[i].longitudeDeg, b.longitudeDeg) + SLACK_DEG,
    south: Math.min(places[i].latitudeDeg, b.latitudeDeg) - SLACK_DEG,
    north: Math.max(places[i].latitudeDeg, b.latitudeDeg) + SLACK_DEG,
  }));
}

interface GreatCircle {
  readonly start: Vector;
  /** A quarter of the circle ahead of the start. */
  readonly ahead: Vector;
  readonly normal: Vector;
}

/** Angles from the start at which the outline's edges, as great circles, cut the circle: an even number of them. */
function meetingAngles({ polygons }: Building, { start, ahead, normal }: GreatCircle): number[] {
  const angles: number[] = [];
  for (const ring of polygons.flat()) {
    let last = unitVector(ring[0][0], ring[0][1]);
    let lastSide = dot(last, normal);
    for (let i = 1; i < ring.length; i++) {
      const corner = unitVector(ring[i][0], ring[i][1]);
      const side = dot(corner, normal);
      // Half-open, so that a corner on the line is counted once
      if (lastSide > 0 !== side > 0) {
        const t = lastSide / (lastSide - side);
        const meeting: Vector = [
          last[0] + t * (corner[0] - last[0]),
          last[1] + t * (corner[1] - last[1]),
          last[2] + t * (corner[2] - last[2]),
        ];
        angles.push(Math.atan2(dot(meeting, ahead), dot(meeting, start)));
      }
      last = corner;
      lastSide = side;
    }
  }
  return angles;
}

function unitVector(lonDeg: number, latDeg: number): Vector {
  const cosLat = Math.cos(latDeg * DEG);
  return [cosLat * Math.cos(lonDeg * DEG), cosLat * Math.sin(lonDeg * DEG), Math.sin(latDeg * DEG)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function scaled(v: Vector, factor: number): Vector {
  return [v[0] * factor, v[1] * factor, v[2] * factor];
}
