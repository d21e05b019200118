import { parentPort } from "node:worker_threads";
import { loadModel } from "../../link/propagation/registry.ts";
import { computeCoverage } from "../../network/coverage/compute.ts";
import type { WorkerJob, WorkerMessage } from "./worker-messages.ts";

/** A worker thread: takes one job at a time and answers it. Errors go back whole, with what they name. */
const port = parentPort;
if (port === null) throw new Error("worker.ts must be started as a worker thread");

const send = (message: WorkerMessage): void => port.postMessage(message);

async function run(job: WorkerJob): Promise<WorkerMessage> {
  if (job.kind === "coverage") {
    await loadModel(job.task.model);
    return { kind: "done", value: computeCoverage(job.task) };
  }
  if (job.kind === "frames") {
    const { runFrameBatch } = await import("../../modem/error-rates/simulate.ts");
    return { kind: "done", value: runFrameBatch(job.batch) };
  }
  // HiGHS is loaded by the one worker that needs it
  const [{ solveCover }, { solveMip }] = await Promise.all([
    import("../../network/placement/solve.ts"),
    import("./mip-solver.ts"),
  ]);
  const value = await solveCover(job.instance, {
    ...job.options,
    solveMip,
    nowS: () => performance.now() / 1000,
    onProgress: (note) => send({ kind: "note", note }),
  });
  return { kind: "done", value };
}

port.on("message", (job: WorkerJob) => {
  run(job).then(send, (error: unknown) => send({ kind: "failed", error: describeError(error) }));
});

function describeError(error: unknown) {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack } = error;
  const { issues, code, hint } = error as { issues?: unknown; code?: unknown; hint?: unknown };
  return { name, message, stack, issues, code, hint };
}
