// Amounts as the shop says them. Stored in rial; shown in the unit of the settings.
import type { MoneyUnit, Rial } from '$lib/api';
import type { Key } from '$lib/i18n/t';
import { number } from './digits';

const RIAL_PER: Record<MoneyUnit, number> = { toman: 10, rial: 1, new_rial: 10_000 };
const DECIMALS: Record<MoneyUnit, number> = { toman: 1, rial: 0, new_rial: 4 };
const UNIT: Record<MoneyUnit, Key> = { toman: 'frame.unit_toman', rial: 'frame.unit_rial', new_rial: 'frame.unit_new_rial' };

export interface MoneyWords {
  digits: string;
  unitKey: Key;
}

export interface ShortMoneyWords extends MoneyWords {
  /** «میلیون», «میلیارد»; none for what is said in full. */
  scaleKey: Key | undefined;
}

export const rialPer = (unit: MoneyUnit): number => RIAL_PER[unit];
export const unitKey = (unit: MoneyUnit): Key => UNIT[unit];

/** As few decimals as keep the amount exact. */
function exact(rial: Rial, unit: MoneyUnit): string {
  const value = rial / RIAL_PER[unit];
  for (let decimals = 0; decimals < DECIMALS[unit]; decimals += 1) {
    if (Math.abs(value - Number(value.toFixed(decimals))) < 1e-9) return number(value, decimals);
  }
  return number(value, DECIMALS[unit]);
}

export const money = (rial: Rial, unit: MoneyUnit): MoneyWords => ({ digits: exact(rial, unit), unitKey: UNIT[unit] });

const SCALES: readonly [number, Key][] = [
  [1e9, 'frame.scale_billion'],
  [1e6, 'frame.scale_million'],
];

/** «۴۲٫۳ میلیون», for cards and axes; exact below a million. */
export function shortMoney(rial: Rial, unit: MoneyUnit): ShortMoneyWords {
  const value = rial / RIAL_PER[unit];
  for (const [size, scaleKey] of SCALES) {
    if (Math.abs(value) < size) continue;
    const scaled = value / size;
    const decimals = Math.abs(scaled) >= 100 || Number.isInteger(scaled) ? 0 : 1;
    return { digits: number(scaled, decimals), unitKey: UNIT[unit], scaleKey };
  }
  return { digits: number(Math.round(value)), unitKey: UNIT[unit], scaleKey: undefined };
}
