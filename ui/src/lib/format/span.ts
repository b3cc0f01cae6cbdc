// Lengths of time and sizes of files in words.
import { t } from '$lib/i18n/t';
import { number } from './digits';

const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_H = 24;

/** «۴ ثانیه», «۲ دقیقه»: rounded up, because a promise should not run over. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / SECOND_MS));
  return seconds < 2 * MINUTE_S
    ? t('frame.seconds', { count: number(seconds) })
    : t('frame.minutes', { count: number(Math.ceil(seconds / MINUTE_S)) });
}

/** Age in whole hours: «همین حالا», «۳ ساعت پیش», «۲ روز پیش». */
export function hoursAgo(hours: number): string {
  if (hours < 1) return t('frame.just_now');
  return hours < 2 * HOUR_H
    ? t('frame.hours_ago', { count: number(Math.floor(hours)) })
    : t('frame.days_ago', { count: number(Math.floor(hours / HOUR_H)) });
}

const KB = 1024;

export function fileSize(bytes: number): string {
  if (bytes < KB * KB) return t('frame.kilobytes', { count: number(Math.max(1, Math.round(bytes / KB))) });
  return t('frame.megabytes', { count: number(bytes / KB / KB, bytes < 10 * KB * KB ? 1 : 0) });
}
