import { thresholdCode } from "../margin-code.ts";
import type { Payload } from "../payload.ts";
import { assessDemand, type CombinedMaps, combineMaps, createMaps, type Outcome } from "./combine.ts";
import type { LayerName } from "./layers.ts";
import type { Site, Unpacked } from "./unpack.ts";

export type Shown = "areas" | "devices" | "missed" | "candidates";

/** What the reader has chosen, and what follows from it. */
export class State {
  readonly payload: Payload;
  readonly data: Unpacked;
  readonly maps: CombinedMaps;
  readonly on: boolean[];
  readonly shown: Set<Shown> = new Set(["areas", "devices", "candidates"]);
  layer: LayerName = "power";
  opacity = 0.7;
  /** The required margin less the goal's, dB; a multiple of the codes' step. */
  excessDb = 0;
  outcome: Outcome;

  constructor(payload: Payload, data: Unpacked) {
    this.payload = payload;
    this.data = data;
    this.maps = createMaps(payload.lattice.width, payload.lattice.height);
    this.on = payload.stations.map((station) => station.inUse);
    this.outcome = this.#assess();
    this.recompute();
  }

  get threshold(): number {
    return thresholdCode(this.excessDb);
  }

  get requiredMarginDb(): number {
    return this.payload.goalMarginDb + this.excessDb;
  }

  /** True while the choice and the threshold are the plan's. */
  get isPlan(): boolean {
    return this.excessDb === 0 && this.payload.stations.every((station, i) => station.inUse === this.on[i]);
  }

  /** Whether a station can be switched: computed, and not forbidden by an exclusion zone. */
  canSwitch(station: number): boolean {
    const { loss, excluded } = this.payload.stations[station];
    return loss !== null && !excluded;
  }

  backToPlan(): void {
    this.excessDb = 0;
    this.payload.stations.forEach((station, i) => {
      this.on[i] = station.inUse;
    });
  }

  sitesOn(): readonly Site[] {
    return this.data.sites.filter((site) => this.on[site.station]);
  }

  /** Brings maps and outcome up to date with the choice. */
  recompute(): void {
    combineMaps(this.maps, this.sitesOn(), this.threshold);
    this.outcome = this.#assess();
  }

  /** Colour number of each station: its place among those in use in the plan, then the others; −1 when off. */
  serverNumbers(): number[] {
    const { stations } = this.payload;
    const inOrder = stations.map((_, i) => i).sort((a, b) => Number(stations[b].inUse) - Number(stations[a].inUse));
    return stations.map((_, i) => (this.on[i] ? inOrder.indexOf(i) : -1));
  }

  #assess(): Outcome {
    const { redundancy } = this.payload;
    return assessDemand(this.data.demand, this.data.sites, this.on, { threshold: this.threshold, redundancy });
  }
}
