// Lots as a person reads them: one line for all points that end, or begin to count, on the same day.
import type { LotView } from '$lib/api';

export interface End {
  key: string;
  points: number;
  /** The lot that was opened first: it stands for the others. */
  first: LotView;
}

/** In the order in which the lots came: the soonest end first. */
export function endsOf(lots: readonly LotView[]): End[] {
  const ends = new Map<string, End>();
  for (const lot of lots) {
    const key = `${lot.available?.day ?? ''}/${lot.expires?.day ?? ''}`;
    const end = ends.get(key);
    if (end) end.points += lot.open;
    else ends.set(key, { key, points: lot.open, first: lot });
  }
  return [...ends.values()];
}
