import { InputError, type Issue } from "../../math/errors.ts";

type JsonObject = Readonly<Record<string, unknown>>;

interface NumberRule {
  readonly whole?: boolean;
  /** Least value allowed. */
  readonly min?: number;
  /** Every value above this is allowed. */
  readonly above?: number;
}

/** Reads values out of parsed JSON and collects what is wrong with them; a bad value is replaced, so that reading goes on. */
export class MatrixReader {
  readonly issues: Issue[] = [];
  private readonly file: string;

  /** @param file named before each JSON pointer */
  constructor(file: string) {
    this.file = file;
  }

  fault(code: string, pointer: string, message: string, hint?: string): void {
    this.issues.push({ code, where: `${this.file}#${pointer}`, message, hint });
  }

  /** @throws {InputError} with all faults, if there is any */
  throwFaults(): void {
    if (this.issues.length > 0) throw new InputError(this.issues);
  }

  object(value: unknown, pointer: string): JsonObject {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
    this.fault("wrong-type", pointer, `expected an object, got ${describe(value)}`);
    return {};
  }

  list(value: unknown, pointer: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.fault("wrong-type", pointer, `expected a list, got ${describe(value)}`);
    return [];
  }

  number(value: unknown, pointer: string, rule: NumberRule): number {
    const { whole = false, min = Number.NEGATIVE_INFINITY, above = Number.NEGATIVE_INFINITY } = rule;
    const expected = `a ${whole ? "whole " : ""}number${"min" in rule ? ` from ${min}` : ` above ${above}`}`;
    if (typeof value !== "number") {
      this.fault("wrong-type", pointer, `expected ${expected}, got ${describe(value)}`);
      return Number.NaN;
    }
    if (!(Number.isFinite(value) && value >= min && value > above) || (whole && !Number.isInteger(value))) {
      this.fault("out-of-range", pointer, `expected ${expected}, got ${value}`);
    }
    return value;
  }

  /** Null where there is none (`null`, or the member is missing). */
  optionalNumber(value: unknown, pointer: string, rule: NumberRule): number | null {
    return value === null || value === undefined ? null : this.number(value, pointer, rule);
  }

  /** A list of indices into a list of `count`, ascending; of each kind of fault, the first. */
  ascendingIndices(value: unknown, pointer: string, count: number): Uint32Array {
    const list = this.list(value, pointer);
    const outside = list.findIndex(
      (index) => !(Number.isInteger(index) && Number(index) >= 0 && Number(index) < count),
    );
    if (outside >= 0) {
      const message = `expected the index of a demand, 0 to ${count - 1}, got ${describe(list[outside])}`;
      this.fault("out-of-range", `${pointer}/${outside}`, message);
      return new Uint32Array(0);
    }
    const indices = Uint32Array.from(list as number[]);
    const step = indices.findIndex((index, i) => i > 0 && index <= indices[i - 1]);
    if (step >= 0) {
      const message = `expected indices in ascending order, got ${indices[step]} after ${indices[step - 1]}`;
      this.fault("not-ascending", `${pointer}/${step}`, message);
    }
    return indices;
  }
}

/** A value as it is shown in a message: short, whatever it holds. */
function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
