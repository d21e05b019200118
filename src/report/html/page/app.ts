import { formatPercent } from "../format.ts";
import type { Payload } from "../payload.ts";
import { byId, setText } from "./elements.ts";
import { listenToMap } from "./gestures.ts";
import { renderLegend } from "./legend.ts";
import { listenToPanel, renderResults } from "./panel.ts";
import { pickStation, readPlace, readStation } from "./readout.ts";
import { Scene } from "./scene.ts";
import { State } from "./state.ts";
import { listenToStationTables, renderStationTables } from "./tables.ts";
import { isDark } from "./theme.ts";
import { Tooltip } from "./tooltip.ts";
import type { Unpacked } from "./unpack.ts";
import { KM_PER_DEGREE, Viewport } from "./viewport.ts";

const BUTTON_ZOOM = 1.6;
/** A place that is not covered is shown with at least so many pixels a kilometre. */
const SPOT_PIXELS_PER_KM = 22;
const PRINT_PIXEL_RATIO = 2;
const MAX_PIXEL_RATIO = 3;

/** The map with all that hangs on it: events change state or view, and the next frame brings the page up to date. */
export class App {
  readonly #state: State;
  readonly #view: Viewport;
  readonly #scene: Scene;
  readonly #tooltip: Tooltip;
  readonly #frame = byId("map-frame");
  /** The maps, and with them all results, are out of date. */
  #mapsDirty = false;
  /** The layer's picture and the legend are out of date. */
  #paintDirty = true;
  #scheduled = false;
  #printing = false;

  constructor(payload: Payload, data: Unpacked) {
    this.#state = new State(payload, data);
    this.#view = new Viewport(payload.extent, payload.focus);
    this.#scene = new Scene(byId<HTMLCanvasElement>("map"), this.#state);
    this.#tooltip = new Tooltip(byId("tooltip"), this.#frame);
  }

  start(): void {
    this.#listenToMap();
    this.#listenToButtons();
    this.#listenToPrinting();
    const choiceChanged = () => this.#choiceChanged();
    listenToPanel(this.#state, {
      choiceChanged,
      layerChanged: () => this.#repaint(),
      lookChanged: () => this.#schedule(),
    });
    listenToStationTables(this.#state, choiceChanged);
    renderStationTables(this.#state);
    new ResizeObserver(() => this.#resize()).observe(this.#frame);
    this.#view.resize(this.#frame.clientWidth, this.#frame.clientHeight);
    this.#view.fit();
    this.setTheme();
    this.#update();
  }

  /** Follows the page's theme; print is always light. */
  setTheme(): void {
    this.#scene.setDark(isDark() && !this.#printing);
    this.#repaint();
  }

  #update(): void {
    this.#scheduled = false;
    if (this.#mapsDirty) {
      this.#state.recompute();
      renderStationTables(this.#state);
    }
    if (this.#mapsDirty || this.#paintDirty) {
      this.#scene.paint();
      renderLegend(byId("legend"), this.#state);
      renderResults(this.#state);
    }
    this.#mapsDirty = this.#paintDirty = false;
    const pixelRatio = this.#printing ? PRINT_PIXEL_RATIO : Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio || 1);
    this.#scene.draw(this.#view, pixelRatio);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => this.#update());
  }

  #choiceChanged(): void {
    this.#mapsDirty = true;
    this.#schedule();
  }

  #repaint(): void {
    this.#paintDirty = true;
    this.#schedule();
  }

  #listenToMap(): void {
    const view = this.#view;
    const clickAt = (x: number, y: number) => {
      const station = pickStation(this.#state, view, x, y);
      if (station !== null) this.#switchStation(station);
      this.#readAt(x, y);
    };
    listenToMap(this.#frame, view, {
      moved: (cause) => {
        this.#scene.crosshair = cause === "keyboard";
        if (this.#scene.crosshair) this.#readAt(view.width / 2, view.height / 2);
        this.#schedule();
      },
      hover: (at) => (at ? this.#readAt(at.x, at.y) : this.#readNothing()),
      click: clickAt,
      activate: () => clickAt(view.width / 2, view.height / 2),
    });
    this.#frame.addEventListener("blur", () => {
      this.#scene.crosshair = false;
      this.#readNothing();
      this.#schedule();
    });
  }

  #listenToButtons(): void {
    const zoomBy = (factor: number) => {
      this.#view.zoomAt(factor, this.#view.width / 2, this.#view.height / 2);
      this.#schedule();
    };
    byId("zoom-in").addEventListener("click", () => zoomBy(BUTTON_ZOOM));
    byId("zoom-out").addEventListener("click", () => zoomBy(1 / BUTTON_ZOOM));
    byId("zoom-fit").addEventListener("click", () => {
      this.#view.fit();
      this.#schedule();
    });
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-spot]")) {
      button.addEventListener("click", () => this.#showSpot(Number(button.dataset.spot)));
    }
  }

  /** Brings a place that is not covered into the middle, and reads it out. */
  #showSpot(index: number): void {
    const { longitudeDeg, latitudeDeg } = this.#state.payload.spots[index];
    const view = this.#view;
    view.centreOn(longitudeDeg, latitudeDeg);
    view.zoomAt(Math.max(1, (SPOT_PIXELS_PER_KM * KM_PER_DEGREE) / view.scale), view.width / 2, view.height / 2);
    this.#frame.scrollIntoView({ block: "center" });
    this.#frame.focus({ preventScroll: true });
    this.#readAt(view.width / 2, view.height / 2);
    this.#schedule();
  }

  #listenToPrinting(): void {
    const print = (printing: boolean) => {
      this.#printing = printing;
      this.#readNothing();
      this.setTheme();
      this.#update();
    };
    window.addEventListener("beforeprint", () => print(true));
    window.addEventListener("afterprint", () => print(false));
  }

  #resize(): void {
    this.#view.resize(this.#frame.clientWidth, this.#frame.clientHeight);
    // Drawn before the browser paints, so that the picture is never seen stretched.
    this.#update();
  }

  #switchStation(station: number): void {
    const { on, payload } = this.#state;
    if (!this.#state.canSwitch(station)) return;
    on[station] = !on[station];
    this.#mapsDirty = true;
    this.#update();
    const covered = formatPercent(this.#state.outcome.weightFraction);
    const turned = on[station] ? "on" : "off";
    setText("map-status", `${payload.stations[station].name} switched ${turned}: ${covered} of the weight covered`);
  }

  #readAt(x: number, y: number): void {
    const station = pickStation(this.#state, this.#view, x, y);
    if (station !== this.#scene.active) {
      this.#scene.active = station;
      this.#schedule();
    }
    this.#frame.classList.toggle("is-over-station", station !== null && this.#state.canSwitch(station));
    const readout = station === null ? readPlace(this.#state, this.#view, x, y) : readStation(this.#state, station);
    this.#tooltip.show(readout, x, y);
  }

  #readNothing(): void {
    this.#tooltip.hide();
    this.#frame.classList.remove("is-over-station");
    if (this.#scene.active === null) return;
    this.#scene.active = null;
    this.#schedule();
  }
}
