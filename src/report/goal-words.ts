import type { Plan } from "../network/result.ts";

/** A share as people say it: 0.9 is "90 %". */
export function percentWords(share: number): string {
  return `${Number((100 * share).toPrecision(4))} %`;
}

/** What a place must have to count as covered, in a few words: "12 dB margin and 90 % probability". */
export function goalWords({ scenario: { goal } }: Plan): string {
  const surely = goal.probability === null ? "" : ` and ${percentWords(goal.probability)} probability`;
  return `${goal.marginDb} dB margin${surely}`;
}
