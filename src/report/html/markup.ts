import { escapeMarkup } from "../escape.ts";

/** Text that is markup already. Everything else that enters an {@link html} template is escaped. */
export class Markup {
  readonly text: string;

  /** @param text trusted markup, never a user's text */
  constructor(text: string) {
    this.text = text;
  }
}

export type MarkupPart = string | number | Markup | null | readonly MarkupPart[];

/**
 * Markup from a template: inserted strings are escaped, inserted markup stays, arrays are joined, null gives nothing.
 *
 * @example html`<td>${device.name}</td>`
 */
export function html(literals: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  let text = literals[0];
  parts.forEach((part, i) => {
    text += render(part) + literals[i + 1];
  });
  return new Markup(text);
}

function render(part: MarkupPart): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "string" || typeof part === "number") return escapeMarkup(String(part));
  return part.map(render).join("");
}
