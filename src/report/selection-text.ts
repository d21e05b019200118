import { ENVIRONMENTS } from "../link/selection/environments.ts";
import type { RankedCandidate, Selection } from "../link/selection/select-devices.ts";
import { siText } from "./si-text.ts";
import { type Column, textTable } from "./text-table.ts";

const COLUMNS: readonly Column[] = [
  { title: "", align: "right" },
  { title: "radio" },
  { title: "antenna" },
  { title: "cells" },
  { title: "SF", align: "right" },
  { title: "coding", align: "right" },
  { title: "power", align: "right" },
  { title: "reach", align: "right" },
  { title: "bit/s", align: "right" },
  { title: "life", align: "right" },
  { title: "energy", align: "right" },
  { title: "" },
];
/** Beyond it seals and electronics end a device, not its cells. */
const TOLD_YEARS = 20;

/** The ranking as a table with what each misses, and below it why the first fits or what the nearest lacks, for people. */
export function selectionText(selection: Selection): string {
  const { results, considered, fitting } = selection;
  const table = results.length === 0 ? [] : [...textTable(COLUMNS, results.map(row)), ""];
  const [first] = results;
  const reasons = first === undefined ? [] : reasonLines(first);
  const marked = results.some(({ radioOnly }) => radioOnly)
    ? ["* currents of the radio alone: state the whole device's with --sleep-current, --wake and --wake-current", ""]
    : [];
  return `${[
    ...headLines(selection),
    "",
    `${fitting} of ${considered} combinations of radio, antenna and cells fit`,
    "",
    ...table,
    ...marked,
    ...reasons,
    "A lower spreading factor is faster and takes less energy; a higher one reaches farther.",
  ].join("\n")}\n`;
}

function headLines({ inputs, frequencyHz, pathLossDb, shadowingDb, gateway, pathLossSource }: Selection): string[] {
  const { environment } = inputs;
  const spread = shadowingDb === 0 ? "" : `, ${shadowingDb} dB of shadowing`;
  const ear = `${gateway ?? "a gateway"} with ${inputs.gatewayGainDbi} dBi`;
  return [
    `${inputs.rangeM / 1000} km ${environment} (${ENVIRONMENTS[environment].title}) to ${ear}, ${inputs.region} at ${frequencyHz / 1e6} MHz`,
    `path loss ${pathLossDb.toFixed(1)} dB${spread}: ${pathLossSource}`,
  ];
}

function row(candidate: RankedCandidate): string[] {
  const { choice, rank, fits, seriesCells, lifeYears, reachM, verdicts, radioOnly } = candidate;
  const missed = verdicts.filter(({ met }) => !met).map(({ text }) => text);
  return [
    String(rank),
    `${candidate.radio}${radioOnly ? "*" : ""}`,
    candidate.antenna,
    `${seriesCells > 1 ? `${seriesCells} × ` : ""}${candidate.battery}`,
    String(choice.sf),
    choice.codingRate,
    `${Number(choice.txPowerDbm.toFixed(1))} dBm`,
    reachM === null ? "–" : siText(reachM, "m"),
    String(Math.round(choice.bitRateBps)),
    lifeYears > TOLD_YEARS ? `> ${TOLD_YEARS} years` : `${Number(lifeYears.toPrecision(2))} years`,
    siText(choice.energyPerUplinkJ, "J"),
    fits ? "fits" : missed.join("; "),
  ];
}

function reasonLines({ radio, antenna, fits, verdicts }: RankedCandidate): string[] {
  const title = `Why ${radio} with ${antenna} ${fits ? "fits" : "comes nearest"}:`;
  return [title, ...verdicts.map(({ met, text }) => `  ${met ? "+" : "-"} ${text}`), ""];
}
