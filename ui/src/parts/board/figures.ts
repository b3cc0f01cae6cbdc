// A number as the board prints it: digits, unit, and the exact value for the title. Shares come as 0…1, amounts in rial.
import type { Card, CardKey, CardUnit, Change, MoneyUnit } from '$lib/api';
import { number } from '$lib/format/digits';
import { money, rialPer, unitKey } from '$lib/format/money';
import { t, type Key } from '$lib/i18n/t';

export interface Shown {
  digits: string;
  percent: boolean;
  /** «میلیارد تومان», «نفر»; empty for none. */
  unit: string;
  /** The whole value with its unit, when the digits are shortened. */
  exact: string | undefined;
}

/** From this much on it is said in that many. */
const SCALES: readonly { from: number; size: number; key: Key; decimals: number }[] = [
  { from: 1e12, size: 1e12, key: 'board.scale_trillion', decimals: 2 },
  { from: 1e9, size: 1e9, key: 'frame.scale_billion', decimals: 2 },
  { from: 1e6, size: 1e6, key: 'frame.scale_million', decimals: 2 },
  { from: 1e5, size: 1e3, key: 'board.scale_thousand', decimals: 0 },
];
const LONG = 100;

/** «۲۹٫۶۵ میلیارد»; in full below a hundred thousand. */
export function shortAmount(rial: number, unit: MoneyUnit): { digits: string; scale: string } {
  const value = rial / rialPer(unit);
  const scale = SCALES.find((one) => Math.abs(value) >= one.from);
  if (!scale) return { digits: number(Math.round(value)), scale: '' };
  const scaled = value / scale.size;
  return { digits: number(scaled, Math.abs(scaled) >= LONG ? Math.min(scale.decimals, 1) : scale.decimals), scale: t(scale.key) };
}

export const percent = (share: number, decimals = 1): string => number(share * 100, decimals);

const COUNT_UNITS: Partial<Record<CardKey, Key>> = {
  orders: 'board.unit_orders',
  new_customers: 'board.unit_people',
  active_customers: 'board.unit_people',
};

export function shown(key: CardKey, unit: CardUnit, value: number, moneyUnit: MoneyUnit): Shown {
  if (unit === 'share') return { digits: percent(value), percent: true, unit: '', exact: undefined };
  if (unit === 'count') {
    const name = COUNT_UNITS[key];
    return { digits: number(value), percent: false, unit: name ? t(name) : '', exact: undefined };
  }
  const rounded = Math.round(value);
  const { digits, scale } = shortAmount(rounded, moneyUnit);
  const full = money(rounded, moneyUnit);
  return {
    digits,
    percent: false,
    unit: [scale, t(unitKey(moneyUnit))].filter(Boolean).join(' '),
    exact: scale ? `${full.digits} ${t(full.unitKey)}` : undefined,
  };
}

/** One line for a screen reader or a title: «۷۴٫۸ درصد», «۲۹٫۶۵ میلیارد تومان». */
export function spoken(key: CardKey, unit: CardUnit, value: number, moneyUnit: MoneyUnit): string {
  const { digits, unit: name } = shown(key, unit, value, moneyUnit);
  return unit === 'share' ? t('frame.percent_words', { value: digits }) : [digits, name].filter(Boolean).join(' ');
}

/** The size of a change without its sign: the arrow beside it says the direction. */
export function changeSize(card: Card, change: Change, moneyUnit: MoneyUnit): { digits: string; key: Key; unit?: string } {
  if (card.unit === 'share') return { digits: percent(Math.abs(change.difference)), key: 'board.change_points' };
  if (change.relative !== null) return { digits: percent(Math.abs(change.relative)), key: 'board.change_percent' };
  const { digits, unit } = shown(card.key, card.unit, Math.abs(change.difference), moneyUnit);
  return { digits, key: 'board.change_percent', unit };
}

/** Up is bad: the arrow alone would be read as good news. */
export const worseWhenUp = (key: CardKey): boolean => key === 'churn';

const SIMPLE = [2, 3, 4, 5];
const TENTHS = 10;
const CLOSE = 0.02;

/** «از هر ۴، ۳»: the simplest fraction that is close; none near the ends, where it would say "all" or "nobody". */
export function simpleFraction(share: number): { of: number; kept: number } | undefined {
  const near = SIMPLE.find((of) => Math.abs(Math.round(share * of) / of - share) <= CLOSE) ?? TENTHS;
  const kept = Math.round(share * near);
  return kept > 0 && kept < near ? { of: near, kept } : undefined;
}

/** Ends of an interval's axis: the half in which it lies, otherwise the whole. */
export function axisEnds(low: number, high: number): [number, number] {
  if (low >= 0.5) return [0.5, 1];
  return high <= 0.5 ? [0, 0.5] : [0, 1];
}
