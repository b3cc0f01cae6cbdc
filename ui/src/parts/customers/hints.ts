// A hint of the core as a sentence of the catalogue and its values.
import type { Hint, MoneyUnit } from '$lib/api';
import { number } from '$lib/format/digits';
import { money } from '$lib/format/money';
import { t, type Key, type Params } from '$lib/i18n/t';

export interface HintWords {
  key: Key;
  params: Params;
  /** What to do about it. */
  doKey: Key;
}

export function hintWords(hint: Hint, unit: MoneyUnit): HintWords {
  switch (hint.kind) {
    case 'birthday_today':
      return { key: 'counter.hint_birthday_today', params: {}, doKey: 'counter.hint_birthday_today_do' };
    case 'birthday_soon':
      return hint.in_days === 1
        ? { key: 'counter.hint_birthday_tomorrow', params: {}, doKey: 'counter.hint_birthday_soon_do' }
        : { key: 'counter.hint_birthday_soon', params: { days: number(hint.in_days), day: hint.day.short }, doKey: 'counter.hint_birthday_soon_do' };
    case 'points_expiring':
      return hint.in_days <= 0
        ? { key: 'counter.hint_points_expiring_today', params: { points: number(hint.points) }, doKey: 'counter.hint_points_expiring_do' }
        : {
            key: 'counter.hint_points_expiring',
            params: { points: number(hint.points), days: number(hint.in_days) },
            doKey: 'counter.hint_points_expiring_do',
          };
    case 'lapsed':
      return {
        key: 'counter.hint_lapsed',
        params: { since: number(hint.days_since), usual: number(hint.usual_days) },
        doKey: 'counter.hint_lapsed_do',
      };
    case 'second_purchase':
      return { key: 'counter.hint_second_purchase', params: {}, doKey: 'counter.hint_second_purchase_do' };
    case 'first_purchase':
      return { key: 'counter.hint_first_purchase', params: {}, doKey: 'counter.hint_first_purchase_do' };
    case 'points_usable': {
      const worth = money(hint.value_rial, unit);
      return {
        key: 'counter.hint_points_usable',
        params: { points: number(hint.points), amount: worth.digits, unit: t(worth.unitKey) },
        doKey: 'counter.hint_points_usable_do',
      };
    }
  }
}
