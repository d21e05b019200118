import { formatPercent } from "../format.ts";
import { setText } from "./elements.ts";
import type { State } from "./state.ts";

/** Connects the checkboxes of the stations in both tables. */
export function listenToStationTables(state: State, choiceChanged: () => void): void {
  for (const box of stationBoxes()) {
    box.disabled = !state.canSwitch(Number(box.dataset.station));
    box.addEventListener("change", () => {
      state.on[Number(box.dataset.station)] = box.checked;
      choiceChanged();
    });
  }
}

/** Brings checkboxes and the "now" column up to date. */
export function renderStationTables(state: State): void {
  for (const box of stationBoxes()) box.checked = state.on[Number(box.dataset.station)];
  for (const cell of document.querySelectorAll<HTMLElement>("[data-effect]")) {
    const station = Number(cell.dataset.effect);
    const effect = state.outcome.effect[station];
    const sign = state.on[station] ? "\u2212" : "+";
    cell.textContent = effect === null || !state.canSwitch(station) ? "–" : sign + formatPercent(effect);
  }
}

function stationBoxes(): NodeListOf<HTMLInputElement> {
  return document.querySelectorAll<HTMLInputElement>("input[data-station]");
}

/** Makes the columns of every table of class "is-sortable" sort by their cells' `data-value` (or text) at a click on their head. */
export function listenToSorting(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("table.is-sortable")) {
    for (const button of table.querySelectorAll<HTMLButtonElement>("th button")) {
      button.addEventListener("click", () => sortBy(table, button.closest("th") as HTMLTableCellElement));
    }
  }
}

function sortBy(table: HTMLTableElement, head: HTMLTableCellElement): void {
  const ascending = head.getAttribute("aria-sort") !== "ascending";
  for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const body = table.tBodies[0];
  const keyed = [...body.rows].map((row) => ({ row, key: sortKey(row.cells[head.cellIndex]) }));
  keyed.sort((a, b) => (ascending ? 1 : -1) * compareKeys(a.key, b.key));
  body.append(...keyed.map(({ row }) => row));
}

function sortKey(cell: HTMLTableCellElement): string | number {
  return cell.dataset.value === undefined ? (cell.textContent ?? "") : Number(cell.dataset.value);
}

function compareKeys(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : String(a).localeCompare(String(b), "en", { numeric: true });
}

/** Narrows the table of links by a text and by whether the link is covered. */
export function listenToLinkFilter(): void {
  const filter = document.getElementById("link-filter") as HTMLInputElement | null;
  const kind = document.getElementById("link-kind") as HTMLSelectElement | null;
  const table = document.getElementById("link-table") as HTMLTableElement | null;
  if (!filter || !kind || !table) return;
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: (row.textContent ?? "").toLowerCase() }));
  const apply = () => {
    const wanted = filter.value.trim().toLowerCase();
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = kind.value === "all" || row.classList.contains(`is-${kind.value}`);
      row.hidden = !fits || !text.includes(wanted);
      if (!row.hidden) shown++;
    }
    setText("link-count", `${shown} of ${rows.length}`);
  };
  filter.addEventListener("input", apply);
  kind.addEventListener("change", apply);
}
