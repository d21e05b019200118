import { LINK_INPUTS } from "../link-inputs.ts";
import type { InputSpec } from "../propagation/model.ts";
import type { InputValues } from "../propagation/read-input.ts";
import { FADINGS } from "./delivery.ts";
import { OBJECTIVES } from "./search.ts";

/** The chip that most new devices are built with. */
export const DEFAULT_RADIO = "SX1262";
/** A reading an hour: what meters and weather stations send, and no duty cycle forbids. */
export const DEFAULT_PERIOD_S = 3600;
/** One packet in a hundred may be lost. */
export const DEFAULT_RELIABILITY = 0.99;
/** The share is then known to half a percent. */
export const DEFAULT_PACKETS = 10_000;
const DEFAULT_SEED = 1;

/** What says how well a packet must arrive, besides the link. */
export const GOAL_INPUTS = {
  minimize: { kind: "choice", title: "what to have least of", values: OBJECTIVES, default: "energy" },
  reliability: {
    kind: "number",
    title: "share of the packets that must arrive",
    above: 0,
    below: 1,
    default: DEFAULT_RELIABILITY,
  },
  fading: {
    kind: "choice",
    title: "from packet to packet, besides shadowing",
    values: FADINGS,
    default: "none",
  },
  periodS: { kind: "number", title: "from one uplink to the next", unit: "s", above: 0, default: DEFAULT_PERIOD_S },
  packets: {
    kind: "number",
    title: "packets of the simulated check",
    integer: true,
    min: 1,
    max: 10_000_000,
    default: DEFAULT_PACKETS,
  },
  seed: {
    kind: "number",
    title: "seed of its draws",
    integer: true,
    min: 0,
    max: 4_294_967_295,
    default: DEFAULT_SEED,
  },
} as const satisfies Record<string, InputSpec>;

export type GoalInputs = InputValues<typeof GOAL_INPUTS>;

/** What a link is asked for besides; its answer, and shares of places, are no part of this question. */
const NOT_ASKED = ["availability", "downlinkTxPowerDbm", "downlinkNoiseFigureDb", "downlinkAmbientNoise"];

/** The inputs of a link that count here: those of `LINK_INPUTS` on the way up. Settings that are given are held. */
export const CONFIGURED_LINK_INPUTS: Readonly<Record<string, InputSpec>> = Object.fromEntries(
  Object.entries(LINK_INPUTS).filter(([key]) => !NOT_ASKED.includes(key)),
);
