import { formatPercent } from "../format.ts";
import { PAYLOAD_ID, type Payload } from "../payload.ts";
import { byId, setText } from "./elements.ts";
import { listenToMap } from "./gestures.ts";
import { renderLegend } from "./legend.ts";
import { listenToPanel, renderResults } from "./panel.ts";
import { pickStation, readPlace, readStation } from "./readout.ts";
import { Scene } from "./scene.ts";
import { State } from "./state.ts";
import { listenToLinkFilter, listenToSorting, listenToStationTables, renderStationTables } from "./tables.ts";
import { isDark, listenToTheme } from "./theme.ts";
import { Tooltip } from "./tooltip.ts";
import { unpack } from "./unpack.ts";
import { KM_PER_DEGREE, Viewport } from "./viewport.ts";

const BUTTON_ZOOM = 1.6;
/** A place that is not covered is shown with at least so many pixels a kilometre. */
const SPOT_PIXELS_PER_KM = 22;
const PRINT_PIXEL_RATIO = 2;

listenToSorting();
listenToLinkFilter();
const themeChanged = listenToTheme();
if (typeof DecompressionStream === "undefined") {
  setText("map-status", "The map needs a browser of 2023 or later. The tables below are complete.");
} else {
  start();
}

async function start(): Promise<void> {
  const payload = JSON.parse(byId(PAYLOAD_ID).textContent ?? "") as Payload;
  const state = new State(payload, unpack(payload, await inflate(payload)));
  const frame = byId("map-frame");
  const view = new Viewport(payload.extent);
  const scene = new Scene(byId<HTMLCanvasElement>("map"), state);
  const tooltip = new Tooltip(byId("tooltip"), frame);
  const dirty = { maps: false, paint: true, scheduled: false, printing: false };

  const frameNow = () => {
    dirty.scheduled = false;
    if (dirty.maps) {
      state.recompute();
      renderStationTables(state);
    }
    if (dirty.maps || dirty.paint) {
      scene.paint();
      renderLegend(byId("legend"), state);
      renderResults(state);
    }
    dirty.maps = dirty.paint = false;
    scene.draw(view, dirty.printing ? PRINT_PIXEL_RATIO : Math.min(3, window.devicePixelRatio || 1));
  };
  const schedule = () => {
    if (dirty.scheduled) return;
    dirty.scheduled = true;
    requestAnimationFrame(frameNow);
  };
  const choiceChanged = () => {
    dirty.maps = true;
    schedule();
  };
  const repaint = () => {
    dirty.paint = true;
    schedule();
  };
  const switchStation = (station: number) => {
    if (!state.canSwitch(station)) return;
    state.on[station] = !state.on[station];
    dirty.maps = true;
    frameNow();
    const name = payload.stations[station].name;
    const covered = formatPercent(state.outcome.weightFraction);
    setText("map-status", `${name} switched ${state.on[station] ? "on" : "off"}: ${covered} of the weight covered`);
  };
  const readAt = (x: number, y: number) => {
    const station = pickStation(state, view, x, y);
    if (station !== scene.active) {
      scene.active = station;
      schedule();
    }
    frame.classList.toggle("is-over-station", station !== null && state.canSwitch(station));
    tooltip.show(station === null ? readPlace(state, view, x, y) : readStation(state, station), x, y);
  };
  const readNothing = () => {
    tooltip.hide();
    frame.classList.remove("is-over-station");
    if (scene.active === null) return;
    scene.active = null;
    schedule();
  };

  listenToMap(frame, view, {
    moved(cause) {
      scene.crosshair = cause === "keyboard";
      if (scene.crosshair) readAt(view.width / 2, view.height / 2);
      schedule();
    },
    hover: (at) => (at ? readAt(at.x, at.y) : readNothing()),
    click(x, y) {
      const station = pickStation(state, view, x, y);
      if (station !== null) switchStation(station);
      readAt(x, y);
    },
    activate() {
      const station = pickStation(state, view, view.width / 2, view.height / 2);
      if (station !== null) switchStation(station);
      readAt(view.width / 2, view.height / 2);
    },
  });
  frame.addEventListener("blur", () => {
    scene.crosshair = false;
    readNothing();
    schedule();
  });
  listenToPanel(state, { choiceChanged, layerChanged: repaint, lookChanged: schedule });
  listenToStationTables(state, choiceChanged);
  const zoomBy = (factor: number) => {
    view.zoomAt(factor, view.width / 2, view.height / 2);
    schedule();
  };
  byId("zoom-in").addEventListener("click", () => zoomBy(BUTTON_ZOOM));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / BUTTON_ZOOM));
  byId("zoom-fit").addEventListener("click", () => {
    view.fit();
    schedule();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-spot]")) {
    button.addEventListener("click", () => {
      const spot = payload.spots[Number(button.dataset.spot)];
      view.centreOn(spot.longitudeDeg, spot.latitudeDeg);
      view.zoomAt(Math.max(1, (SPOT_PIXELS_PER_KM * KM_PER_DEGREE) / view.scale), view.width / 2, view.height / 2);
      frame.scrollIntoView({ block: "center" });
      frame.focus({ preventScroll: true });
      readAt(view.width / 2, view.height / 2);
      schedule();
    });
  }
  const setTheme = () => {
    scene.setDark(isDark() && !dirty.printing);
    repaint();
  };
  themeChanged(setTheme);
  for (const [event, printing] of [
    ["beforeprint", true],
    ["afterprint", false],
  ] as const) {
    window.addEventListener(event, () => {
      dirty.printing = printing;
      scene.setDark(isDark() && !printing);
      readNothing();
      dirty.paint = true;
      frameNow();
    });
  }
  new ResizeObserver(() => {
    view.resize(frame.clientWidth, frame.clientHeight);
    // Drawn before the browser paints, so that the picture is never seen stretched.
    frameNow();
  }).observe(frame);
  view.resize(frame.clientWidth, frame.clientHeight);
  scene.setDark(isDark());
  renderStationTables(state);
  frameNow();
  document.documentElement.classList.add("is-live");
}

async function inflate(payload: Payload): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(payload.bytes.base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
