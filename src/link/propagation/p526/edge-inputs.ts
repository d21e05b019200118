import type { InputSpec, LossResult, ModelInput } from "../model.ts";
import { readInputs } from "../read-input.ts";
import type { EdgeLoss, PathPoint } from "./edges.ts";
import { wavelengthM } from "./knife-edge.ts";

/** The inputs of the models that are given edges, not terrain. */
export const EDGE_INPUTS = {
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", above: 0 },
  pointsM: {
    kind: "points",
    title: "antenna, tops of the edges, antenna: each a distance and a height over a flat earth",
    unit: "m",
  },
} as const satisfies Record<string, InputSpec>;

/** The sum of the edges' losses, with each of them. */
export function edgeAnswer(
  input: ModelInput,
  edgesOf: (points: readonly PathPoint[], wavelengthM: number) => readonly EdgeLoss[],
): LossResult {
  const { frequencyHz, pointsM } = readInputs(EDGE_INPUTS, input);
  const points = pointsM.map(([distanceM, heightM]) => ({ distanceM, heightM }));
  const edges = edgesOf(points, wavelengthM(frequencyHz));
  return { lossDb: edges.reduce((sum, edge) => sum + edge.lossDb, 0), warnings: [], edges };
}
