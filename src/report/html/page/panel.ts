import { formatCost, formatPercent, formatQuantity } from "../format.ts";
import { MARGIN_STEP_DB } from "../margin-code.ts";
import { byId, setText } from "./elements.ts";
import type { LayerName } from "./layers.ts";
import type { Shown, State } from "./state.ts";

export interface PanelEvents {
  /** The threshold or the stations in use have changed. */
  choiceChanged(): void;
  /** Another layer is to be painted. */
  layerChanged(): void;
  /** Only the picture changes: opacity, what is shown. */
  lookChanged(): void;
}

/** Connects the controls beside the map. */
export function listenToPanel(state: State, events: PanelEvents): void {
  for (const radio of document.querySelectorAll<HTMLInputElement>('input[name="layer"]')) {
    radio.addEventListener("change", () => {
      state.layer = radio.value as LayerName;
      events.layerChanged();
    });
  }
  const opacity = byId<HTMLInputElement>("opacity");
  opacity.addEventListener("input", () => {
    state.opacity = opacity.valueAsNumber / 100;
    events.lookChanged();
  });
  const threshold = byId<HTMLInputElement>("threshold");
  threshold.addEventListener("input", () => {
    const excessDb = threshold.valueAsNumber - state.payload.goalMarginDb;
    state.excessDb = Math.round(excessDb / MARGIN_STEP_DB) * MARGIN_STEP_DB;
    events.choiceChanged();
  });
  for (const box of document.querySelectorAll<HTMLInputElement>("input[data-show]")) {
    box.addEventListener("change", () => {
      if (box.checked) state.shown.add(box.dataset.show as Shown);
      else state.shown.delete(box.dataset.show as Shown);
      events.lookChanged();
    });
  }
  byId("reset").addEventListener("click", () => {
    state.backToPlan();
    events.choiceChanged();
  });
}

/** Shows what the present choice covers, beside what the plan covers. */
export function renderResults(state: State): void {
  const { outcome, payload, on } = state;
  const inUse = payload.stations.filter((_, i) => on[i]);
  const cost = inUse.reduce((sum, station) => sum + station.cost, 0);
  setText("live-weight", formatPercent(outcome.weightFraction));
  setText("live-area", formatPercent(outcome.areaFraction));
  setText("live-devices", `${outcome.devicesCovered} of ${payload.demand.count - payload.demand.devicesFrom}`);
  setText("live-gateways", String(inUse.length));
  setText("live-cost", formatCost(cost));
  setText("threshold-value", formatQuantity(state.requiredMarginDb, "dB", 1));
  byId<HTMLInputElement>("threshold").value = String(state.requiredMarginDb);
  byId("live-bar").style.width = `${100 * outcome.weightFraction}%`;
  byId<HTMLButtonElement>("reset").disabled = state.isPlan;
  byId("live").classList.toggle("is-changed", !state.isPlan);
}
