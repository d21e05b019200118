import { METRES_PER_DEGREE } from "../geo/geodesy.ts";
import type { Grid, Lattice } from "../geo/grid.ts";
import { longitudeInGrid } from "../geo/interpolate.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { DemandPoints, DemandReach } from "./result.ts";

/** Devices alone are counted in cells of at least this size. */
const DEVICE_CELL_M = 500;
/** Cells are wider than the areas' grid, so that none within an area falls between two rows of points. */
const CELL_FACTOR = 1.5;

/** Whether a demand point is left uncovered by the gateways in use. */
export function isUncovered({ heardCount }: DemandReach, point: number, redundancy: number): boolean {
  return heardCount[point] < redundancy;
}

/**
 * The weight that is left uncovered, per square kilometre, in cells that are wide enough to hold points of every area: of an
 * area's weight the share of its points in the cell, and the weights of the devices there over the cell's size.
 *
 * @param lattice of the maps; the cells are blocks of its posts
 * @returns NaN where there is no demand, 0 where all of it is covered
 */
export function uncoveredWeight(
  { areas, goal }: Scenario,
  demand: DemandPoints,
  reach: DemandReach,
  lattice: Lattice,
): Grid {
  const cells = cellLattice(lattice, Math.max(DEVICE_CELL_M, ...areas.map(({ gridM }) => CELL_FACTOR * gridM)));
  const grid = { ...cells, data: new Float32Array(cells.width * cells.height) };
  const samples = new Uint32Array(grid.data.length);
  const ofAreas = new Float64Array(samples.length);
  const ofDevices = new Float64Array(samples.length).fill(Number.NaN);
  for (let point = 0; point < demand.count; point++) {
    const longitudeDeg = longitudeInGrid(grid, demand.longitudeDeg[point]);
    const column = Math.round((longitudeDeg - cells.westDeg) / cells.lonStepDeg);
    const row = Math.round((cells.northDeg - demand.latitudeDeg[point]) / cells.latStepDeg);
    if (column < 0 || row < 0 || column >= cells.width || row >= cells.height) continue;
    const cell = row * cells.width + column;
    const isOpen = isUncovered(reach, point, goal.redundancy);
    if (point < demand.devicesFrom) {
      samples[cell]++;
      if (isOpen) ofAreas[cell] += areas[demand.origin[point]].weight;
    } else {
      const before = Number.isNaN(ofDevices[cell]) ? 0 : ofDevices[cell];
      ofDevices[cell] = before + (isOpen ? demand.weight[point] : 0);
    }
  }
  samples.forEach((count, cell) => {
    const areaWeight = count === 0 ? Number.NaN : ofAreas[cell] / count;
    const deviceWeight = ofDevices[cell] / cellKm2(cells, Math.floor(cell / cells.width));
    if (Number.isNaN(areaWeight)) grid.data[cell] = deviceWeight;
    else grid.data[cell] = Number.isNaN(deviceWeight) ? areaWeight : areaWeight + deviceWeight;
  });
  return grid;
}

function cellKm2({ northDeg, lonStepDeg, latStepDeg }: Lattice, row: number): number {
  const kmPerDegree = METRES_PER_DEGREE / 1000;
  const latitudeRad = ((northDeg - row * latStepDeg) * Math.PI) / 180;
  return lonStepDeg * kmPerDegree * Math.cos(latitudeRad) * latStepDeg * kmPerDegree;
}

/** Blocks of posts of at least a size; the north-western corner stays where it is. */
function cellLattice(lattice: Lattice, sizeM: number): Lattice {
  const { westDeg, northDeg, lonStepDeg, latStepDeg, width, height } = lattice;
  const middleRad = ((northDeg - (height * latStepDeg) / 2) * Math.PI) / 180;
  const across = Math.max(1, Math.ceil(sizeM / (lonStepDeg * METRES_PER_DEGREE * Math.cos(middleRad))));
  const down = Math.max(1, Math.ceil(sizeM / (latStepDeg * METRES_PER_DEGREE)));
  return {
    width: Math.ceil(width / across),
    height: Math.ceil(height / down),
    westDeg: westDeg + ((across - 1) / 2) * lonStepDeg,
    northDeg: northDeg - ((down - 1) / 2) * latStepDeg,
    lonStepDeg: lonStepDeg * across,
    latStepDeg: latStepDeg * down,
  };
}
