// How benefits, windows and limits are said in one line.
import type { Benefit, DayView, MomentView, ShelfState } from '$lib/api';
import { number, persianDigits } from '$lib/format/digits';
import { money } from '$lib/format/money';
import { t, type Key } from '$lib/i18n/t';
import { shop } from '$lib/shop.svelte';

export function sum(rial: number): { amount: string; unit: string } {
  const words = money(rial, shop.status.money_unit);
  return { amount: words.digits, unit: t(words.unitKey) };
}

export function benefitWords(benefit: Benefit): string {
  if (benefit.kind === 'amount') return t('rewards.gives_amount', sum(benefit.rial));
  if (benefit.kind === 'gift') return t('rewards.gives_gift', { title: benefit.title });
  if (benefit.kind === 'free_delivery') return t('rewards.gives_delivery');
  const percent = number(benefit.percent);
  return benefit.cap_rial > 0 ? t('rewards.gives_percent_cap', { percent, ...sum(benefit.cap_rial) }) : t('rewards.gives_percent', { percent });
}

const LAST_TIME = '23:59';
const yearOf = (day: DayView): string => day.slashes.split('/')[0] ?? '';
const dayName = (day: DayView): string => (yearOf(day) === yearOf(shop.status.today) ? day.short : `${day.short} ${yearOf(day)}`);
const moment = (at: MomentView, plain: string): string => (at.time === plain ? dayName(at.day) : t('rewards.moment', { day: dayName(at.day), time: persianDigits(at.time) }));

/** «از ۱ آذر تا ۳ آذر ساعت ۱۸:۰۰»; whole days without their times. */
export function windowWords(from: MomentView | null, until: MomentView | null): string {
  const [a, b] = [from && moment(from, '00:00'), until && moment(until, LAST_TIME)];
  if (a && b) return t('rewards.window_both', { from: a, until: b });
  if (a) return t('rewards.window_from', { from: a });
  return b ? t('rewards.window_until', { until: b }) : t('rewards.window_always');
}

export const STATE_TONE: Record<ShelfState, string> = { active: 'badge-good', early: 'badge-acc', over: '', used_up: 'badge-warn', archived: '' };
/** A shape beside the colour: states are told apart without it. */
export const STATE_SHAPE = { active: 'disc', early: 'ring', over: 'dash', used_up: 'triangle', archived: 'dash' } as const;

const PLACE = '\ufffc';
/** A sentence with a code in it: its digits stay as they are printed, and it keeps its own direction. */
export const withCode = (key: Key, param: string, code: string): string => t(key, { [param]: PLACE }).replace(PLACE, `\u2066${code}\u2069`);
