import { InputError, type Issue, WorkError } from "../../math/errors.ts";
import type { FormulaVariable } from "../../math/formula/build.ts";
import { FREQUENCY, LENGTH } from "../../math/formula/dimension.ts";
import type { CompiledFormula } from "../../math/formula.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "./model.ts";
import { readInputs } from "./read-input.ts";

const VARIABLES = [
  { name: "d", title: "distance", dimension: LENGTH, key: "distanceM" },
  { name: "f", title: "frequency", dimension: FREQUENCY, key: "frequencyHz" },
  { name: "ht", title: "height of the transmitting antenna", dimension: LENGTH, key: "txHeightM" },
  { name: "hr", title: "height of the receiving antenna", dimension: LENGTH, key: "rxHeightM" },
] as const satisfies readonly (FormulaVariable & { key: string })[];

const INPUTS = {
  formula: {
    kind: "text",
    title: "loss in dB by d (distance), f (frequency), ht and hr (heights): 128.95 + 23.2*log10(d/1 km)",
    // Before the parser is loaded nothing can be said; then `loss` cannot be asked either
    check: (text) => void (compile !== null && formulaOf(text)),
  },
  distanceM: { kind: "number", title: "path length", unit: "m", above: 0, optional: true },
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", above: 0, optional: true },
  txHeightM: { kind: "number", title: "transmitting antenna above ground", unit: "m", min: 0, optional: true },
  rxHeightM: { kind: "number", title: "receiving antenna above ground", unit: "m", min: 0, optional: true },
} as const satisfies Record<string, InputSpec>;

type Compile = (text: string, variables: readonly FormulaVariable[]) => CompiledFormula;

/** The parser of formulas, once it is loaded: a third of a megabyte that nobody else needs. */
let compile: Compile | null = null;

async function load(): Promise<void> {
  compile ??= (await import("../../math/formula.ts")).compileFormula;
}

/** Formulas already compiled, by their text: a model is asked a million times for the same one. */
const compiled = new Map<string, CompiledFormula>();
const MAX_COMPILED = 100;

function formulaOf(text: string): CompiledFormula {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  if (compile === null) {
    throw new WorkError("not-loaded", "formulas are not loaded", { hint: "await the model's load() first" });
  }
  const formula = compile(text, VARIABLES);
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(text, formula);
  return formula;
}

type Values = Readonly<Record<(typeof VARIABLES)[number]["key"], number | undefined>>;

/** The variables' values in their order; those that the formula names must be given. */
function valuesFor({ uses }: CompiledFormula, given: Values): Float64Array {
  const missing = VARIABLES.filter(({ name, key }) => uses.has(name) && given[key] === undefined);
  if (missing.length > 0) {
    throw new InputError(
      missing.map(
        ({ name, key, title }): Issue => ({
          code: "missing-input",
          where: key,
          message: `missing: ${title}, which the formula names as ${name}`,
        }),
      ),
    );
  }
  return Float64Array.from(VARIABLES, ({ key }) => given[key] ?? Number.NaN);
}

function lossOf(formula: CompiledFormula, values: Float64Array): number {
  const lossDb = formula.evaluate(values);
  if (Number.isFinite(lossDb)) return lossDb;
  const at = VARIABLES.flatMap(({ name }, i) => (formula.uses.has(name) ? [`${name} = ${values[i]}`] : []));
  throw new InputError({
    code: "formula-not-finite",
    where: "formula",
    message: `expected a finite loss, got ${lossDb}${at.length > 0 ? ` at ${at.join(", ")} (m, Hz)` : ""}`,
  });
}

function loss(input: ModelInput): LossResult {
  const { formula: text, ...given } = readInputs(INPUTS, input);
  const formula = formulaOf(text);
  return { lossDb: lossOf(formula, valuesFor(formula, given)), warnings: [] };
}

function lossByDistance(input: ModelInput): (distanceM: number) => number {
  const { formula: text, ...given } = readInputs(INPUTS, input);
  const formula = formulaOf(text);
  const values = valuesFor(formula, { ...given, distanceM: 1 });
  return (distanceM) => {
    values[0] = distanceM;
    return lossOf(formula, values);
  };
}

/** A loss that the user writes down, for a published fit or a measurement of one's own. Await `load` before the first loss. */
export const FORMULA: PropagationModel = {
  name: "formula",
  title: "A formula of one's own",
  source: "the user",
  validity: "wherever the formula holds",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", "distanceM", "txHeightM", "rxHeightM"],
  usesTerrain: false,
  loss,
  lossByDistance,
  load,
};
