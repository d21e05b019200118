// A worker for the tests of the pool: does what a job's `kind` says.
import { parentPort, threadId } from "node:worker_threads";

/** Workers of one test meet here: a counter in shared memory. */
function meet(shared, count) {
  Atomics.add(shared, 0, 1);
  Atomics.notify(shared, 0);
  const endMs = performance.now() + 20_000;
  while (Atomics.load(shared, 0) < count) {
    Atomics.wait(shared, 0, Atomics.load(shared, 0), 100);
    if (performance.now() > endMs) throw new Error("waited in vain for the others");
  }
}

const answers = {
  echo: ({ value }) => value,
  thread: () => threadId,
  meet: ({ shared, count }) => meet(shared, count),
  note({ notes }) {
    for (const note of notes) parentPort.postMessage({ kind: "note", note });
    return notes.length;
  },
  spin({ shared }) {
    Atomics.add(shared, 0, 1);
    for (;;);
  },
  exit: () => process.exit(3),
  die() {
    setImmediate(() => {
      throw new Error("died by accident");
    });
    return new Promise(() => {});
  },
};

parentPort.on("message", async (job) => {
  if (job.kind === "fail") parentPort.postMessage({ kind: "failed", error: job.error });
  else parentPort.postMessage({ kind: "done", value: await answers[job.kind](job) });
});
