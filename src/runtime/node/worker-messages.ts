import type { FrameBatch } from "../../modem/error-rates/frame-batch.ts";
import type { CoverageTask } from "../../network/coverage/task.ts";
import type { PlacementOptions } from "../../network/environment.ts";
import type { CoverInstance } from "../../network/placement/instance.ts";

/** What the pool asks of a worker. */
export type WorkerJob =
  | { readonly kind: "coverage"; readonly task: CoverageTask }
  | { readonly kind: "placement"; readonly instance: CoverInstance; readonly options: PlacementOptions }
  | { readonly kind: "frames"; readonly batch: FrameBatch };

/** What a worker answers: any number of notes, then how it ended. An error's fields, since classes do not cross threads. */
export type WorkerMessage =
  | { readonly kind: "note"; readonly note: string }
  | { readonly kind: "done"; readonly value: unknown }
  | { readonly kind: "failed"; readonly error: WorkerFault };

export interface WorkerFault {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly issues?: unknown;
  readonly code?: unknown;
  readonly hint?: unknown;
}
