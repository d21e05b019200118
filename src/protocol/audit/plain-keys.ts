import { type Finding, findingOf, type Place } from "./finding.ts";
import { listed } from "./label.ts";
import { leavesOf } from "./leaves.ts";

/** Keys that open one session only. */
const SESSION_KEYS =
  /^(nwkskey|appskey|fnwksintkey|snwksintkey|nwksenckey|sessionkey|appsessionkey|networksessionkey)$/;
/** 16 bytes in hexadecimal or Base64, also as C writes them. */
const KEY_TEXT = /^(?:\{?\s*)?(?:(?:0x)?[0-9a-f]{2}[\s:,-]*){16}\}?$|^[A-Za-z0-9+/_-]{22}(?:==)?$/i;
const PLACEHOLDER = /^(.)\1*$/;

interface PlainKey {
  readonly name: string;
  readonly place: Place;
}

/** Counts the keys that lie readable in a file; memory does not grow with it. */
export class PlainKeys {
  readonly #file: string;
  #count = 0;
  #hasRoot = false;
  #first: PlainKey | null = null;
  readonly #names = new Set<string>();

  constructor(file: string) {
    this.#file = file;
  }

  /** Looks for keys in a document: fields whose names end in "key" and that hold 16 bytes. */
  look(document: unknown, place: Place): void {
    for (const { name, value, pointer } of leavesOf(document, place.pointer ?? "")) {
      if (!name.endsWith("key") || typeof value !== "string" || value.length > 256) continue;
      const text = value.trim();
      // Zeros stand for "none" in ChirpStack's lists; a wrapped key is no secret
      if (!KEY_TEXT.test(text) || PLACEHOLDER.test(text) || /encrypted|wrapped|public/.test(name)) continue;
      this.#count++;
      this.#hasRoot ||= !SESSION_KEYS.test(name);
      this.#first ??= { name, place: { ...place, pointer: place.pointer === null ? null : pointer } };
      if (this.#names.size < 16) this.#names.add(name);
    }
  }

  findings(): readonly Finding[] {
    if (this.#first === null) return [];
    const many = this.#count === 1 ? "a key lies" : `${this.#count} keys lie`;
    return [
      findingOf("key-in-plain-text", {
        what: `${many} readable in ${this.#file}`,
        evidence: `fields ${listed([...this.#names])}; they are not shown`,
        place: this.#first.place,
        severity: this.#hasRoot ? "high" : "medium",
      }),
    ];
  }
}
