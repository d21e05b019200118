import type { Extent } from "../payload.ts";

const MAX_PIXELS_PER_KM = 400;
/** The nearest to the whole extent that one can zoom out, as a share of the fitting scale. */
const LEAST_ZOOM = 0.9;
const FIT_PADDING_PX = 34;
/** Length of a degree of latitude on the mean earth sphere (6 371.009 km), km. */
export const KM_PER_DEGREE = 111.195;

/**
 * What part of the earth the canvas shows: a plane with degrees of longitude shortened by the cosine of the extent's middle
 * latitude, so that the scale is the same both ways and lattices stay rectangles.
 */
export class Viewport {
  readonly extent: Extent;
  /** What is shown at first. */
  readonly focus: Extent;
  readonly aspect: number;
  longitudeDeg: number;
  latitudeDeg: number;
  /** CSS pixels per degree of latitude. */
  scale = 1;
  width = 1;
  height = 1;

  constructor(extent: Extent, focus: Extent) {
    this.extent = extent;
    this.focus = focus;
    this.longitudeDeg = (focus.west + focus.east) / 2;
    this.latitudeDeg = (focus.south + focus.north) / 2;
    this.aspect = Math.cos((this.latitudeDeg * Math.PI) / 180);
  }

  /** Takes a new size; keeps the centre, and about as much in sight as before. */
  resize(width: number, height: number): void {
    const zoom = this.width === 1 ? 1 : this.scale / this.#scaleFor(this.focus);
    this.width = Math.max(2, width);
    this.height = Math.max(2, height);
    this.scale = this.#clampScale(zoom * this.#scaleFor(this.focus));
  }

  fit(): void {
    this.longitudeDeg = (this.focus.west + this.focus.east) / 2;
    this.latitudeDeg = (this.focus.south + this.focus.north) / 2;
    this.scale = this.#scaleFor(this.focus);
  }

  x(longitudeDeg: number): number {
    return this.width / 2 + (longitudeDeg - this.longitudeDeg) * this.aspect * this.scale;
  }

  y(latitudeDeg: number): number {
    return this.height / 2 - (latitudeDeg - this.latitudeDeg) * this.scale;
  }

  longitudeAt(x: number): number {
    return this.longitudeDeg + (x - this.width / 2) / (this.aspect * this.scale);
  }

  latitudeAt(y: number): number {
    return this.latitudeDeg - (y - this.height / 2) / this.scale;
  }

  pan(dx: number, dy: number): void {
    this.centreOn(this.longitudeAt(this.width / 2 - dx), this.latitudeAt(this.height / 2 - dy));
  }

  /** Zooms so that the place under (x, y) stays there. */
  zoomAt(factor: number, x: number, y: number): void {
    const longitudeDeg = this.longitudeAt(x);
    const latitudeDeg = this.latitudeAt(y);
    this.scale = this.#clampScale(this.scale * factor);
    this.pan(x - this.x(longitudeDeg), y - this.y(latitudeDeg));
  }

  /** The centre never leaves the extent. */
  centreOn(longitudeDeg: number, latitudeDeg: number): void {
    this.longitudeDeg = Math.min(this.extent.east, Math.max(this.extent.west, longitudeDeg));
    this.latitudeDeg = Math.min(this.extent.north, Math.max(this.extent.south, latitudeDeg));
  }

  pixelsPerKm(): number {
    return this.scale / KM_PER_DEGREE;
  }

  /** The scale at which a whole extent is in sight. */
  #scaleFor({ west, east, south, north }: Extent): number {
    const across = Math.max(1, this.width - 2 * FIT_PADDING_PX) / Math.max(1e-6, east - west) / this.aspect;
    const down = Math.max(1, this.height - 2 * FIT_PADDING_PX) / Math.max(1e-6, north - south);
    return Math.min(across, down);
  }

  #clampScale(scale: number): number {
    const least = LEAST_ZOOM * this.#scaleFor(this.extent);
    return Math.min(Math.max(least, MAX_PIXELS_PER_KM * KM_PER_DEGREE), Math.max(least, scale));
  }
}
