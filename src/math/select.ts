/**
 * The `rank`-th smallest of `values[0 .. count-1]` (rank 0: the smallest), by Hoare's quickselect in place:
 * afterwards nothing left of `rank` is greater and nothing right of it is smaller. Nothing is checked and nothing allocated.
 *
 * @param values finite numbers, reordered; a NaN among them makes the result meaningless
 * @param count how many of them take part, > rank
 * @param rank 0 … count − 1
 */
export function selectRank(values: Float64Array, count: number, rank: number): number {
  let left = 0;
  let right = count - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1];
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const swapped = values[i];
        values[i++] = values[j];
        values[j--] = swapped;
      }
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank];
}
