// Parts of a day that the core has already spelled; nothing is computed here.
import type { DayView } from '$lib/api';

/** «آذر» of «۱۸ آذر». */
export const monthName = (day: DayView): string => day.short.slice(day.short.indexOf(' ') + 1);

/** «۱۸» of «۱۸ آذر». */
export const dayNumber = (day: DayView): string => day.short.slice(0, Math.max(0, day.short.indexOf(' ')));

/** «۱۴۰۵» of «۱۴۰۵/۰۹/۱۸». */
export const yearOf = (day: DayView): string => day.slashes.slice(0, day.slashes.indexOf('/'));

/** «آذر ۱۴۰۵» */
export const monthOf = (day: DayView): string => `${monthName(day)} ${yearOf(day)}`;

/** «۱۷ تا ۲۹ آذر», or with both months when they differ; the parts go into a sentence of the catalogue. */
export const rangeParts = (from: DayView, to: DayView): { from: string; to: string } => ({
  from: monthOf(from) === monthOf(to) ? dayNumber(from) : from.short,
  to: to.short,
});
