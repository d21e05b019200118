const MAX_SUGGESTIONS = 3;

/**
 * Edit distance between two strings with insertions, deletions, substitutions and swaps of neighbours, each counted as one
 * (the "optimal string alignment" form of the Damerau–Levenshtein distance).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast = new Array<number>(b.length + 1).fill(0);
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}

/**
 * The known names that a mistyped one may have meant, nearest first, at most three.
 *
 * Letter case is ignored. A name is near when a third of its letters at most are wrong, or when one contains the other
 * (`height` and `heightM`, the usual way to miss a unit suffix).
 *
 * @param name what was written
 * @param known the names that would have been right
 * @returns the near ones; empty when nothing is near
 */
export function nearestNames(name: string, known: readonly string[]): string[] {
  const written = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, rank: rankOf(written, candidate.toLowerCase()) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ candidate }) => candidate);
}

function rankOf(written: string, candidate: string): number {
  const distance = editDistance(written, candidate);
  const contained =
    written.length >= 3 && candidate.length >= 3 && (candidate.includes(written) || written.includes(candidate));
  const allowed = Math.max(1, Math.floor(Math.max(written.length, candidate.length) / 3));
  return contained || distance <= allowed ? distance : Number.POSITIVE_INFINITY;
}
