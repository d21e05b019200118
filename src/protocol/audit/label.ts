const MAX_LABEL_CHARACTERS = 64;
const MAX_LISTED = 5;

/** Sixteen bytes in digits, however they are grouped: people do put keys into names and descriptions. */
const KEY_DIGITS = /(?:(?:0x)?[0-9a-f]{2}[\s:,-]*){16,}/gi;
/** C0, DEL, C1, and what turns the direction of writing or hides itself. */
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * A name from outside as it may be shown: what looks like a key is masked, control characters are replaced, and it is cut to 64
 * characters.
 */
export function shownName(text: string): string {
  // Cut first: a name of megabytes need not be searched
  const start = text.slice(0, 8 * MAX_LABEL_CHARACTERS);
  const shown = Array.from(start.replace(KEY_DIGITS, "[key]").replace(CONTROL, "�").trim());
  return shown.length > MAX_LABEL_CHARACTERS || text.length > start.length
    ? `${shown.slice(0, MAX_LABEL_CHARACTERS - 1).join("")}…`
    : shown.join("");
}

/** A device as people know it: its name, and the identifier that tells it from others. */
export function deviceLabel(device: {
  readonly name: string | null;
  readonly devEui: string | null;
  readonly devAddr: string | null;
}): string {
  const id = device.devEui ?? device.devAddr;
  const name = device.name === null ? "" : shownName(device.name);
  if (name === "" || name === id) return id ?? "a device without a name";
  return id === null ? name : `${name} (${id})`;
}

/** The first of them, and how many more there are. */
export function listed(names: readonly string[]): string {
  const rest = names.length - MAX_LISTED;
  const shown = names.slice(0, MAX_LISTED).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** Too short to hold a key of 16 bytes, and nothing to escape: nearly every member's name. */
const PLAIN_KEY = /^[\w.-]{1,31}$/;

/** One token of a JSON pointer as it may be shown. RFC 6901, section 3. */
export function pointerToken(key: string): string {
  if (PLAIN_KEY.test(key)) return `/${key}`;
  return `/${shownName(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
