// Moving between kinds of periods. Only the calendar's numbers are used here; every day and label comes from the core.
import type { BoardView, DayView, Period, PeriodView } from '$lib/api';
import { asciiDigits } from '$lib/format/digits';
import type { Kind } from './desk.svelte';

const MONTHS_PER_SEASON = 3;

/** Year and month of a day as the core spelled it: «۱۴۰۵/۰۹/۱۸». */
function yearMonth(day: DayView): { year: number; month: number } {
  const [year = 0, month = 1] = asciiDigits(day.slashes).split('/').map(Number);
  return { year, month };
}

/** The last day of the period that counts. */
export const lastDay = (board: Pick<BoardView, 'period' | 'as_of'>): DayView => (board.period.complete ? board.period.to : board.as_of);

/** The period of another kind around the same days. */
export function asKind(kind: Kind, board: Pick<BoardView, 'period' | 'as_of'>): Period {
  const end = lastDay(board);
  const { year, month } = yearMonth(end);
  if (kind === 'month') return { kind, year, month };
  if (kind === 'season') return { kind, year, season: Math.ceil(month / MONTHS_PER_SEASON) };
  if (kind === 'year') return { kind, year };
  return { kind, from: board.period.from.day, to: end.day };
}

/** «پاییز» of «پاییز ۱۴۰۵»: inside one board the year goes without saying. */
export const withoutYear = (label: string): string => label.replace(/\s+\p{Nd}{4}$/u, '');

/** The year of «پاییز ۱۴۰۵»; empty when the label has none. */
export const yearOf = (label: string): string => /\p{Nd}{4}$/u.exec(label)?.[0] ?? '';

export const isNamed = (period: Period): boolean => period.kind === 'month' || period.kind === 'season';

/** «۱۰ آذر ۱۴۰۴»: the long form without its weekday. */
export const dayWithYear = (day: DayView): string => day.long.slice(day.long.indexOf(' ') + 1);

/** «۱ مهر» inside one year, «۱ مهر ۱۴۰۴» when the ends are of different years. */
export function ends(period: PeriodView, end: DayView): { from: string; to: string } {
  const sameYear = yearMonth(period.from).year === yearMonth(end).year;
  return { from: sameYear ? period.from.short : dayWithYear(period.from), to: sameYear ? end.short : dayWithYear(end) };
}

export const samePeriod = (a: Period, b: Period): boolean => JSON.stringify(a) === JSON.stringify(b);
