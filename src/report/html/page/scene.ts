import type { Lattice } from "../../../geo/grid.ts";
import { drawGaps } from "./gaps.ts";
import { drawGraticule, drawScaleBar } from "./graticule.ts";
import { LabelSpace } from "./labels.ts";
import { paintLayer } from "./layers.ts";
import { blockDevices, drawAreaNames, drawStationNames } from "./names.ts";
import { DARK, LIGHT, type Palette } from "./palette.ts";
import { paintRelief } from "./relief-canvas.ts";
import { drawAreas, drawExclusions, drawFlat, findRuns } from "./shapes.ts";
import type { State } from "./state.ts";
import { drawDevices, drawMissedSamples, drawSpots, drawStations, type StationState } from "./symbols.ts";
import type { Viewport } from "./viewport.ts";

/** From so many screen pixels a post on, posts are drawn as the squares they are. */
const SQUARES_FROM_PX = 16;

/**
 * The map's picture. Relief and layer are painted once at their own resolution and only scaled in a frame, so that panning and
 * zooming cost two images and a few symbols.
 */
export class Scene {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #state: State;
  readonly #layer = document.createElement("canvas");
  readonly #image: ImageData;
  readonly #flat: ReturnType<typeof findRuns>;
  #relief: HTMLCanvasElement | null = null;
  #palette: Palette = LIGHT;
  /** The station under the pointer. */
  active: number | null = null;
  /** Drawn as a cross in the middle while the keyboard moves the map. */
  crosshair = false;

  constructor(canvas: HTMLCanvasElement, state: State) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
    this.#state = state;
    const { width, height } = state.payload.lattice;
    this.#layer.width = width;
    this.#layer.height = height;
    this.#image = new ImageData(width, height);
    const { lattice } = state.payload.relief;
    this.#flat = state.data.assumedFlat ? findRuns(lattice, state.data.assumedFlat) : [];
  }

  setDark(dark: boolean): void {
    this.#palette = dark ? DARK : LIGHT;
    this.#relief = null;
  }

  /** Paints the layer anew, after the maps or the choice of layer have changed. */
  paint(): void {
    const { payload, layer, maps, excessDb } = this.#state;
    paintLayer(this.#image, maps, {
      layer,
      palette: this.#palette,
      sensitivityDbm: payload.sensitivityDbm,
      thresholdExcessDb: excessDb,
      redundancy: payload.redundancy,
      serverNumbers: this.#state.serverNumbers(),
      payload,
    });
    (this.#layer.getContext("2d") as CanvasRenderingContext2D).putImageData(this.#image, 0, 0);
  }

  draw(view: Viewport, pixelRatio: number): void {
    this.#fitCanvas(view, pixelRatio);
    const context = this.#context;
    const { payload, data, outcome, on, shown } = this.#state;
    const palette = this.#palette;
    this.#relief ??= paintRelief(payload.relief.lattice, data.elevationM, palette);
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    context.fillStyle = palette.void;
    context.fillRect(0, 0, view.width, view.height);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "low";
    this.#drawRaster(this.#relief, payload.relief.lattice, view);
    const postPx = payload.lattice.latStepDeg * view.scale;
    context.imageSmoothingEnabled = postPx < SQUARES_FROM_PX;
    context.globalAlpha = this.#state.opacity;
    context.globalCompositeOperation = palette.blend;
    this.#drawRaster(this.#layer, payload.lattice, view);
    context.globalAlpha = 1;
    context.globalCompositeOperation = "source-over";
    drawFlat(context, view, palette, this.#flat);
    drawGraticule(context, view, palette);
    const demand = { demand: data.demand, outcome, redundancy: payload.redundancy };
    if (this.#state.layer === "gaps") drawGaps(context, view, palette, demand);
    if (shown.has("missed")) drawMissedSamples(context, view, palette, demand);
    if (shown.has("areas")) {
      drawExclusions(context, view, palette, payload.exclusions);
      drawAreas(context, view, palette, payload.areas);
    }
    if (shown.has("devices")) drawDevices(context, view, palette, demand);
    const hidden = shown.has("candidates") ? [] : payload.stations.flatMap((_, i) => (on[i] ? [] : [i]));
    const stations = { stations: payload.stations, on, hidden, active: this.active };
    drawStations(context, view, palette, stations);
    drawSpots(context, view, palette, payload.spots);
    this.#drawNames(view, stations);
    drawScaleBar(context, view, palette);
    if (this.crosshair) this.#drawCrosshair(view);
  }

  #drawNames(view: Viewport, stations: StationState): void {
    const { payload, data, shown } = this.#state;
    const space = new LabelSpace(view.width, view.height);
    drawStationNames(this.#context, view, this.#palette, { ...stations, spots: payload.spots, space });
    if (!shown.has("areas")) return;
    if (shown.has("devices")) blockDevices(space, view, data.demand);
    drawAreaNames(this.#context, view, this.#palette, { areas: payload.areas, space });
  }

  #fitCanvas(view: Viewport, pixelRatio: number): void {
    const width = Math.round(view.width * pixelRatio);
    const height = Math.round(view.height * pixelRatio);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
  }

  /** A raster's posts are the middles of its pixels. */
  #drawRaster(raster: HTMLCanvasElement, lattice: Lattice, view: Viewport): void {
    const x = view.x(lattice.westDeg - lattice.lonStepDeg / 2);
    const y = view.y(lattice.northDeg + lattice.latStepDeg / 2);
    const width = lattice.width * lattice.lonStepDeg * view.aspect * view.scale;
    const height = lattice.height * lattice.latStepDeg * view.scale;
    this.#context.drawImage(raster, x, y, width, height);
  }

  #drawCrosshair(view: Viewport): void {
    const context = this.#context;
    const [x, y] = [Math.round(view.width / 2) + 0.5, Math.round(view.height / 2) + 0.5];
    for (const [style, width] of [
      [this.#palette.halo, 4],
      [this.#palette.ink, 1.5],
    ] as const) {
      context.strokeStyle = style;
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(x - 10, y);
      context.lineTo(x + 10, y);
      context.moveTo(x, y - 10);
      context.lineTo(x, y + 10);
      context.stroke();
    }
  }
}
