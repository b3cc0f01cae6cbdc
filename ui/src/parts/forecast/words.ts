// How a forecast is said: a chance as people of ten, an amount in short, a band with its shape.
import type { ForecastBand, ForecastFigures, MoneyUnit } from '$lib/api';
import { number } from '$lib/format/digits';
import { unitKey } from '$lib/format/money';
import { t } from '$lib/i18n/t';
import { shortAmount } from '$parts/board/figures';
import type { ShapeName } from '$shared/Shape.svelte';

export const BANDS: readonly ForecastBand[] = ['coming', 'unsure', 'slipping'];

export const BAND_LOOK: Record<ForecastBand, { shape: ShapeName; tone: string }> = {
  coming: { shape: 'disc', tone: 'good' },
  unsure: { shape: 'triangle', tone: 'warn' },
  slipping: { shape: 'diamond', tone: 'bad' },
};

/** People of ten; nothing below half a person. */
export const ofTen = (chance: number): number | null => (chance < 0.05 ? null : Math.round(chance * 10));

/** «۲۹٫۶۵ میلیارد تومان» */
export function amount(rial: number, unit: MoneyUnit): string {
  const { digits, scale } = shortAmount(rial, unit);
  return [digits, scale, t(unitKey(unit))].filter(Boolean).join(' ');
}

/** Two ends of a range lie apart by less than a purchase: one decimal tells them from each other. */
export const times = (value: number): string => number(value, value < 10 ? 1 : 0);

/** How far off the test was, in whole percent of what happened; nothing happened: nothing to say. */
export function testError(test: NonNullable<ForecastFigures['back_test']>): { percent: string; less: boolean } | null {
  if (test.actual === 0) return null;
  const share = test.predicted / test.actual - 1;
  return { percent: number(Math.abs(share) * 100), less: share < 0 };
}
