import type { CoverInstance, CoverObjective, CoverSolution } from "./instance.ts";
import { MatrixReader } from "./matrix-reader.ts";

/** Name and version of the format: the value of its `format` member. */
const MATRIX_FORMAT = "lora-cover/1";

/** A bare covering problem as read from a file, and the names its answer is given in. */
export interface CoverMatrix {
  readonly instance: CoverInstance;
  /** Id of each site. */
  readonly siteIds: readonly string[];
}

/** The answer to a covering matrix, in the words of its file. */
export interface MatrixAnswer {
  readonly status: CoverSolution["status"];
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  /** Ids of the open sites, in the file's order. */
  readonly chosen: readonly string[];
}

/**
 * Reads a covering matrix: `{format, objective, k, budget, maxSites, sites: [{id, cost}], demands: [{id, weight}], covers}`,
 * where `covers` lists for each site the demands it covers: indices from 0, ascending. Other members are not looked at.
 *
 * @param json the parsed file
 * @param file its name, for the messages
 * @throws {InputError} with all faults: `wrong-format`, `wrong-type`, `out-of-range`, `unknown-objective`, `missing-limit`,
 *   `both-limits`, `duplicate-id`, `length-mismatch`, `not-ascending`; of a list of indices the first of each kind
 */
export function parseCoverMatrix(json: unknown, file: string): CoverMatrix {
  const reader = new MatrixReader(file);
  const root = reader.object(json, "");
  reader.throwFaults();
  if (root.format !== MATRIX_FORMAT) {
    reader.fault(
      "wrong-format",
      "/format",
      `expected "${MATRIX_FORMAT}", got ${JSON.stringify(root.format) ?? "nothing"}`,
    );
    // Nothing is known about another format's members.
    reader.throwFaults();
  }
  const k = reader.number(root.k, "/k", { whole: true, min: 1 });
  const sites = reader.list(root.sites, "/sites").map((site, i) => reader.object(site, `/sites/${i}`));
  const costs = Float64Array.from(sites, (site, i) => reader.number(site.cost, `/sites/${i}/cost`, { min: 0 }));
  const siteIds = readSiteIds(reader, sites);
  const weights = Float64Array.from(reader.list(root.demands, "/demands"), (demand, i) =>
    reader.number(reader.object(demand, `/demands/${i}`).weight, `/demands/${i}/weight`, { above: 0 }),
  );
  const covers = reader
    .list(root.covers, "/covers")
    .map((list, i) => reader.ascendingIndices(list, `/covers/${i}`, weights.length));
  if (covers.length !== sites.length) {
    reader.fault(
      "length-mismatch",
      "/covers",
      `expected a list for each of ${sites.length} sites, got ${covers.length}`,
    );
  }
  const objective = readObjective(reader, root, weights);
  reader.throwFaults();
  return { siteIds, instance: { costs, weights, covers, k, objective, fixedOpen: [], fixedClosed: [] } };
}

function readSiteIds(reader: MatrixReader, sites: readonly Readonly<Record<string, unknown>>[]): string[] {
  const firstWith = new Map<string, number>();
  return sites.map(({ id }, i) => {
    const pointer = `/sites/${i}/id`;
    if (typeof id !== "string" || id === "") {
      reader.fault("wrong-type", pointer, `expected a name, got ${JSON.stringify(id) ?? "nothing"}`);
      return "";
    }
    const first = firstWith.get(id);
    if (first === undefined) firstWith.set(id, i);
    else
      reader.fault(
        "duplicate-id",
        pointer,
        `expected a name of its own, got ${JSON.stringify(id)}, that of /sites/${first}`,
      );
    return id;
  });
}

function readObjective(
  reader: MatrixReader,
  root: Readonly<Record<string, unknown>>,
  weights: Float64Array,
): CoverObjective {
  const maxSites = reader.optionalNumber(root.maxSites, "/maxSites", { whole: true, min: 1 });
  const budget = reader.optionalNumber(root.budget, "/budget", { min: 0 });
  if (root.objective === "min-cost-cover-all") {
    return { kind: "min-cost", targetWeight: weights.reduce((sum, weight) => sum + weight, 0), maxSites, budget };
  }
  if (root.objective !== "max-weight-covered") {
    const got = JSON.stringify(root.objective) ?? "nothing";
    reader.fault(
      "unknown-objective",
      "/objective",
      `expected "max-weight-covered" or "min-cost-cover-all", got ${got}`,
    );
  } else if (maxSites === null && budget === null) {
    reader.fault("missing-limit", "", `"max-weight-covered" needs a limit`, "give maxSites or budget");
  } else if (maxSites !== null && budget !== null) {
    reader.fault("both-limits", "/budget", "expected one limit, got budget beside maxSites", "set one of them to null");
  }
  return { kind: "max-weight", maxSites, budget };
}

/** A solution in the words of the matrix's file; the time it took is the caller's to add. */
export function matrixAnswer(matrix: CoverMatrix, solution: CoverSolution): MatrixAnswer {
  const { status, objective, bound, gap, open } = solution;
  return { status, objective, bound, gap, chosen: open.map((site) => matrix.siteIds[site]) };
}
