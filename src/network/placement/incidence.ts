/** For each of `count` owners an ascending list of items, packed one behind the other. */
export interface Incidence {
  readonly count: number;
  /** List `i` fills `items` from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

/** Packs lists. */
export function packLists(lists: readonly ArrayLike<number>[]): Incidence {
  const starts = new Uint32Array(lists.length + 1);
  for (let i = 0; i < lists.length; i++) starts[i + 1] = starts[i] + lists[i].length;
  const items = new Uint32Array(starts[lists.length]);
  for (let i = 0; i < lists.length; i++) items.set(lists[i], starts[i]);
  return { count: lists.length, starts, items };
}

/** The same pairs seen from the other side: for each of `itemCount` items, its owners, ascending. */
export function transpose(lists: Incidence, itemCount: number): Incidence {
  const starts = new Uint32Array(itemCount + 1);
  for (const item of lists.items) starts[item + 1]++;
  for (let i = 0; i < itemCount; i++) starts[i + 1] += starts[i];
  const next = starts.slice(0, itemCount);
  const items = new Uint32Array(lists.items.length);
  for (let owner = 0; owner < lists.count; owner++) {
    for (let at = lists.starts[owner]; at < lists.starts[owner + 1]; at++) items[next[lists.items[at]]++] = owner;
  }
  return { count: itemCount, starts, items };
}

/** Keeps the chosen owners, in the given order. */
export function selectLists(lists: Incidence, owners: ArrayLike<number>): Incidence {
  return packLists(Array.from(owners, (owner) => lists.items.subarray(lists.starts[owner], lists.starts[owner + 1])));
}

/** Whether list `a` is contained in list `b`; both ascending, so one walk over the two. */
export function isSubset(lists: Incidence, a: number, b: number): boolean {
  const { starts, items } = lists;
  let at = starts[b];
  const endB = starts[b + 1];
  for (let i = starts[a]; i < starts[a + 1]; i++) {
    const item = items[i];
    while (at < endB && items[at] < item) at++;
    if (at === endB || items[at] !== item) return false;
    at++;
  }
  return true;
}
