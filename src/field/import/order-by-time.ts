import type { Imported } from "./log-reader.ts";

/**
 * The entries of several logs in the order of time, each log itself in that order: the logs of gateways that stand apart, so that what
 * they heard of one uplink comes together. Of each log one entry is held. What has no time comes at once.
 */
export async function* orderByTime(logs: readonly AsyncIterator<Imported, void>[]): AsyncGenerator<Imported, void> {
  try {
    const heads = await Promise.all(logs.map(async (log) => ({ log, next: await log.next() })));
    for (;;) {
      const open = heads.filter(({ next }) => next.done !== true);
      if (open.length === 0) return;
      let first = open[0];
      for (const head of open) if (timeOf(head.next) < timeOf(first.next)) first = head;
      if (first.next.done !== true) yield first.next.value;
      first.next = await first.log.next();
    }
  } finally {
    // Whoever stops early lets the files go
    for (const log of logs) await log.return?.();
  }
}

function timeOf({ value }: IteratorResult<Imported, void>): number {
  return value?.kind === "uplink" && value.uplink.timeS !== null ? value.uplink.timeS : Number.NEGATIVE_INFINITY;
}
