/*
 * The inner loops of the sweep by the Irregular Terrain Model, in AssemblyScript. `npm run make:kernel` compiles this file, and what it
 * gathers, into src/network/coverage/itm/kernel.generated.ts. Pointers are bytes; layout.ts beside that says what lies where.
 */
export { attenuate } from "./itm-sweep/closed-form";
export { startWalk, useRadial } from "./itm-sweep/radial";
export { sampleLine, sampleTails, useTerrain } from "./itm-sweep/terrain";
export { addVariability } from "./itm-sweep/variability";
export { useSite, walk } from "./itm-sweep/walk";
