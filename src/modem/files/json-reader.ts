import type { Issue } from "../../math/errors.ts";

/** Reads typed values of one JSON object, and keeps a list of what is wrong with them. A missing value is null. */
export class JsonReader {
  private readonly values: Readonly<Record<string, unknown>>;
  private readonly place: string;
  private readonly issues: Issue[];

  constructor(values: Readonly<Record<string, unknown>>, place: string, issues: Issue[]) {
    this.values = values;
    this.place = place;
    this.issues = issues;
  }

  value(key: string): unknown {
    return Object.hasOwn(this.values, key) ? this.values[key] : undefined;
  }

  missing(key: string): boolean {
    return (this.value(key) ?? null) === null;
  }

  fault(key: string, code: string, message: string, hint?: string): void {
    this.issues.push({ code, where: key === "" ? this.place : `${this.place}/${key}`, message, hint });
  }

  text(key: string): string | null {
    return this.typed(key, "a text", (value) => typeof value === "string");
  }

  /** @param above what the number must exceed */
  number(key: string, above = Number.NEGATIVE_INFINITY): number | null {
    const expected = above === Number.NEGATIVE_INFINITY ? "a number" : `a number above ${above}`;
    return this.typed(key, expected, (value) => Number.isFinite(value) && (value as number) > above);
  }

  count(key: string): number | null {
    return this.typed(key, "a whole number from 0", (value) => Number.isSafeInteger(value) && (value as number) >= 0);
  }

  object(key: string): JsonReader {
    const value = this.value(key);
    if (!isJsonObject(value)) {
      const isMissing = value === undefined;
      const message = isMissing
        ? "missing: what holds for the whole recording"
        : `expected an object, got ${shownValue(value)}`;
      // With the whole missing, its parts need not be named as well
      if (this.issues.length === 0) this.fault(key, isMissing ? "missing-key" : "wrong-type", message);
      return new JsonReader({}, `${this.place}/${key}`, []);
    }
    return new JsonReader(value, `${this.place}/${key}`, this.issues);
  }

  objects(key: string): JsonReader[] {
    const list = this.typed<readonly unknown[]>(key, "a list", Array.isArray) ?? [];
    return list.flatMap((item, index) => {
      const place = `${key}/${index}`;
      if (isJsonObject(item)) return [new JsonReader(item, `${this.place}/${place}`, this.issues)];
      this.fault(place, "wrong-type", `expected an object, got ${shownValue(item)}`);
      return [];
    });
  }

  private typed<T>(key: string, expected: string, test: (value: unknown) => boolean): T | null {
    if (this.missing(key)) return null;
    const value = this.value(key);
    if (test(value)) return value as T;
    this.fault(key, "wrong-type", `expected ${expected}, got ${shownValue(value)}`);
    return null;
  }
}

/** Neither null nor a list. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What may steer a terminal or turn the direction of writing, and `JSON.stringify` lets through. */
const STEERING = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const MAX_SHOWN = 60;

/** A value from a file as a message may show it: JSON in printable characters, cut short. */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isJsonObject(value)) return "an object";
  const whole = JSON.stringify(value) ?? "nothing";
  const text = whole.length > MAX_SHOWN ? `${whole.slice(0, MAX_SHOWN)}…` : whole;
  return text.replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
