// The quiet line at the foot of a card: what the number stands on.
import type { Card, CardKey, PeriodView, Verdict } from '$lib/api';
import { number } from '$lib/format/digits';
import type { Key, Params } from '$lib/i18n/t';
import { percent } from './figures';

export interface Note {
  key: Key;
  params: Params;
}

const OF: Partial<Record<CardKey, Key>> = {
  crr: 'board.of_start',
  churn: 'board.of_start',
  repeat_rate: 'board.of_customers',
  repeat_within90d: 'board.of_matured',
  returning_share: 'board.of_customers',
  average_basket: 'board.of_orders',
  revenue: 'board.of_customers',
  clv_simple: 'board.of_repeaters',
  cac: 'board.of_new',
  crc: 'board.of_kept',
};

const FIXED: Partial<Record<CardKey, Key>> = {
  new_customers: 'board.note_new',
  active_customers: 'board.note_active',
  orders: 'board.note_orders',
};

export function interval(card: Card): Note | undefined {
  if (!card.interval95) return undefined;
  const [low, high] = card.interval95;
  return {
    key: tooFew(card) ? 'board.interval_now' : 'board.interval_short',
    params: { low: percent(Math.max(0, low)), high: percent(Math.min(1, high)) },
  };
}

/** What it was counted over. */
export function basis(card: Card, windowDays: number): Note | undefined {
  const fixed = FIXED[card.key];
  if (fixed) return { key: fixed, params: { days: number(windowDays) } };
  const of = OF[card.key];
  return of && card.n !== null ? { key: of, params: { n: number(card.n) } } : undefined;
}

/** Rates and means over fewer than 30 say so; a sum is what it is. */
export const tooFew = (card: Card): boolean => card.few && card.key !== 'revenue';

export function fewWhy(card: Card): Key {
  if (card.unit === 'share') return 'board.few_why';
  return card.key === 'average_basket' ? 'board.few_why_orders' : 'board.few_why_estimate';
}

/** Sums grow until the period ends: a running one is not a fair comparison yet. */
export const isSum = (key: CardKey): boolean => key === 'revenue' || key === 'orders' || key === 'new_customers';

const HALF = 0.5;

/**
 * What an unfinished period cannot say yet: that a sum is lower, for it still grows; in its first half that more people
 * stayed, for they still have time to lapse.
 */
export function tooEarlyFor(key: CardKey, period: PeriodView): Verdict | undefined {
  if (period.complete) return undefined;
  if (isSum(key)) return 'worse';
  const stays = key === 'crr' || key === 'churn';
  return stays && period.days_done < period.days_total * HALF ? 'better' : undefined;
}

/** Why there is no number. */
export function missingWhy(card: Card, windowDays: number): Note {
  if (card.missing === 'too_early') {
    const key: Key = card.key === 'crr' || card.key === 'churn' ? 'board.too_early_crr' : 'board.too_early_any';
    return { key, params: { days: number(windowDays) } };
  }
  if (card.missing === 'no_cost') return { key: 'board.no_cost_why', params: {} };
  return { key: card.key === 'crr' || card.key === 'churn' ? 'board.no_data_crr' : 'board.no_data_any', params: {} };
}
