import { type Incidence, selectLists } from "./incidence.ts";

/** Rows of a covering problem: sites, weight, and how many sites are needed. */
export interface Rows {
  readonly lists: Incidence;
  readonly weights: Float64Array;
  readonly needs: Uint32Array;
}

/**
 * Joins rows with the same sites and the same need into one of their common weight; drops those that need no site.
 * The order is that of the first of each.
 */
export function joinRows(rows: Rows): Rows {
  const { lists, weights, needs } = rows;
  let tableSize = 16;
  while (tableSize < 2 * lists.count) tableSize *= 2;
  // Open addressing; each place holds the index of a kept row, plus one.
  const table = new Uint32Array(tableSize);
  const kept = new Uint32Array(lists.count);
  const joinedWeights = new Float64Array(lists.count);
  let count = 0;
  for (let row = 0; row < lists.count; row++) {
    if (needs[row] === 0) continue;
    let place = hashRow(lists, needs, row) & (tableSize - 1);
    while (table[place] !== 0 && !sameRow(lists, needs, kept[table[place] - 1], row))
      place = (place + 1) & (tableSize - 1);
    if (table[place] === 0) {
      kept[count] = row;
      table[place] = ++count;
    }
    joinedWeights[table[place] - 1] += weights[row];
  }
  const owners = kept.subarray(0, count);
  return {
    lists: selectLists(lists, owners),
    weights: joinedWeights.slice(0, count),
    needs: owners.map((row) => needs[row]),
  };
}

/** FNV-1a over the row's sites and need, with a last mix so that the low bits, which pick the place, depend on all. */
function hashRow(lists: Incidence, needs: Uint32Array, row: number): number {
  let hash = Math.imul(0x811c9dc5 ^ needs[row], 0x01000193);
  for (let at = lists.starts[row]; at < lists.starts[row + 1]; at++) {
    hash = Math.imul(hash ^ lists.items[at], 0x01000193);
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

function sameRow(lists: Incidence, needs: Uint32Array, a: number, b: number): boolean {
  const { starts, items } = lists;
  const size = starts[a + 1] - starts[a];
  if (needs[a] !== needs[b] || starts[b + 1] - starts[b] !== size) return false;
  for (let i = 0; i < size; i++) if (items[starts[a] + i] !== items[starts[b] + i]) return false;
  return true;
}
