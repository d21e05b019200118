import { fastLog } from "../../../math/fast-functions.ts";
import type { ItmBatch } from "./batch.ts";

/** Attenuation relative to free space: the diffraction line, or within sight a curve that meets it [Algorithm eqs. 4.30–4.45]. */
export function attenuate(batch: ItmBatch, count: number): void {
  const { distanceM, smoothHorizonsM, slopeDbPerM, interceptDb, referenceDb } = batch;
  const { sight0M, sight1M, sight0Db, sight1Db } = batch;
  for (let i = 0; i < count; i++) {
    const d = distanceM[i];
    const slope = slopeDbPerM[i];
    const intercept = interceptDb[i];
    const edge = smoothHorizonsM[i];
    if (d >= edge) {
      referenceDb[i] = Math.max(slope * d + intercept, 0);
      continue;
    }
    const edgeDb = edge * slope + intercept;
    const d0 = sight0M[i];
    const d1 = sight1M[i];
    const a1 = sight1Db[i];
    const logEdge = fastLog(edge);
    let k1 = 0;
    let k2 = 0;
    let curved = false;
    if (d0 < d1) {
      const a0 = sight0Db[i];
      const log0 = fastLog(d0);
      const q = logEdge - log0;
      const span = edge - d0;
      k2 = (span * (a1 - a0) - (d1 - d0) * (edgeDb - a0)) / (span * (fastLog(d1) - log0) - (d1 - d0) * q);
      if (!(k2 > 0)) k2 = 0;
      curved = intercept > 0 || k2 > 0;
      if (curved) {
        k1 = (edgeDb - a0 - k2 * q) / span;
        if (k1 < 0) {
          k1 = 0;
          k2 = Math.max(edgeDb - a0, 0) / q;
          if (k2 === 0) k1 = slope;
        }
      }
    }
    if (!curved) {
      k2 = 0;
      k1 = Math.max(edgeDb - a1, 0) / (edge - d1);
      if (k1 === 0) k1 = slope;
    }
    referenceDb[i] = Math.max(edgeDb + k1 * (d - edge) + k2 * (fastLog(d) - logEdge), 0);
  }
}
