// What the rhythm means, in sentences: the person against their own gap, the last basket against their own mean.
import type { CustomerFile, MoneyUnit, RhythmStatus } from '$lib/api';
import { number } from '$lib/format/digits';
import { money } from '$lib/format/money';
import { t, type Key, type Params } from '$lib/i18n/t';
import { rangeParts } from './dates';

export interface Reason {
  key: Key;
  params: Params;
  tone: 'good' | 'warn' | 'bad' | 'muted';
  shape: 'up' | 'down' | 'triangle' | 'dash' | 'diamond' | 'disc';
}

/** A basket within this share of the own mean is "as always". */
const NEAR_SHARE = 0.15;

const LOOK: Record<RhythmStatus, Pick<Reason, 'tone' | 'shape'>> = {
  on_time: { tone: 'good', shape: 'disc' },
  due: { tone: 'warn', shape: 'triangle' },
  lapsed: { tone: 'bad', shape: 'diamond' },
  new: { tone: 'good', shape: 'disc' },
  few_data: { tone: 'muted', shape: 'dash' },
  lead: { tone: 'muted', shape: 'dash' },
};

function rhythmReason(file: CustomerFile): Reason | undefined {
  const { status, days_since: since, gap_days_median: gap, due_days: due } = file.card.rhythm;
  if (since === null || status === 'lead') return undefined;
  const look = LOOK[status];
  const days = { since: number(since), gap: number(gap ?? 0), due: number(due ?? 0), late: number(Math.max(0, since - (gap ?? 0))) };
  if (status === 'new') return { key: since === 0 ? 'customers.reason_new_today' : 'customers.reason_new', params: days, ...look };
  if (gap !== null && status !== 'few_data') {
    if (status === 'on_time' && since === 0) return { key: 'customers.reason_on_time_today', params: days, ...look };
    return { key: `customers.reason_${status}`, params: days, ...look };
  }
  if (due === null) return undefined;
  const shop = status === 'few_data' ? (since <= due ? 'on_time' : 'lapsed') : status;
  return { key: `customers.reason_shop_${shop}`, params: days, ...look };
}

function expectedReason(file: CustomerFile): Reason | undefined {
  if (!file.expected) return undefined;
  const { from, to } = file.expected;
  const late = to.days_ago > 0;
  return {
    key: late ? 'customers.reason_expected_past' : 'customers.reason_expected',
    params: { ...rangeParts(from, to) },
    tone: late ? 'bad' : 'muted',
    shape: late ? 'down' : 'dash',
  };
}

function basketReason(file: CustomerFile, unit: MoneyUnit): Reason | undefined {
  const last = file.purchases.at(-1);
  const mean = file.basket_rial_mean;
  if (!last || mean === null || mean <= 0 || file.card.orders < 3) return undefined;
  const share = (last.net_rial - mean) / mean;
  const paid = money(last.net_rial, unit);
  const params = { amount: paid.digits, unit: t(paid.unitKey) };
  if (share > NEAR_SHARE) return { key: 'customers.reason_basket_up', params, tone: 'good', shape: 'up' };
  if (share < -NEAR_SHARE) return { key: 'customers.reason_basket_down', params, tone: 'warn', shape: 'down' };
  return { key: 'customers.reason_basket_same', params, tone: 'muted', shape: 'dash' };
}

export const reasons = (file: CustomerFile, unit: MoneyUnit): Reason[] =>
  [rhythmReason(file), expectedReason(file), basketReason(file, unit)].filter((each) => each !== undefined);
