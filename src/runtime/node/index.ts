/** What chirpscape's core needs of Node: files, worker threads, the solver. */

export { readAntennaFiles } from "./antenna-files.ts";
export { type LoadElevationOptions, loadElevation } from "./elevation.ts";
export { createErrorRateRunner, type ErrorRateRunnerOptions } from "./error-rate-runner.ts";
export { type GroundCoverRequest, loadGroundCover } from "./ground-cover.ts";
export { createLossStore } from "./loss-store.ts";
export { solveMip } from "./mip-solver.ts";
export { createPlanEnvironment, type PlanEnvironmentOptions } from "./plan-environment.ts";
export { readTextFile } from "./read-text.ts";
export { openSampleSource, type SampleSource, type SourceFormat } from "./sample-source.ts";
export { findGroundFiles, type GroundFile, type GroundFiles, type ScenarioPlace } from "./scenario-files.ts";
export { writeFiles, writeWholeFile } from "./write-files.ts";

/** The worker's module of this package, for `createPlanEnvironment`. */
export const WORKER_URL = new URL("./worker.js", import.meta.url);
