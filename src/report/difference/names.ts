import { findModel } from "../../link/propagation/registry.ts";
import type { CoverageComparison } from "../../network/compare.ts";

/** What the two sides are called in pictures and tables: with the model where both are ways of the same. */
export function sideNames({ sides }: Pick<CoverageComparison, "sides">): [a: string, b: string] {
  const [a, b] = sides.map(({ name, scenario }) => {
    const { model } = scenario.propagation;
    return name === model ? name : `${model} (${name})`;
  });
  return [a, b];
}

/** The same with the models' titles. */
export function sideTitle({ scenario, name }: CoverageComparison["sides"][number]): string {
  const { model } = scenario.propagation;
  const { title } = findModel(model);
  return name === model ? title : `${title}, ${name}`;
}
