import { type Incidence, isSubset } from "./incidence.ts";

/** Subset tests at most: about a second. Beyond, what is not yet found dominated stays, which is correct but larger. */
const MAX_TESTS = 20_000_000;

/**
 * Rows that need no own constraint when every row must be covered: those that contain another row which needs as many sites.
 *
 * @returns 1 for each row to keep
 */
export function undominatedRows(rows: Incidence, columns: Incidence, needs: Uint32Array): Uint8Array {
  const keep = new Uint8Array(rows.count).fill(1);
  const size = (row: number) => rows.starts[row + 1] - rows.starts[row];
  const bySize = Array.from({ length: rows.count }, (_, i) => i).sort((a, b) => size(a) - size(b) || a - b);
  let tests = 0;
  for (const row of bySize) {
    if (keep[row] === 0 || size(row) === 0) continue;
    // Whatever contains the row also contains its rarest site.
    const rarest = shortestOwner(rows, row, columns);
    for (let at = columns.starts[rarest]; at < columns.starts[rarest + 1]; at++) {
      const other = columns.items[at];
      if (other === row || keep[other] === 0 || needs[other] > needs[row] || size(other) < size(row)) continue;
      if (size(other) === size(row) && other < row && needs[other] === needs[row]) continue;
      if (++tests > MAX_TESTS) return keep;
      if (isSubset(rows, row, other)) keep[other] = 0;
    }
  }
  return keep;
}

/**
 * Sites that another site can replace in any solution, when each row needs but one: the other covers no less and costs no more.
 * (With a greater need both may be wanted at once.)
 *
 * @returns 1 for each site to keep; sites that cover nothing are not kept
 */
export function undominatedSites(columns: Incidence, rows: Incidence, costs: Float64Array): Uint8Array {
  const keep = new Uint8Array(columns.count).fill(1);
  const size = (site: number) => columns.starts[site + 1] - columns.starts[site];
  let tests = 0;
  for (let site = 0; site < columns.count; site++) {
    if (size(site) === 0) {
      keep[site] = 0;
      continue;
    }
    const rarest = shortestOwner(columns, site, rows);
    for (let at = rows.starts[rarest]; at < rows.starts[rarest + 1]; at++) {
      const other = rows.items[at];
      if (other === site || keep[other] === 0 || costs[other] > costs[site] || size(other) < size(site)) continue;
      if (size(other) === size(site) && costs[other] === costs[site] && other > site) continue;
      if (++tests > MAX_TESTS) return keep;
      if (isSubset(columns, site, other)) {
        keep[site] = 0;
        break;
      }
    }
  }
  return keep;
}

/** The item of list `list` that occurs in the fewest lists. */
function shortestOwner(lists: Incidence, list: number, owners: Incidence): number {
  let best = lists.items[lists.starts[list]];
  for (let at = lists.starts[list] + 1; at < lists.starts[list + 1]; at++) {
    const item = lists.items[at];
    if (owners.starts[item + 1] - owners.starts[item] < owners.starts[best + 1] - owners.starts[best]) best = item;
  }
  return best;
}
