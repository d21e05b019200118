import type { SimulatedErrorRates } from "../modem/error-rates/counts.ts";
import type { ErrorRateRequest } from "../modem/error-rates/simulate.ts";
import { expectedErrorRates } from "../modem/error-rates/theory.ts";
import type { ErrorRatePicture } from "./error-rate-svg.ts";
import { percentText, siText } from "./si-text.ts";
import { textTable } from "./text-table.ts";

/** A simulation with what came of it. */
export interface ErrorRateAnswer {
  readonly request: ErrorRateRequest;
  /** What the channel is called: awgn, rayleigh, … */
  readonly channelName: string;
  readonly points: readonly SimulatedErrorRates[];
}

/** What was simulated, and the points, each beside what is expected in white noise. */
export function describeErrorRates({ request, channelName, points }: ErrorRateAnswer) {
  const { settings, payloadBytes, synchronisation, decoding, envelope, spread, sampleRateHz, channel, seed } = request;
  return {
    points: points.map((point) => ({ ...point, expected: expectedErrorRates(request, point.snrDb) })),
    frame: { ...settings, payloadBytes, ...envelope },
    channel: { name: channelName, ...channel, ...spread, sampleRateHz },
    synchronisation,
    decoding,
    seed,
  };
}

const COLUMNS = [
  { title: "SNR", align: "right" },
  { title: "frames", align: "right" },
  { title: "found", align: "right" },
  { title: "symbols wrong", align: "right" },
  { title: "expected", align: "right" },
  { title: "bits wrong", align: "right" },
  { title: "packets lost", align: "right" },
  { title: "95 % interval", align: "right" },
  { title: "expected", align: "right" },
] as const;

/** The points as a table for people. */
export function errorRateText(answer: ErrorRateAnswer): string {
  const rows = answer.points.map((point) => {
    const expected = expectedErrorRates(answer.request, point.snrDb);
    return [
      `${point.snrDb} dB`,
      String(point.frames),
      String(point.framesFound),
      rateText(point.symbolErrorRate),
      rateText(expected.symbolErrorRate),
      rateText(point.bitErrorRate),
      rateText(point.packetErrorRate),
      point.ci95.map(rateText).join(" to "),
      rateText(expected.packetErrorRate),
    ];
  });
  const note = "Expected: in white noise; of symbols with perfect synchronisation, of packets as link reckons.";
  return [headline(answer), settingsLine(answer), "", ...textTable(COLUMNS, rows), "", note].join("\n");
}

/** The points beside what is expected, to be drawn by `errorRateSvg`. */
export function errorRatePicture(answer: ErrorRateAnswer): ErrorRatePicture {
  const { request, points } = answer;
  const snrs = points.map(({ snrDb }) => snrDb);
  const fine = fineSteps(Math.min(...snrs), Math.max(...snrs));
  const expected = fine.map((snrDb) => ({ snrDb, ...expectedErrorRates(request, snrDb) }));
  return {
    title: headline(answer),
    subtitle: settingsLine(answer),
    rateTitle: "error rate",
    series: [
      {
        name: "packets",
        points: points.map(({ snrDb, packetErrorRate, ci95: [low, high] }) => ({
          snrDb,
          rate: packetErrorRate,
          low,
          high,
        })),
      },
      {
        name: "symbols",
        points: points.flatMap(({ snrDb, symbolErrorRate, symbolErrorCi95 }) =>
          symbolErrorRate === null || symbolErrorCi95 === null
            ? []
            : [{ snrDb, rate: symbolErrorRate, low: symbolErrorCi95[0], high: symbolErrorCi95[1] }],
        ),
      },
    ],
    theory: [
      {
        name: "packets, expected",
        of: "packets",
        points: expected.map(({ snrDb, packetErrorRate }) => ({ snrDb, rate: packetErrorRate })),
      },
      {
        name: "symbols, exact",
        of: "symbols",
        points: expected.map(({ snrDb, symbolErrorRate }) => ({ snrDb, rate: symbolErrorRate })),
      },
    ],
  };
}

/** Smooth at any width of the picture; a curve of one point is as good as none. */
const CURVE_POINTS = 200;

function fineSteps(fromDb: number, toDb: number): number[] {
  const room = toDb > fromDb ? 0 : 1;
  const [from, to] = [fromDb - room, toDb + room];
  return Array.from({ length: CURVE_POINTS + 1 }, (_, i) => from + ((to - from) * i) / CURVE_POINTS);
}

function headline({ request: { settings, payloadBytes } }: ErrorRateAnswer): string {
  const { sf, bandwidthHz, codingRate, implicitHeader, crc, lowDataRate } = settings;
  const parts = [`SF${sf}`, siText(bandwidthHz, "Hz"), codingRate, `${payloadBytes} bytes`];
  if (implicitHeader) parts.push("no header");
  if (!crc) parts.push("no CRC");
  if (lowDataRate) parts.push("low data rate");
  return parts.join(", ");
}

function settingsLine({ request, channelName }: ErrorRateAnswer): string {
  const { synchronisation, decoding, seed, spread } = request;
  const how = synchronisation === "ideal" ? "ideal synchronisation" : "the whole receiver";
  const parts = [`${how}, ${decoding} decisions`, `channel ${channelName}`];
  if (synchronisation === "receiver") {
    parts.push(`carrier up to ${siText(spread.carrierOffsetHz, "Hz")} and clock up to ${spread.clockPpm} ppm off`);
  }
  return `${parts.join("; ")}; seed ${seed}`;
}

function rateText(rate: number | null): string {
  if (rate === null) return "–";
  return rate === 0 ? "0" : percentText(rate);
}
