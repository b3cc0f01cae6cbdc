// A sparkline's geometry. Time runs right to left: the newest point is at the left and carries the ring.
import type { SparkPoint } from '$lib/api';

/** Fewer points make a line that says nothing. */
export const SPARK_POINTS_MIN = 6;

const EDGE = 3;
const TOP = 4;

export interface SparkShape {
  area: string;
  line: string;
  /** The way to the unfinished period; empty when the newest is finished. */
  dashed: string;
  ring: { x: number; y: number };
  first: SparkPoint;
  last: SparkPoint;
}

/** Points before the first known value are left out: history had not begun. */
function known(points: readonly SparkPoint[]): SparkPoint[] {
  const begin = points.findIndex((point) => point.value !== null);
  return begin < 0 ? [] : points.slice(begin).filter((point) => point.value !== null);
}

export function sparkShape(points: readonly SparkPoint[], width: number, height: number): SparkShape | undefined {
  const all = known(points);
  const first = all[0];
  const last = all.at(-1);
  if (all.length < SPARK_POINTS_MIN || !first || !last || width <= 0) return undefined;
  const values = all.map((point) => point.value ?? 0);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const step = (width - 2 * EDGE) / (all.length - 1);
  const places = values.map((value, place) => ({
    x: width - EDGE - place * step,
    // A flat line lies in the middle.
    y: high > low ? height - TOP - ((value - low) / (high - low)) * (height - 2 * TOP) : height / 2,
  }));
  const path = (from: number, to: number) =>
    places.slice(from, to).map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`).join('');
  const running = !last.complete;
  const ring = places.at(-1) ?? { x: 0, y: 0 };
  return {
    area: `${path(0, places.length)}L${ring.x.toFixed(1)},${height}L${width - EDGE},${height}Z`,
    line: path(0, running ? places.length - 1 : places.length),
    dashed: running ? path(places.length - 2, places.length) : '',
    ring,
    first,
    last,
  };
}
