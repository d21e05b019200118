import { describe, expect, it } from "vitest";
import type { Imported } from "../../../src/field/import/log-reader.ts";
import { orderByTime } from "../../../src/field/import/order-by-time.ts";
import { EMPTY_UPLINK } from "../../../src/protocol/platforms/uplink-record.ts";

async function* logOf(times: readonly (number | null)[], onEnd = () => {}): AsyncGenerator<Imported, void> {
  try {
    for (const timeS of times) yield { kind: "uplink", uplink: { ...EMPTY_UPLINK, platform: "csv", timeS } };
  } finally {
    onEnd();
  }
}

describe("the logs of several gateways", () => {
  it("come in the order of time; what has none comes at once", async () => {
    const times: (number | null)[] = [];
    for await (const entry of orderByTime([logOf([1, 4, 5]), logOf([2, null, 3, 9]), logOf([])])) {
      if (entry.kind === "uplink") times.push(entry.uplink.timeS);
    }
    expect(times).toEqual([1, 2, null, 3, 4, 5, 9]);
  });

  it("are let go when nobody reads on", async () => {
    let ended = 0;
    const logs = [1, 2].map((timeS) => logOf([timeS, timeS + 2], () => ended++));
    for await (const _ of orderByTime(logs)) break;
    expect(ended).toBe(2);
  });
});
