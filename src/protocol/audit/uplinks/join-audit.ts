import { type Finding, findingOf } from "../finding.ts";
import { BoundedMap } from "./bounded-map.ts";
import { isSameMoment } from "./counter-track.ts";
import { type HeardUplink, timeText, uplinkLabel } from "./heard-uplink.ts";

interface UsedNonces {
  /** When each was first heard. */
  readonly seen: BoundedMap<number, { readonly timeS: number | null }>;
  highest: number;
  repeated: { readonly heard: HeardUplink; readonly evidence: string; count: number } | null;
  behind: { readonly heard: HeardUplink; readonly evidence: string; count: number } | null;
}

const MAX_DEVICES = 16_384;
const MAX_NONCES = 1024;

/** Follows the join-requests of a log: DevNonces that come twice or go back. */
export class JoinAudit {
  readonly #devices = new BoundedMap<string, UsedNonces>(MAX_DEVICES);

  push(heard: HeardUplink): void {
    const { devEui, devNonce, joinEui, timeS, kind } = heard.record;
    if (kind !== "join-request" || devEui === null || devNonce === null) return;
    // Nonces are used with a join server
    const nonces = this.#devices.getOrMake(`${devEui} ${joinEui}`, fresh);
    const known = nonces.seen.get(devNonce);
    if (known === undefined) {
      nonces.seen.set(devNonce, { timeS });
      if (devNonce < nonces.highest) {
        const evidence = `DevNonce ${devNonce} after ${nonces.highest}, ${timeText(timeS)}`;
        nonces.behind ??= { heard, evidence, count: 0 };
        nonces.behind.count++;
      } else nonces.highest = devNonce;
    } else if (!isSameMoment(known.timeS, timeS)) {
      const evidence = `DevNonce ${devNonce} of ${timeText(known.timeS)} again ${timeText(timeS)}`;
      nonces.repeated ??= { heard, evidence, count: 0 };
      nonces.repeated.count++;
    }
  }

  /** @param countsUp whether a device's nonces are a counter (1.0.4 on); null: not known */
  findings(countsUp: (devEui: string | null) => boolean | null): readonly Finding[] {
    return this.#devices.values().flatMap(({ repeated, behind }): Finding[] => {
      const found: Finding[] = [];
      if (repeated !== null) {
        const device = uplinkLabel(repeated.heard.record);
        const what = `${device} asked to join with a DevNonce of before, or somebody replays its join-request`;
        const evidence = `${repeated.evidence}${times(repeated.count)}`;
        found.push(findingOf("dev-nonce-reused", { what, evidence, place: repeated.heard.place, device }));
      }
      // Random numbers go back half of the time
      if (behind !== null && countsUp(behind.heard.record.devEui) === true) {
        const device = uplinkLabel(behind.heard.record);
        const what = `${device} asked to join with a DevNonce below an earlier one`;
        const evidence = `${behind.evidence}${times(behind.count)}`;
        found.push(findingOf("dev-nonce-behind", { what, evidence, place: behind.heard.place, device }));
      }
      return found;
    });
  }
}

function fresh(): UsedNonces {
  return {
    seen: new BoundedMap(MAX_NONCES),
    highest: -1,
    repeated: null,
    behind: null,
  };
}

function times(count: number): string {
  return count > 1 ? `; ${count} times in all` : "";
}
