import type { LossResult, ModelInput, PropagationModel } from "../model.ts";
import { EDGE_INPUTS, edgeAnswer } from "../p526/edge-inputs.ts";
import { deygoutEdges } from "../p526/edges.ts";

function loss(input: ModelInput): LossResult {
  return edgeAnswer(input, deygoutEdges);
}

/** The worst edge, and the worst on either side of it. */
export const DEYGOUT: PropagationModel = {
  name: "deygout",
  title: "Deygout's three edges",
  source: "J. Deygout, IEEE Trans. AP-14 (1966); edges by ITU-R P.526-15, §4.1",
  validity: "separate sharp edges with one that dominates; it gives too much for edges close together",
  inputs: EDGE_INPUTS,
  pathInputs: ["frequencyHz"],
  usesTerrain: false,
  kind: "excess",
  loss,
};
