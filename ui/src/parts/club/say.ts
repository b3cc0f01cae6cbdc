// The program as the core took it apart, in words.
import type { DayView, MoneyUnit, Rial, SentencePart } from '$lib/api';
import { number } from '$lib/format/digits';
import { money } from '$lib/format/money';
import { known, t, type Key } from '$lib/i18n/t';

const HOUR_MINUTES = 60;
const DAY_MINUTES = 1_440;
const PERCENT = 100;

/** «17:30» */
export const hour = (minute: number): string => [Math.floor(minute / HOUR_MINUTES), minute % HOUR_MINUTES].map((part) => String(part).padStart(2, '0')).join(':');

/** 150 percent is «۱٫۵». */
export const times = (percent: number): string => number(percent / PERCENT, percent % PERCENT === 0 ? 0 : percent % 10 === 0 ? 1 : 2);

export function amount(rial: Rial, unit: MoneyUnit): string {
  const { digits, unitKey } = money(rial, unit);
  return `${digits} ${t(unitKey)}`;
}

const year = (day: DayView): string => day.slashes.slice(0, day.slashes.indexOf('/'));

/** With the year only where it is another one. */
const dated = (day: DayView, other: DayView): string => (year(day) === year(other) ? day.short : `${day.short} ${year(day)}`);

function campaign(part: Extract<SentencePart, { kind: 'campaign' }>): string {
  const days = part.weekdays.map((day) => t(`club.weekday_${day}` as Key)).join(t('club.comma'));
  const whole = part.from_minute === 0 && part.to_minute === DAY_MINUTES;
  const when = [
    days === '' ? '' : t('club.part_campaign_days', { days }),
    whole ? '' : t('club.part_campaign_hours', { start: hour(part.from_minute), end: hour(part.to_minute) }),
  ].join('');
  return t('club.part_campaign', { name: part.name, from: dated(part.from, part.to), to: `${part.to.short} ${year(part.to)}`, when, times: times(part.percent) });
}

export function sayPart(part: SentencePart, unit: MoneyUnit): string {
  switch (part.kind) {
    case 'earn':
      return t(part.gross ? 'club.part_earn_gross' : 'club.part_earn', { unit: amount(part.unit_rial, unit), points: number(part.points) });
    case 'carry':
      return t('club.part_carry');
    case 'tier':
    case 'category':
    case 'product':
      return t(`club.part_${part.kind}`, { name: part.name, times: times(part.percent) });
    case 'campaign':
      return campaign(part);
    case 'nth_purchase':
      return t(part.every ? 'club.part_nth_every' : 'club.part_nth_purchase', { nth: number(part.nth), points: number(part.points) });
    case 'first_purchase':
    case 'birthday':
    case 'anniversary':
    case 'survey':
      return t(`club.part_${part.kind}`, { points: number(part.points) });
    case 'referral':
      return t('club.part_referral', { points: number(part.points), referrer: number(part.referrer_points) });
    case 'redeem':
      return t(part.minimum > 0 ? 'club.part_redeem_minimum' : 'club.part_redeem', {
        points: number(part.points),
        off: amount(part.value_rial, unit),
        minimum: number(part.minimum),
      });
    case 'redeem_cap':
      return t('club.part_redeem_cap', { percent: number(part.percent) });
    case 'available_after':
      return t('club.part_available_after', { days: number(part.days) });
    case 'expires': {
      const { expiry } = part;
      return expiry.kind === 'months' ? t('club.part_expires_months', { months: number(expiry.months) }) : t(`club.part_expires_${expiry.kind}`);
    }
    case 'spent_points':
      return t(`club.part_spent_points_${part.policy}`);
  }
}

/** The whole program, one sentence. */
export const sayProgram = (parts: readonly SentencePart[], unit: MoneyUnit): string => parts.map((part) => sayPart(part, unit)).join(t('club.join')) + t('club.stop');

/** What is called by a key that was put together; empty for what has no words. */
export const named = (key: string): string => (known(key) ? t(key) : '');
