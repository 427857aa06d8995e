/** A value at a time. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Slope of the least-squares line through the points, in y per x; NaN of fewer than two times. */
export function slope(points: readonly Point[]): number {
  const count = points.length;
  const meanX = points.reduce((sum, point) => sum + point.x, 0) / count;
  const meanY = points.reduce((sum, point) => sum + point.y, 0) / count;
  const rise = points.reduce((sum, point) => sum + (point.x - meanX) * (point.y - meanY), 0);
  const run = points.reduce((sum, point) => sum + (point.x - meanX) ** 2, 0);
  return rise / run;
}
