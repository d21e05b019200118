import type { CoverageComparison } from "../../network/compare.ts";

/** What the two sides are called in pictures and tables: with the model where both are ways of the same. */
export function sideNames({ sides }: Pick<CoverageComparison, "sides">): [a: string, b: string] {
  const [a, b] = sides.map(({ name, scenario }) => {
    const { model } = scenario.propagation;
    return name === model ? name : `${model} (${name})`;
  });
  return [a, b];
}
