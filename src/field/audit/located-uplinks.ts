import type { Place } from "../../protocol/audit/finding.ts";
import { NOWHERE } from "../../protocol/audit/finding.ts";
import type { HeardUplink } from "../../protocol/audit/uplinks/heard-uplink.ts";
import type { UplinkRecord } from "../../protocol/platforms/uplink-record.ts";
import { UplinkMerger } from "../import/merge-uplinks.ts";

/** Of an uplink's further fields: the merger keeps those of the line that came first. No platform can write a symbol. */
const PLACE = Symbol("place");

/** Puts together what several gateways heard of an uplink, and keeps the place of the first line on it. */
export class LocatedUplinks {
  readonly #merger = new UplinkMerger();

  /** @returns the uplinks that can no longer grow */
  push(record: UplinkRecord, place: Place): readonly HeardUplink[] {
    return this.#merger.push({ ...record, extra: { [PLACE]: place } }).map(located);
  }

  end(): readonly HeardUplink[] {
    return this.#merger.end().map(located);
  }
}

function located(record: UplinkRecord): HeardUplink {
  const { [PLACE]: place } = record.extra as { readonly [PLACE]?: Place };
  return { record, place: place ?? NOWHERE };
}
