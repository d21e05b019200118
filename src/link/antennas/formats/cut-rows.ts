import { InputError } from "../../../math/errors.ts";

/** The circle of a cut: bearings, or angles up from straight ahead. */
export type CutName = "horizontal" | "vertical";

/** One value of a cut as it stands in a file. */
export interface CutRow {
  readonly angleDeg: number;
  readonly valueDb: number;
  /** Counted from 1. */
  readonly line: number;
}

/** Angles are written rounded: so far from an even step they may lie, as a share of it. */
const EVEN_TOLERANCE = 0.02;
/** Fewer values are no cut, but a sketch. */
const LEAST_VALUES = 8;
/** Attenuations above this, dB, are no measurement. */
const GREATEST_DB = 200;

/** A fault of an antenna file at one of its lines; line 0: of the file as a whole. */
export function antennaFault(file: string, line: number, message: string, hint?: string): InputError {
  const where = line > 0 ? `${file}: line ${line}` : file;
  return new InputError({ code: "bad-antenna-file", where, message, hint });
}

/**
 * The values of a cut in the order of their angles, at equal steps around the whole circle from 0°.
 *
 * @param rows in any order, angles in degrees of any turn; a last 360° that repeats 0° is left out
 * @throws {InputError} `bad-antenna-file` naming file and line: an angle twice, an angle missing, too few
 */
export function evenCut(rows: readonly CutRow[], cut: CutName, file: string): number[] {
  const turned = rows.map((row) => ({ ...row, angleDeg: ((row.angleDeg % 360) + 360) % 360 }));
  const sorted = withoutClosingRow(turned, rows).sort((a, b) => a.angleDeg - b.angleDeg || a.line - b.line);
  const lastLine = rows[rows.length - 1]?.line ?? 0;
  if (sorted.length < LEAST_VALUES) {
    const message = `expected at least ${LEAST_VALUES} angles of the ${cut} cut, got ${sorted.length}`;
    throw antennaFault(file, lastLine, message);
  }
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i].angleDeg !== sorted[i - 1].angleDeg) continue;
    const message = `${sorted[i].angleDeg}° of the ${cut} cut stands already in line ${sorted[i - 1].line}`;
    throw antennaFault(file, sorted[i].line, message, "give each angle once");
  }
  const stepDeg = commonStepDeg(sorted);
  sorted.forEach((row, i) => {
    if (Math.abs(row.angleDeg - i * stepDeg) > EVEN_TOLERANCE * stepDeg) throw missingAngle(i * stepDeg, row.line);
  });
  if (Math.abs(sorted.length * stepDeg - 360) > EVEN_TOLERANCE * stepDeg) {
    throw missingAngle(sorted.length * stepDeg, lastLine);
  }
  return sorted.map(({ valueDb }) => valueDb);

  function missingAngle(angleDeg: number, line: number): InputError {
    const message = `the ${cut} cut has no value for ${Number(angleDeg.toFixed(2))}°`;
    const hint = `angles in degrees, at equal steps around the circle (here ${Number(stepDeg.toFixed(3))}°)`;
    return antennaFault(file, line, message, hint);
  }
}

/** Some programs close the circle: 360° with the value of 0°. */
function withoutClosingRow(turned: readonly CutRow[], rows: readonly CutRow[]): CutRow[] {
  const first = rows.find(({ angleDeg }) => angleDeg === 0);
  return turned.filter((_, i) => !(rows[i].angleDeg === 360 && first?.valueDb === rows[i].valueDb));
}

/** The step that occurs most: a gap is longer, and a file has few gaps. */
function commonStepDeg(sorted: readonly CutRow[]): number {
  const steps = sorted.slice(1).map(({ angleDeg }, i) => angleDeg - sorted[i].angleDeg);
  const middleDeg = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)];
  return 360 / Math.max(1, Math.round(360 / middleDeg));
}

/**
 * A number as antenna files write it; a decimal comma is one too.
 *
 * @throws {InputError} `bad-antenna-file` unless it is a number
 */
export function readNumber(text: string, what: string, file: string, line: number): number {
  const value = /^[-+]?(\d+[.,]?\d*|[.,]\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text.replace(",", ".")) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw antennaFault(file, line, `expected ${what}, got "${text.slice(0, 40)}"`);
}

/**
 * An attenuation against the antenna's gain as a relative gain.
 *
 * @throws {InputError} `bad-antenna-file` for a negative one (then it is a gain) or one beyond all measuring
 */
export function relativeGainDb(attenuationDb: number, file: string, line: number): number {
  if (attenuationDb >= 0 && attenuationDb <= GREATEST_DB) return -attenuationDb + 0;
  const message = `expected an attenuation in dB from 0 to ${GREATEST_DB}, got ${attenuationDb}`;
  throw antennaFault(file, line, message, "here values are dB below the antenna's gain, and not gains");
}
