import { Worker } from "node:worker_threads";
import { InputError, InterruptedError, type Issue, WorkError } from "../../math/errors.ts";
import type { WorkerFault, WorkerJob, WorkerMessage } from "./worker-messages.ts";

interface Waiting {
  readonly job: WorkerJob;
  readonly onNote: (note: string) => void;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface WorkerPool {
  readonly threads: number;
  /** Queues a job. Rejects with what the worker threw, or with InterruptedError when the pool is closed or aborted. */
  run(job: WorkerJob, onNote?: (note: string) => void): Promise<unknown>;
  /** Stops all workers at once, whatever they do. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly threads: number;
  /** The worker's module, built beside the caller's. */
  readonly workerUrl: URL;
  readonly signal?: AbortSignal;
}

/**
 * Worker threads that take jobs from one queue. They are started at once, so that they load their code while the caller still
 * reads its files; a worker that dies fails its job and is replaced when the next one waits.
 */
export function createPool({ threads, workerUrl, signal }: PoolOptions): WorkerPool {
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  let closed = false;

  const start = (): Worker => {
    // Not the parent's own flags: one that suits a script (--input-type) can break a worker
    const worker = new Worker(workerUrl, { execArgv: [] });
    worker.on("message", (message: WorkerMessage) => receive(worker, message));
    worker.on("error", (error) => retire(worker, error));
    worker.on("exit", (code) => retire(worker, new Error(`a worker ended with code ${code}`)));
    return worker;
  };

  const next = (): void => {
    while (!closed && queue.length > 0) {
      const worker = idle.pop() ?? (busy.size < threads ? start() : null);
      if (worker === null) return;
      const waiting = queue.shift() as Waiting;
      busy.set(worker, waiting);
      worker.ref();
      worker.postMessage(waiting.job);
    }
  };

  const receive = (worker: Worker, message: WorkerMessage): void => {
    const waiting = busy.get(worker);
    if (waiting === undefined) return;
    if (message.kind === "note") {
      waiting.onNote(message.note);
      return;
    }
    busy.delete(worker);
    idle.push(worker);
    // An idle worker must not keep the process alive
    worker.unref();
    if (message.kind === "done") waiting.resolve(message.value);
    else waiting.reject(restoreError(message.error));
    next();
  };

  const retire = (worker: Worker, error: Error): void => {
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
    const waiting = busy.get(worker);
    busy.delete(worker);
    waiting?.reject(closed ? new InterruptedError() : error);
    next();
  };

  const close = async (): Promise<void> => {
    closed = true;
    for (const waiting of queue.splice(0)) waiting.reject(new InterruptedError());
    await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()));
  };

  signal?.addEventListener("abort", () => void close(), { once: true });
  for (let i = 0; i < threads; i++) {
    const worker = start();
    worker.unref();
    idle.push(worker);
  }

  return {
    threads,
    run(job, onNote = () => {}) {
      if (closed || signal?.aborted) return Promise.reject(new InterruptedError());
      return new Promise((resolve, reject) => {
        queue.push({ job, onNote, resolve, reject });
        next();
      });
    },
    close,
  };
}

/** The error that a worker threw, as one of ours again. */
function restoreError(fault: WorkerFault): Error {
  const hint = typeof fault.hint === "string" ? fault.hint : undefined;
  if (fault.name === "InputError" && Array.isArray(fault.issues)) return new InputError(fault.issues as Issue[]);
  if (fault.name === "WorkError" && typeof fault.code === "string") {
    return new WorkError(fault.code, fault.message, { hint });
  }
  const error = new Error(fault.message);
  if (fault.stack !== undefined) error.stack = fault.stack;
  return error;
}
