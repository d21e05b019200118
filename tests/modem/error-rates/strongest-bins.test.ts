import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dbToRatio } from "../../../src/math/db.ts";
import { normalDeviates } from "../../../src/math/random.ts";
import { streamRandom } from "../../../src/math/stream-random.ts";
import { StrongestBins } from "../../../src/modem/error-rates/strongest-bins.ts";

const theory = JSON.parse(readFileSync(new URL("../../reference/modem/ser-theory.json", import.meta.url), "utf8")) as {
  ser: Record<string, { snrDb: number; ser: number }[]>;
  snrAtSer: Record<string, Record<string, number>>;
};

const amplitudeOf = (sf: number, snrDb: number) => Math.sqrt(2 ** sf * dbToRatio(snrDb));

/** The slow way: all bins as complex normal deviates, sorted. */
function allBins(bins: number, sent: number, amplitude: number, deviate: () => number) {
  const drawn = Array.from({ length: bins }, (_, bin) => {
    const inPhase = Math.SQRT1_2 * deviate() + (bin === sent ? amplitude : 0);
    return { bin, power: inPhase ** 2 + (Math.SQRT1_2 * deviate()) ** 2 };
  });
  return drawn.sort((a, b) => b.power - a.power);
}

describe("StrongestBins", () => {
  it.each([5, 6, 7, 8, 9, 10, 11, 12])("puts another bin first as often as theory says, SF%i", (sf) => {
    const symbols = 20_000;
    const points = [theory.ser[sf][0], ...[0.1, 0.01].map((ser) => ({ ser, snrDb: theory.snrAtSer[sf][ser] }))];
    for (const point of points) {
      const bins = new StrongestBins(sf, streamRandom(1, sf, 100 * point.ser));
      let errors = 0;
      for (let i = 0; i < symbols; i++) {
        bins.begin(i % 2 ** sf, amplitudeOf(sf, point.snrDb));
        bins.next();
        if (bins.bin !== i % 2 ** sf) errors++;
      }
      // Four standard errors: 24 comparisons
      const spread = 4 * Math.sqrt((point.ser * (1 - point.ser)) / symbols);
      expect(Math.abs(errors / symbols - point.ser)).toBeLessThan(spread);
    }
  });

  it("agrees with all bins drawn and sorted: the mean power at each rank, and how often the sent one has it", () => {
    const sf = 5;
    const symbols = 20_000;
    const amplitude = 2;
    const quick = new StrongestBins(sf, streamRandom(2));
    const deviate = normalDeviates(streamRandom(3));
    const tally = () => ({ power: new Float64Array(32), square: new Float64Array(32), sent: new Float64Array(32) });
    const [a, b] = [tally(), tally()];
    for (let i = 0; i < symbols; i++) {
      const sent = i % 32;
      const full = allBins(32, sent, amplitude, deviate);
      quick.begin(sent, amplitude);
      const seen = new Set<number>();
      for (let rank = 0; rank < 32; rank++) {
        quick.next();
        seen.add(quick.bin);
        const pairs = [
          { into: a, from: quick },
          { into: b, from: full[rank] },
        ];
        for (const { into, from } of pairs) {
          into.power[rank] += from.power / symbols;
          into.square[rank] += from.power ** 2 / symbols;
          if (from.bin === sent) into.sent[rank] += 1 / symbols;
        }
      }
      expect(seen.size).toBe(32);
    }
    for (let rank = 0; rank < 32; rank++) {
      // Five standard errors of the difference
      const variance = a.square[rank] - a.power[rank] ** 2 + b.square[rank] - b.power[rank] ** 2;
      expect(Math.abs(a.power[rank] - b.power[rank])).toBeLessThan(5 * Math.sqrt(variance / symbols));
      const share = (a.sent[rank] + b.sent[rank]) / 2;
      expect(Math.abs(a.sent[rank] - b.sent[rank])).toBeLessThan(5 * Math.sqrt((2 * share + 1e-4) / symbols));
    }
  });
});
