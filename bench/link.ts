// Link budgets a second on one core, with and without a range; evaluations of a compiled formula; packet success by theory.
import { answerLink } from "../src/link/link.ts";
import { packetSuccess } from "../src/lora/packet-success.ts";
import { LENGTH } from "../src/math/formula/dimension.ts";
import { compileFormula } from "../src/math/formula.ts";

const ROUNDS = 5;

/** The least processor time of one call, s, over a few rounds: the first ones warm the engine. */
function fastestS(calls: number, call: (index: number) => unknown): number {
  let bestS = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const from = process.cpuUsage();
    for (let i = 0; i < calls; i++) call(i);
    const { user, system } = process.cpuUsage(from);
    bestS = Math.min(bestS, (user + system) / 1e6);
  }
  return bestS / calls;
}

const device = {
  txPowerDbm: 14,
  txGainDbi: 2.15,
  rxGainDbi: 5,
  frequencyHz: 868e6,
  bandwidthHz: 125e3,
  codingRate: "4/5",
  noiseFigureDb: 6,
  payloadBytes: 20,
};
const formula = compileFormula("d < 1 km ? 100 + 20*log10(d/1 km) : 128.95 + 23.2*log10(d/1 km)", [
  { name: "d", title: "distance", dimension: LENGTH },
]);
const values = [0];

const results = {
  "links/s, loss given":
    1 / fastestS(50_000, (i) => answerLink({ ...device, sf: 7 + (i % 6), pathLossDb: 120 + (i % 20) })),
  "links/s, free space and range":
    1 / fastestS(50_000, (i) => answerLink({ ...device, sf: 7 + (i % 6), distanceM: 1000 + i })),
  "formula evaluation, ns":
    1e9 *
    fastestS(2_000_000, (i) => {
      values[0] = i;
      return formula.evaluate(values);
    }),
  "packet success near the threshold, µs":
    1e6 *
    fastestS(20_000, (i) => packetSuccess({ sf: 9, codingRate: "4/5", payloadBytes: 20, snrDb: -14 + (i % 100) / 50 })),
};
for (const [name, value] of Object.entries(results)) console.log(`${name}: ${value.toPrecision(4)}`);
