import type { Plan } from "../network/result.ts";
import { deviceResults } from "./device-results.ts";
import { goalWords } from "./goal-words.ts";
import { textTable } from "./text-table.ts";

/** What a piece of text is, so that a terminal can colour it. */
type TextRole = "title" | "good" | "bad" | "dim";
export type TextStyle = (role: TextRole, text: string) => string;

const plain: TextStyle = (_role, text) => text;

/** The answer in short, for a terminal: the choice, its coverage, the proof, the worst spots, the time, the warnings. */
export function summaryText(plan: Plan, style: TextStyle = plain): string {
  const sections = [
    [style("title", oneLine(plan.scenario.name)), ...coverageLines(plan, style)],
    gatewayLines(plan, style),
    proofLines(plan, style),
    worstSpotLines(plan, style),
    plan.warnings.map(({ message }) => `${style("bad", "warning:")} ${oneLine(message)}`),
    [style("dim", timeLine(plan))],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function coverageLines(plan: Plan, style: TextStyle): string[] {
  const { coverage, goalMet, scenario } = plan;
  const { goal } = scenario;
  const devices = deviceResults(plan);
  const heardBy = goal.redundancy > 1 ? `, heard by ${goal.redundancy} gateways` : "";
  const parts = [`coverage ${style(goalMet ? "good" : "bad", percent(coverage.weightFraction))} of the weight`];
  if (coverage.areaFraction !== null) parts.push(`${percent(coverage.areaFraction)} of the area`);
  if (devices.length > 0) parts.push(`${devices.filter(({ covered }) => covered).length} of ${devices.length} devices`);
  const verdict = goalMet ? style("good", "reached") : style("bad", "not reached");
  return [
    parts.join(", "),
    `goal ${percent(goal.coverage)} with ${goalWords(plan)}${heardBy}: ${verdict}`,
    successLine(plan),
  ];
}

function successLine({ success }: Plan): string {
  const { meanSuccess, sureProbability, sureWeightFraction, sigmaDb } = success;
  const spread = `losses spread by ${sigmaDb.toFixed(1)} dB`;
  return `a packet arrives with ${percent(sureProbability)} or more for ${percent(sureWeightFraction)} of the weight, with ${percent(meanSuccess)} on average; ${spread}`;
}

function gatewayLines(plan: Plan, style: TextStyle): string[] {
  if (plan.gateways.length === 0) return ["no gateway in use"];
  const rows = plan.gateways.map((station) => {
    const { station: place, aloneWeightFraction, uniqueWeightFraction } = plan.stations[station];
    return [
      oneLine(place.name),
      place.kind === "gateway" ? "existing" : "new",
      `${place.latitudeDeg.toFixed(5)}, ${place.longitudeDeg.toFixed(5)}`,
      `${place.heightAglM} m`,
      place.kind === "gateway" ? "" : String(place.cost),
      percent(aloneWeightFraction),
      percent(uniqueWeightFraction),
    ];
  });
  const [heading, ...lines] = textTable(
    [
      { title: "gateway" },
      { title: "" },
      { title: "latitude, longitude" },
      { title: "height", align: "right" },
      { title: "cost", align: "right" },
      { title: "alone", align: "right" },
      { title: "only it", align: "right" },
    ],
    rows,
  );
  return [style("dim", heading), ...lines];
}

function proofLines({ placement, gateways, scenario }: Plan, style: TextStyle): string[] {
  if (!placement) return [];
  const added = gateways.map((station) => scenario.stations[station]).filter(({ kind }) => kind === "candidate");
  const cost = added.reduce((sum, station) => sum + station.cost, 0);
  const quantity = placement.mode === "max-weight" ? "weight" : "cost";
  const { objective, bound, gap } = placement;
  const proof =
    objective === null || bound === null || gap === null
      ? ""
      : `: ${quantity} ${short(objective)}, bound ${short(bound)}, gap ${(100 * gap).toFixed(2)} %`;
  const status = style(placement.status === "infeasible" ? "bad" : "good", placement.status);
  return [`${added.length} of the candidates chosen, cost ${short(cost)}`, `placement ${status}${proof}`];
}

function worstSpotLines(plan: Plan, style: TextStyle): string[] {
  if (plan.worstSpots.length === 0) return [];
  const rows = plan.worstSpots.map((spot) => [
    `${spot.latitudeDeg.toFixed(5)}, ${spot.longitudeDeg.toFixed(5)}`,
    oneLine(spot.place),
    spot.marginDb === null ? "–" : `${spot.marginDb.toFixed(1)} dB`,
    oneLine(spot.reason),
  ]);
  const columns = [
    { title: "not covered" },
    { title: "place" },
    { title: "margin", align: "right" },
    { title: "why" },
  ] as const;
  const [heading, ...lines] = textTable(columns, rows);
  return [style("dim", heading), ...lines];
}

function timeLine({ stages, provenance }: Plan): string {
  const parts = Object.entries(stages).map(([stage, seconds]) => `${stage} ${seconds.toFixed(2)} s`);
  return [`${provenance.modelTitle}; ${provenance.coverageMethod}; seed ${provenance.seed}`, ...parts].join(", ");
}

function percent(fraction: number): string {
  return Number.isFinite(fraction) ? `${(100 * fraction).toFixed(1)} %` : "–";
}

function short(value: number): string {
  return Number(value.toPrecision(6)).toString();
}

/** A user's text must not steer the terminal: control characters become blanks. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, " ");
}
