import { z } from "zod";
import type { InputSpec, PropagationModel } from "../link/propagation/model.ts";
import { settingInputs } from "../link/propagation/read-input.ts";
import { PATH_MODELS } from "../link/propagation/registry.ts";
import { DEFAULT_MODEL } from "./defaults.ts";
import { propagationSection } from "./schema/settings.ts";
import { scenarioFileSchema } from "./schema.ts";

type JsonSchema = Record<string, unknown>;

/** Name of the definition that every model's alternative refers to. */
const ALTERNATIVES = "alternatives";

/**
 * The file format as JSON Schema (draft 2020-12), for editors and other programs: made from the definitions that the checks run,
 * with each model's inputs from its own specification. It does not say all that is checked (rings, identifiers, sizes).
 */
export function scenarioJsonSchema(): JsonSchema {
  const schema: JsonSchema = z.toJSONSchema(scenarioFileSchema, {
    target: "draft-2020-12",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === (propagationSection as unknown)) describePropagation(jsonSchema as JsonSchema);
    },
  });
  liftTitles(schema);
  schema.$defs = { ...(schema.$defs as JsonSchema | undefined), [ALTERNATIVES]: describeAlternatives() };
  return schema;
}

/** What may be null becomes "this or null" (changed in place): its title belongs to the whole, where editors look. */
function liftTitles(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  Object.values(node).forEach(liftTitles);
  const schema = node as JsonSchema;
  const [value, otherwise] = (Array.isArray(schema.anyOf) ? schema.anyOf : []) as JsonSchema[];
  if (otherwise?.type !== "null") return;
  for (const key of ["title", "description"]) {
    if (value[key] === undefined) continue;
    schema[key] ??= value[key];
    delete value[key];
  }
}

/** Turns the open section into one alternative for each model. */
function describePropagation(section: JsonSchema): void {
  const { model, ...own } = section.properties as Record<string, JsonSchema>;
  delete section.properties;
  delete section.additionalProperties;
  section.anyOf = PATH_MODELS.map((choice) => ({
    type: "object",
    title: choice.title,
    properties: {
      model: { ...model, const: choice.name, description: choice.validity },
      ...own,
      alternatives: { title: "Other models", $ref: `#/$defs/${ALTERNATIVES}` },
      ...inputsOf(choice),
    },
    // A section without a name means the default model.
    required: [...(choice.name === DEFAULT_MODEL ? [] : ["model"]), ...requiredInputs(choice)],
    additionalProperties: false,
  }));
}

/** Inputs by model, of models that the scenario's own is compared with. */
function describeAlternatives(): JsonSchema {
  const inputsByModel = PATH_MODELS.map((choice): [string, JsonSchema] => [
    choice.name,
    {
      type: "object",
      title: choice.title,
      properties: inputsOf(choice),
      required: requiredInputs(choice),
      additionalProperties: false,
    },
  ]);
  return {
    type: "object",
    description: "Inputs of models to compare with, by model",
    properties: Object.fromEntries(inputsByModel),
    additionalProperties: false,
  };
}

function inputsOf(model: PropagationModel): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(settingInputs(model)).map(([key, spec]) => [key, describeInput(spec)]));
}

function requiredInputs(model: PropagationModel): string[] {
  return Object.entries(settingInputs(model))
    .filter(([, spec]) => spec.default === undefined && spec.optional !== true && spec.excludes === undefined)
    .map(([key]) => key);
}

function describeInput(spec: InputSpec): JsonSchema {
  const described: JsonSchema = { title: spec.title };
  const set = (key: string, value: unknown) => {
    if (value !== undefined) described[key] = value;
  };
  if (spec.kind === "choice") {
    set("enum", spec.values);
  } else if (spec.kind === "text") {
    described.type = "string";
  } else if (spec.kind === "boolean") {
    described.type = "boolean";
  } else {
    described.type = spec.integer === true ? "integer" : "number";
    set("minimum", spec.min);
    set("maximum", spec.max);
    set("exclusiveMinimum", spec.above);
    set("exclusiveMaximum", spec.below);
  }
  set("description", spec.unit);
  set("default", spec.default);
  return described;
}
