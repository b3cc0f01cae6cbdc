// What a return does to points, in one sentence.
import type { ReturnPreview } from '$lib/api';
import { number } from '$lib/format/digits';
import { t, type Key } from '$lib/i18n/t';

const SPENT: Record<ReturnPreview['points']['spent_policy'], Key> = {
  debt: 'counter.return_points_debt',
  deduct: 'counter.return_points_deduct',
  write_off: 'counter.return_points_written_off',
};

export function pointsSentence({ customer, points }: ReturnPreview): string {
  const parts: string[] = [];
  if (points.reversed_points > 0) parts.push(t('counter.return_points_reversed', { points: number(points.reversed_points) }));
  if (points.given_back > 0) parts.push(t('counter.return_points_back', { points: number(points.given_back) }));
  for (const other of points.given_back_to_others) parts.push(t('family.back_to', { points: number(other.points), name: other.name }));
  if (points.spent > 0) parts.push(t(SPENT[points.spent_policy], { points: number(points.spent) }));
  if (customer === null || parts.length === 0) return t('counter.return_points_none');
  if (points.balance_after !== null) parts.push(t('counter.return_points_after', { points: number(points.balance_after) }));
  return parts.join(t('counter.join'));
}
