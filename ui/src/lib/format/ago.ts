// Distance of a day from today in words; the day itself comes spelled from the core.
import { t } from '$lib/i18n/t';
import { number } from './digits';

const DAYS_AS_DAYS_MAX = 99;
const DAYS_AS_MONTHS_MAX = 730;
const MONTH_DAYS = 30.44;
const YEAR_DAYS = 365.25;

/** «امروز», «۳ روز پیش», «۵ ماه پیش»; negative for the future. */
export function ago(daysAgo: number): string {
  if (daysAgo === 0) return t('frame.today');
  if (daysAgo === 1) return t('frame.yesterday');
  if (daysAgo === -1) return t('frame.tomorrow');
  const days = Math.abs(daysAgo);
  const past = daysAgo > 0;
  if (days <= DAYS_AS_DAYS_MAX) return t(past ? 'frame.days_ago' : 'frame.days_ahead', { count: number(days) });
  if (days <= DAYS_AS_MONTHS_MAX) return t(past ? 'frame.months_ago' : 'frame.months_ahead', { count: number(Math.round(days / MONTH_DAYS)) });
  return t(past ? 'frame.years_ago' : 'frame.years_ahead', { count: number(Math.round(days / YEAR_DAYS)) });
}
