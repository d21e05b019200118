export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: "left" | "right";
}

/** Lines of a plain table: a heading, then the rows, columns two blanks apart. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...rows.map((row) => [...row[i]].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => {
        const blanks = " ".repeat(widths[i] - [...cell].length);
        return columns[i].align === "right" ? blanks + cell : cell + blanks;
      })
      .join("  ")
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}
