import type { ComparedModel, PathComparison, SkippedModel } from "../link/path-comparison.ts";
import { textTable } from "./text-table.ts";

/** Models that were run, the least loss first. */
export function rankedModels({ models }: Pick<PathComparison, "models">): ComparedModel[] {
  return models.filter((model): model is ComparedModel => "lossDb" in model).sort((a, b) => a.lossDb - b.lossDb);
}

/** Models that were not run, in their order. */
export function skippedModels({ models }: Pick<PathComparison, "models">): SkippedModel[] {
  return models.filter((model): model is SkippedModel => "skipped" in model);
}

/** One path by many models for people: a line each, the least loss first, then what was not run and why. */
export function comparisonText(comparison: PathComparison): string {
  const columns = [
    { title: "model" },
    { title: "loss, dB", align: "right" },
    { title: "over free space, dB", align: "right" },
    { title: "spread, dB", align: "right" },
    { title: "remarks" },
  ] as const;
  const rows = rankedModels(comparison).map(({ name, lossDb, excessDb, shadowingSigmaDb, warnings }) => [
    name,
    lossDb.toFixed(1),
    signed(excessDb),
    shadowingSigmaDb === null ? "–" : shadowingSigmaDb.toFixed(1),
    warnings.map(({ message }) => message).join("; "),
  ]);
  const skipped = skippedModels(comparison).map(({ name, skipped: reason }) => `  ${name}: ${reason}`);
  const rest = skipped.length === 0 ? [] : ["", "not run:", ...skipped];
  return `${[headLine(comparison), "", ...textTable(columns, rows), ...rest].join("\n")}\n`;
}

function headLine({ distanceM, lineOfSight, freeSpaceLossDb }: PathComparison): string {
  const sight = lineOfSight ? "line of sight" : "no line of sight";
  return `${(distanceM / 1000).toFixed(2)} km, ${sight}, free space ${freeSpaceLossDb.toFixed(1)} dB`;
}

function signed(value: number): string {
  const text = value.toFixed(1);
  if (Number(text) === 0) return "0.0";
  return value > 0 ? `+${text}` : text;
}
