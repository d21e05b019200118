import type { MipModel } from "./mip.ts";

/** A coefficient of a row: column and value. */
type Term = readonly [column: number, value: number];

/** Collects the rows of a model one by one. */
export class RowWriter {
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly starts: number[] = [0];
  private readonly columns: number[] = [];
  private readonly values: number[] = [];

  /** Σ of the columns, plus the other terms, is at least `lower`. */
  addSumAtLeast(columns: Iterable<number>, lower: number, others: readonly Term[] = []): void {
    for (const column of columns) this.addTerm(column, 1);
    for (const [column, value] of others) this.addTerm(column, value);
    this.endRow(lower, Number.POSITIVE_INFINITY);
  }

  /** The weighted sum of as many columns as there are values, counted from `firstColumn`, lies within the bounds. */
  addWeighted(firstColumn: number, values: Float64Array, bounds: { lower?: number; upper?: number }): void {
    for (let i = 0; i < values.length; i++) this.addTerm(firstColumn + i, values[i]);
    this.endRow(bounds.lower ?? Number.NEGATIVE_INFINITY, bounds.upper ?? Number.POSITIVE_INFINITY);
  }

  /** The rows as arrays. */
  finish(): Pick<MipModel, "rowLower" | "rowUpper" | "rowStarts" | "rowColumns" | "rowValues"> {
    return {
      rowLower: Float64Array.from(this.lower),
      rowUpper: Float64Array.from(this.upper),
      rowStarts: Int32Array.from(this.starts),
      rowColumns: Int32Array.from(this.columns),
      rowValues: Float64Array.from(this.values),
    };
  }

  private addTerm(column: number, value: number): void {
    this.columns.push(column);
    this.values.push(value);
  }

  private endRow(lower: number, upper: number): void {
    this.starts.push(this.columns.length);
    this.lower.push(lower);
    this.upper.push(upper);
  }
}
