// A day number as Jalali text, for the core to read. Only near days: the calendar's own arithmetic, never a stored date.
import { CalendarDate, PersianCalendar, toCalendar } from '@internationalized/date';

const jalali = new PersianCalendar();

/** `day` counts from 1970-01-01. */
export const jalaliOf = (day: number): CalendarDate => toCalendar(new CalendarDate(1970, 1, 1).add({ days: day }), jalali);

export function slashes(date: { year: number; month: number; day: number }): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.year}/${two(date.month)}/${two(date.day)}`;
}
