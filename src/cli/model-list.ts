import { AMBIENT_NOISE_MODEL } from "../link/noise/p372.ts";
import type { InputSpec, PropagationModel } from "../link/propagation/model.ts";
import { EXCESS_MODELS, PATH_MODELS } from "../link/propagation/registry.ts";

type Bold = (text: string) => string;
type DescribedModel = Pick<PropagationModel, "name" | "title" | "validity" | "source" | "inputs">;

/** Every model with its range of validity, its source and its inputs, by what its answer is. */
export function modelListText(bold: Bold): string {
  const sections: readonly (readonly [string, readonly DescribedModel[]])[] = [
    ["Loss of a whole path:", PATH_MODELS],
    ["Loss to add to that of a path:", EXCESS_MODELS],
    ["Ambient noise:", [AMBIENT_NOISE_MODEL]],
  ];
  return sections
    .map(([title, models]) => [`${title}\n`, ...models.map((model) => describeModel(model, bold))].join("\n"))
    .join("\n");
}

function describeModel(model: DescribedModel, bold: Bold): string {
  const inputs = Object.entries(model.inputs).map(([key, spec]) => `    ${key.padEnd(26)} ${describeInput(spec)}\n`);
  return (
    `${bold(model.name)}  ${model.title}\n` +
    `  validity: ${model.validity}\n  source:   ${model.source}\n  inputs:\n${inputs.join("")}`
  );
}

function describeInput(spec: InputSpec): string {
  const unit = spec.unit === undefined ? "" : ` (${spec.unit})`;
  const values = spec.values === undefined ? "" : `: ${spec.values.join(", ")}`;
  const preset = spec.default === undefined ? (spec.optional ? ", optional" : "") : `, default ${spec.default}`;
  return `${spec.title}${unit}${values}${preset}`;
}
