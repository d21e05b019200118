/** Circle, square, triangle, diamond: shapes tell series apart where colours do not. */
const CORNERS: readonly (readonly (readonly [x: number, y: number])[])[] = [
  Array.from({ length: 16 }, (_, i) => [Math.cos((i * Math.PI) / 8), Math.sin((i * Math.PI) / 8)] as const),
  [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  [
    [0, -1.2],
    [1.1, 0.8],
    [-1.1, 0.8],
  ],
  [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
];

/** The outline of the n-th series' marker, n ≥ 0. */
export function markerPoints(series: number, x: number, y: number, radius: number): number[] {
  return CORNERS[series % CORNERS.length].flatMap(([dx, dy]) => [x + radius * dx, y + radius * dy]);
}
