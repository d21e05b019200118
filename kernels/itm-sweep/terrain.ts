/*
 * Ground from the elevation grid: along a radial, and on the last steps of each target's own line.
 */
import { TAILS_BYTES, TAIL_BARE, TAIL_STEPS } from "../../src/network/coverage/itm/layout";

const FLOAT = 4;
const DOUBLE = 8;
const VECTOR = 16;
/** Nearer to a post than this, in steps of the grid, counts as on it: src/geo/lattice.ts. */
const ON_POST = 1e-6;
/** Nearer to the grid's edge than this a place in single precision might lie beyond it. */
const MARGIN: f32 = 0.01;
/** 1.5 · 2^23: added to a small number it leaves the nearest whole one, in the low bits too. */
const WHOLE: f32 = 12582912;
const WHOLE_BITS = 0x4b400000;

let posts: usize = 0;
let width: i32 = 0;
let height: i32 = 0;

/**
 * Sets the grid that the functions below read.
 *
 * @param data single-precision elevations, row by row, and after them room for one row and two numbers more
 */
export function useTerrain(data: usize, columns: i32, rows: i32): void {
  posts = data;
  width = columns;
  height = rows;
}

/** Elevation at a fractional column and row as `bilinear` in src/geo/interpolate.ts gives it. */
// @ts-ignore: a decorator of the compiler
@inline
function bilinear(x: f64, y: f64): f64 {
  if (x >= 0 && y >= 0 && x < <f64>(width - 1) && y < <f64>(height - 1)) {
    const column = <i32>x;
    const row = <i32>y;
    const at = posts + <usize>(row * width + column) * FLOAT;
    const below = at + <usize>width * FLOAT;
    const left = x - <f64>column;
    const a = <f64>load<f32>(at);
    const b = <f64>load<f32>(below);
    const north = a + left * (<f64>load<f32>(at, FLOAT) - a);
    const south = b + left * (<f64>load<f32>(below, FLOAT) - b);
    const value = north + (y - <f64>row) * (south - north);
    if (value == value) return value;
  }
  return bilinearWithGaps(x, y);
}

/** The same over those posts alone that have a weight; NaN where one of them has no value. */
function bilinearWithGaps(x: f64, y: f64): f64 {
  const isInside =
    x >= -ON_POST && y >= -ON_POST && x <= <f64>(width - 1) + ON_POST && y <= <f64>(height - 1) + ON_POST;
  if (!isInside) return NaN;
  const column = <i32>Math.floor(x + ON_POST);
  const row = <i32>Math.floor(y + ON_POST);
  const right = x - <f64>column > ON_POST ? x - <f64>column : 0;
  const down = y - <f64>row > ON_POST ? y - <f64>row : 0;
  const at = posts + <usize>(row * width + column) * FLOAT;
  const north = between(at, right);
  return down == 0 ? north : north + down * (between(at + <usize>width * FLOAT, right) - north);
}

// @ts-ignore: a decorator of the compiler
@inline
function between(at: usize, right: f64): f64 {
  const left = <f64>load<f32>(at);
  return right == 0 ? left : left + right * (<f64>load<f32>(at, FLOAT) - left);
}

/**
 * Samples k = 0 … last of a straight line over the grid. Beyond the terrain's edge the last height goes on: such samples lie
 * outside every target's path and only fill the last interpolation cell. In a gap it goes on as well, but what lies behind has no
 * answer.
 *
 * @param elevationM takes last + 1 double-precision numbers, as does `bareM`
 * @returns the first sample in a gap within the terrain, 0 also for a site beside it; last + 1 when there is none
 */
export function sampleLine(
  elevationM: usize,
  bareM: usize,
  column: f64,
  row: f64,
  columnStep: f64,
  rowStep: f64,
  last: i32,
): i32 {
  let before: f64 = 0;
  let gap = last + 1;
  for (let k = 0; k <= last; k++) {
    const x = column + <f64>k * columnStep;
    const y = row + <f64>k * rowStep;
    const z = bilinear(x, y);
    if (z == z) before = z;
    else if (gap > k) {
      const isInside = x >= 0 && y >= 0 && x <= <f64>(width - 1) && y <= <f64>(height - 1);
      if (k == 0 || isInside) gap = k;
    }
    store<f64>(elevationM + <usize>k * DOUBLE, before);
    store<f64>(bareM + <usize>k * DOUBLE, before);
  }
  return gap;
}

/**
 * Samples the tails of `count` targets, four side by side: NaN in gaps.
 *
 * @param columns double-precision places of the targets in the grid, as `rows`; padded to a multiple of four, as all here
 * @param steps single-precision numbers: steps of the targets' paths
 * @param tails takes `TAILS_BYTES` for every four targets
 */
export function sampleTails(
  columns: usize,
  rows: usize,
  steps: usize,
  count: i32,
  siteColumn: f64,
  siteRow: f64,
  tails: usize,
): void {
  const end = columns + <usize>count * DOUBLE;
  const site = f64x2.splat(siteColumn);
  const siteY = f64x2.splat(siteRow);
  for (; columns < end; columns += 2 * VECTOR) {
    const x01 = v128.load(columns);
    const x23 = v128.load(columns, VECTOR);
    const y01 = v128.load(rows);
    const y23 = v128.load(rows, VECTOR);
    const x = join(x01, x23);
    const y = join(y01, y23);
    const share = f32x4.div(f32x4.splat(1), v128.load(steps));
    const dx = f32x4.mul(join(f64x2.sub(site, x01), f64x2.sub(site, x23)), share);
    const dy = f32x4.mul(join(f64x2.sub(siteY, y01), f64x2.sub(siteY, y23)), share);
    let isWhole = i32x4.all_true(v128.and(isWithin(x, dx, width), isWithin(y, dy, height)));
    if (isWhole) {
      const left01 = f64x2.floor(x01);
      const left23 = f64x2.floor(x23);
      const above01 = f64x2.floor(y01);
      const above23 = f64x2.floor(y23);
      const post = i32x4.add(
        i32x4.mul(i32x4.trunc_sat_f32x4_s(join(above01, above23)), i32x4.splat(width)),
        i32x4.trunc_sat_f32x4_s(join(left01, left23)),
      );
      const right = join(f64x2.sub(x01, left01), f64x2.sub(x23, left23));
      const down = join(f64x2.sub(y01, above01), f64x2.sub(y23, above23));
      isWhole = sampleInside(tails, post, right, down, dx, dy);
    }
    if (!isWhole) sampleCarefully(tails, columns, rows, steps, siteColumn, siteRow);
    v128.store(tails, v128.load(tails, TAIL_STEPS * VECTOR), TAIL_BARE);
    rows += 2 * VECTOR;
    steps += VECTOR;
    tails += TAILS_BYTES;
  }
}

/** Four single-precision numbers from twice two double-precision ones. */
// @ts-ignore: a decorator of the compiler
@inline
function join(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5);
}

/** Whether both ends of the tails lie so far inside the grid that all posts about them do. */
// @ts-ignore: a decorator of the compiler
@inline
function isWithin(x: v128, dx: v128, size: i32): v128 {
  const far = f32x4.add(x, f32x4.mul(f32x4.splat(<f32>TAIL_STEPS), dx));
  return v128.and(
    f32x4.gt(f32x4.pmin(x, far), f32x4.splat(MARGIN)),
    f32x4.lt(f32x4.pmax(x, far), f32x4.splat(<f32>(size - 1) - MARGIN)),
  );
}

/**
 * Tails inside the grid: in single precision from the post to the receiver's north-west on, so that places keep their precision.
 *
 * @returns false when there is a gap on one of them, or beside it
 */
// @ts-ignore: a decorator of the compiler
@inline
function sampleInside(tails: usize, post: v128, x: v128, y: v128, dx: v128, dy: v128): bool {
  const stride = i32x4.splat(width);
  const below = <usize>width * FLOAT;
  const half = f32x4.splat(0.5);
  const whole = f32x4.splat(WHOLE);
  const wholeBits = i32x4.splat(WHOLE_BITS);
  let u = f32x4.sub(x, half);
  let v = f32x4.sub(y, half);
  let sum = f32x4.splat(0);
  for (let j = 0; j <= TAIL_STEPS; j++) {
    // The nearest whole number to half a step before: the post at the place or before it
    const left = f32x4.add(u, whole);
    const above = f32x4.add(v, whole);
    const right = f32x4.add(half, f32x4.sub(u, f32x4.sub(left, whole)));
    const down = f32x4.add(half, f32x4.sub(v, f32x4.sub(above, whole)));
    const cell = i32x4.add(
      i32x4.add(post, i32x4.sub(left, wholeBits)),
      i32x4.mul(i32x4.sub(above, wholeBits), stride),
    );
    const a = posts + (<usize>i32x4.extract_lane(cell, 0) << 2);
    const b = posts + (<usize>i32x4.extract_lane(cell, 1) << 2);
    const c = posts + (<usize>i32x4.extract_lane(cell, 2) << 2);
    const d = posts + (<usize>i32x4.extract_lane(cell, 3) << 2);
    const north = mix(v128.load64_zero(a), v128.load64_zero(b), v128.load64_zero(c), v128.load64_zero(d), right);
    const south = mix(
      v128.load64_zero(a + below),
      v128.load64_zero(b + below),
      v128.load64_zero(c + below),
      v128.load64_zero(d + below),
      right,
    );
    const z = f32x4.add(north, f32x4.mul(down, f32x4.sub(south, north)));
    v128.store(tails + <usize>j * VECTOR, z);
    sum = f32x4.add(sum, z);
    u = f32x4.add(u, dx);
    v = f32x4.add(v, dy);
  }
  return i32x4.all_true(f32x4.eq(sum, sum));
}

/** Between the two numbers of each of four pairs. */
// @ts-ignore: a decorator of the compiler
@inline
function mix(a: v128, b: v128, c: v128, d: v128, right: v128): v128 {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const first = v128.shuffle<i64>(ab, cd, 0, 2);
  const second = v128.shuffle<i64>(ab, cd, 1, 3);
  return f32x4.add(first, f32x4.mul(right, f32x4.sub(second, first)));
}

/** Tails on the edge of the grid or beside a gap, one by one. */
function sampleCarefully(
  tails: usize,
  columns: usize,
  rows: usize,
  steps: usize,
  siteColumn: f64,
  siteRow: f64,
): void {
  for (let lane: usize = 0; lane < 4; lane++) {
    const x = load<f64>(columns + lane * DOUBLE);
    const y = load<f64>(rows + lane * DOUBLE);
    const share = 1 / <f64>load<f32>(steps + lane * FLOAT);
    const dx = (siteColumn - x) * share;
    const dy = (siteRow - y) * share;
    for (let j = 0; j <= TAIL_STEPS; j++) {
      const z = bilinear(x + <f64>j * dx, y + <f64>j * dy);
      store<f32>(tails + <usize>j * VECTOR + lane * FLOAT, <f32>z);
    }
  }
}
