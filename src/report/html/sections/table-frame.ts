import { html, type Markup } from "../markup.ts";

export interface TableParts {
  readonly id: string;
  readonly caption: string;
  /** Cells of the head row, each with its scope. */
  readonly head: Markup;
  readonly rows: readonly Markup[];
  readonly sortable?: boolean;
}

/** A table that scrolls sideways within the page where it is wider, reachable by keyboard. */
export function tableFrame({ id, caption, head, rows, sortable }: TableParts): Markup {
  return html`<div class="table-frame" role="region" aria-labelledby="${id}-caption" tabindex="0"><table id="${id}"${sortable ? html` class="is-sortable"` : null}>
<caption id="${id}-caption">${caption}</caption><thead><tr>${head}</tr></thead><tbody>
${rows}
</tbody></table></div>`;
}
