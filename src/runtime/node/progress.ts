/** One line on a terminal that is written over and over: what is being done, how far it is, how long it will take. */
export interface ProgressLine {
  /**
   * @param stage what is being done, for people
   * @param done of `total`; the rest is estimated from the time so far
   * @param note a remark to show in place of the estimate
   */
  update(stage: string, done: number, total: number, note?: string): void;
  /** Clears the line: to be called before anything else is written to the terminal. */
  clear(): void;
}

/** More often than this the line is not redrawn. */
const MIN_INTERVAL_MS = 100;
/** Nothing is estimated from less than this. */
const MIN_ESTIMATE_MS = 1000;
const CLEAR_LINE = "\r\u001b[2K";

/**
 * @param stream a terminal; null: the line is kept nowhere
 * @param nowMs a clock; only differences count
 */
export function createProgressLine(stream: NodeJS.WriteStream | null, nowMs: () => number): ProgressLine {
  if (stream === null) return { update: () => undefined, clear: () => undefined };
  let stage = "";
  let stageStartMs = 0;
  let drawnMs = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    update(nextStage, done, total, note) {
      const now = nowMs();
      if (nextStage !== stage) {
        stage = nextStage;
        stageStartMs = now;
      } else if (now - drawnMs < MIN_INTERVAL_MS && done < total) return;
      drawnMs = now;
      shown = true;
      const text = describe({ stage, done, total, note, elapsedMs: now - stageStartMs });
      stream.write(`${CLEAR_LINE}${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
    },
    clear() {
      if (shown) stream.write(CLEAR_LINE);
      shown = false;
      drawnMs = Number.NEGATIVE_INFINITY;
    },
  };
}

interface Moment {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly note: string | undefined;
  readonly elapsedMs: number;
}

function describe({ stage, done, total, note, elapsedMs }: Moment): string {
  const share = total > 0 ? done / total : 0;
  const parts = [stage];
  if (total > 1) parts.push(`${done}/${total}`);
  if (note !== undefined) parts.push(note);
  else if (share > 0 && share < 1 && elapsedMs >= MIN_ESTIMATE_MS) {
    parts.push(`about ${Math.ceil((elapsedMs * (1 - share)) / share / 1000)} s left`);
  }
  return parts.join("  ");
}
