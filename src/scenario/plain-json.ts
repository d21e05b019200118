/** Deeper than any scenario, shallow enough for functions that call themselves. */
const MAX_DEPTH = 64;

/** Whether the document nests deeper than 64 levels (or holds itself). Walks without calling itself, so that nothing overflows. */
export function isTooDeep(json: unknown): boolean {
  const pending: { readonly value: unknown; readonly depth: number }[] = [{ value: json, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth >= MAX_DEPTH) return true;
    for (const child of Object.values(value)) pending.push({ value: child, depth: depth + 1 });
  }
  return false;
}

/** A copy that shares nothing; a key such as `__proto__` stays a plain key. */
export function cloneJson(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(cloneJson);
  if (!isObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, cloneJson(value)]));
}

/** Freezes a value and all that it holds. */
export function freezeDeep<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) freezeDeep(child);
  }
  return value;
}

/** A JSON object: neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
