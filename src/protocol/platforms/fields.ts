/** A JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of an object by a chain of keys; undefined where the chain breaks. Inherited members are none. */
export function memberOf(value: unknown, ...keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/**
 * Takes an object's fields one by one and knows which are left. A field of an unexpected type is not taken: events of another
 * version are read as far as they are understood, and the rest of them is kept.
 */
export class Fields {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #taken = new Set<string>();
  readonly #children = new Map<string, readonly Fields[]>();

  constructor(object: unknown) {
    this.#object = isRecord(object) ? object : {};
  }

  /** The first of these fields that is a text with something in it. */
  text(...keys: readonly string[]): string | null {
    return this.#take(keys, (value) => (typeof value === "string" && value.trim() !== "" ? value : null));
  }

  /** The first of these fields that is a finite number, or a text that is one. */
  number(...keys: readonly string[]): number | null {
    return this.#take(keys, (value) => finiteNumber(value));
  }

  /** A whole number from 0 to `max`. */
  whole(max: number, ...keys: readonly string[]): number | null {
    return this.#take(keys, (value) => {
      const number = finiteNumber(value);
      return number !== null && Number.isInteger(number) && number >= 0 && number <= max ? number : null;
    });
  }

  flag(...keys: readonly string[]): boolean | null {
    return this.#take(keys, (value) => (typeof value === "boolean" ? value : null));
  }

  /** What `read` makes of the first of these fields that it can make something of. */
  read<T>(keys: readonly string[], read: (value: unknown) => T | null): T | null {
    return this.#take(keys, read);
  }

  /** An object in the object; empty when there is none. Its own fields that are left stay left. */
  child(key: string): Fields {
    const made = this.#children.get(key);
    if (made?.length === 1) return made[0];
    const child = new Fields(this.#own(key));
    if (isRecord(this.#own(key))) this.#children.set(key, [child]);
    return child;
  }

  /** The objects of a list; what stands between them that is no object is passed over and stays left. */
  children(key: string): readonly Fields[] {
    const list = this.#own(key);
    if (!Array.isArray(list)) return [];
    const made = list.filter(isRecord).map((item) => new Fields(item));
    this.#children.set(key, made);
    return made;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#object, key);
  }

  /** Marks fields as understood, whatever they hold. */
  ignore(...keys: readonly string[]): this {
    for (const key of keys) this.#taken.add(key);
    return this;
  }

  /** The fields that nobody took, without what looks like a key. */
  rest(): Readonly<Record<string, unknown>> {
    const left = Object.entries(this.#object).flatMap(([key, value]): [string, unknown][] => {
      if (this.#taken.has(key)) return [];
      const children = this.#children.get(key);
      if (children === undefined) return isSecret(key, value) ? [] : [[key, withoutSecrets(value)]];
      const rests = children.map((child) => child.rest());
      const strangers = Array.isArray(value) ? value.filter((item) => !isRecord(item)).map(withoutSecrets) : [];
      if (strangers.length === 0 && rests.every((rest) => Object.keys(rest).length === 0)) return [];
      return [[key, Array.isArray(value) ? [...rests, ...strangers] : rests[0]]];
    });
    return Object.fromEntries(left);
  }

  #own(key: string): unknown {
    return Object.hasOwn(this.#object, key) ? this.#object[key] : undefined;
  }

  #take<T>(keys: readonly string[], read: (value: unknown) => T | null): T | null {
    for (const key of keys) {
      const value = this.#own(key);
      const taken = value === undefined || value === null ? null : read(value);
      if (taken === null) continue;
      this.#taken.add(key);
      return taken;
    }
    return null;
  }
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** The longest a double needs is about 25. */
const MAX_NUMBER_CHARACTERS = 64;

/** A number, or a text that is nothing but one. */
export function finiteNumber(value: unknown): number | null {
  const number =
    typeof value === "string" && value.length <= MAX_NUMBER_CHARACTERS && NUMBER.test(value.trim())
      ? Number(value)
      : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** 16 bytes in hexadecimal or Base64: an AES key, if the field's name says so too. */
const KEY_TEXT = /^(?:[0-9a-f]{2}[\s:-]?){16}$|^[A-Za-z0-9+/_-]{22}(?:==)?$/i;

function isSecret(name: string, value: unknown): boolean {
  return /key$/i.test(name) && typeof value === "string" && KEY_TEXT.test(value.trim());
}

/** A copy without keys. Documents that nest too deep were refused before. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([key, member]) => !isSecret(key, member));
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutSecrets(member)]));
}
