/** So much of a full map is forgotten at once. */
const FORGOTTEN_SHARE = 0.25;

/** A map that forgets what was longest unused when it is full: logs may name more devices than memory holds. */
export class BoundedMap<K, V> {
  readonly #capacity: number;
  readonly #entries = new Map<K, V>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#capacity) this.#forget();
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }

  getOrMake(key: K, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }

  values(): readonly V[] {
    return [...this.#entries.values()];
  }

  /** Many at once: engines walk over all that was deleted before to find a map's first entry. */
  #forget(): void {
    let left = Math.ceil(this.#capacity * FORGOTTEN_SHARE);
    for (const key of this.#entries.keys()) {
      if (left-- === 0) return;
      this.#entries.delete(key);
    }
  }
}
