import type { LossResult, ModelInput, PropagationModel } from "../model.ts";
import { EDGE_INPUTS, edgeAnswer } from "../p526/edge-inputs.ts";
import { epsteinPetersonEdges } from "../p526/edges.ts";

function loss(input: ModelInput): LossResult {
  return edgeAnswer(input, epsteinPetersonEdges);
}

/** Each edge between its neighbours. */
export const EPSTEIN_PETERSON: PropagationModel = {
  name: "epstein-peterson",
  title: "Epstein and Peterson's chain of edges",
  source: "J. Epstein, D. W. Peterson, Proc. IRE 41 (1953); edges by ITU-R P.526-15, §4.1",
  validity: "separate sharp edges well apart; it gives too little for edges close together",
  inputs: EDGE_INPUTS,
  pathInputs: ["frequencyHz"],
  usesTerrain: false,
  kind: "excess",
  loss,
};
