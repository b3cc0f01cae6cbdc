// The conditions there are, how a new one starts, and when one is complete enough to be counted.
import type { SegmentBetween, SegmentCondition, SegmentRule, SegmentWindow } from '$lib/api';

export type Kind = SegmentCondition['kind'];

export const GROUPS: readonly { key: 'purchases' | 'standing' | 'person' | 'club' | 'other'; kinds: readonly Kind[] }[] = [
  { key: 'purchases', kinds: ['last_purchase', 'first_purchase', 'orders', 'amount', 'average_basket', 'visits', 'bought'] },
  { key: 'standing', kinds: ['rhythm_is', 'rfm_group_is', 'rfm_score', 'lead_stage_is', 'predicted'] },
  { key: 'person', kinds: ['city', 'district', 'tags', 'interests', 'birthday', 'age', 'gender_is', 'company', 'company_size', 'channel', 'referrer', 'joined', 'field', 'recorded'] },
  { key: 'club', kinds: ['tier', 'points', 'points_expiring', 'debt', 'consent'] },
  { key: 'other', kinds: ['segment', 'everybody', 'nobody'] },
];

export type Of<K extends Kind> = Extract<SegmentCondition, { kind: K }>;

const days = (count: number) => ({ count, unit: 'day' as const });
const ever: SegmentWindow = { kind: 'ever' };
const least = (min: number | null): SegmentBetween => ({ min, max: null });

const FRESH: { [K in Kind]: () => Of<K> } = {
  everybody: () => ({ kind: 'everybody' }),
  nobody: () => ({ kind: 'nobody' }),
  last_purchase: () => ({ kind: 'last_purchase', when: { kind: 'within', ago: days(90) } }),
  first_purchase: () => ({ kind: 'first_purchase', when: { kind: 'within', ago: days(30) } }),
  orders: () => ({ kind: 'orders', count: least(2), window: ever }),
  amount: () => ({ kind: 'amount', rial: least(null), window: ever }),
  average_basket: () => ({ kind: 'average_basket', rial: least(null), window: ever }),
  visits: () => ({ kind: 'visits', days: least(2), window: ever }),
  bought: () => ({ kind: 'bought', goods: { kind: 'product', product: 0 }, times: 1, window: { kind: 'within', ago: days(180) } }),
  city: () => ({ kind: 'city', any_of: [] }),
  district: () => ({ kind: 'district', any_of: [] }),
  channel: () => ({ kind: 'channel', any_of: [] }),
  company: () => ({ kind: 'company', is: true }),
  company_size: () => ({ kind: 'company_size', people: least(10) }),
  tags: () => ({ kind: 'tags', any_of: [] }),
  interests: () => ({ kind: 'interests', any_of: [] }),
  field: () => ({ kind: 'field', field: 0, test: { kind: 'filled' } }),
  birthday: () => ({ kind: 'birthday', within: { kind: 'next_days', days: 7 } }),
  age: () => ({ kind: 'age', years: { min: 25, max: 40 } }),
  gender_is: () => ({ kind: 'gender_is', gender: 'female' }),
  tier: () => ({ kind: 'tier', any_of: [], or_none: false }),
  points: () => ({ kind: 'points', balance: least(1) }),
  points_expiring: () => ({ kind: 'points_expiring', days: 30, points: least(1) }),
  debt: () => ({ kind: 'debt', rial: least(1) }),
  consent: () => ({ kind: 'consent', channel: 'sms' }),
  lead_stage_is: () => ({ kind: 'lead_stage_is', any_of: ['new'] }),
  rhythm_is: () => ({ kind: 'rhythm_is', any_of: ['lapsed'] }),
  rfm_score: () => ({ kind: 'rfm_score', r: null, f: null, m: least(4) }),
  rfm_group_is: () => ({ kind: 'rfm_group_is', any_of: ['champions'] }),
  joined: () => ({ kind: 'joined', when: { kind: 'within', ago: days(30) } }),
  referrer: () => ({ kind: 'referrer', by: { kind: 'anybody' } }),
  segment: () => ({ kind: 'segment', segment: 0 }),
  predicted: () => ({ kind: 'predicted', forecast: 'alive', is: { min: null, max: 50 } }),
  recorded: () => ({ kind: 'recorded', what: 'city' }),
};

export const fresh = (kind: Kind): SegmentCondition => FRESH[kind]();
export const freshRule = (): SegmentRule => ({ groups: [{ all: [{ not: false, when: fresh('last_purchase') }] }] });

const isRange = (range: SegmentBetween | null) => range === null || range.min !== null || range.max !== null;

function isWhole(when: SegmentCondition): boolean {
  const ranges = Object.values(when).filter((part): part is SegmentBetween => typeof part === 'object' && part !== null && 'min' in part);
  if (!ranges.every(isRange)) return false;
  if ('any_of' in when) return when.any_of.length > 0 || (when.kind === 'tier' && when.or_none);
  switch (when.kind) {
    case 'bought':
      return when.goods.kind === 'product' ? when.goods.product !== 0 : when.goods.category !== 0;
    case 'segment':
      return when.segment !== 0;
    case 'referrer':
      return when.by.kind === 'anybody' || when.by.customer !== 0;
    case 'rfm_score':
      return when.r !== null || when.f !== null || when.m !== null;
    case 'field': {
      const { test } = when;
      if (when.field === 0) return false;
      if (test.kind === 'any_of') return test.texts.length > 0;
      if (test.kind === 'holds') return test.part.trim() !== '';
      return test.kind !== 'number' || isRange(test.thousandths);
    }
    default:
      return true;
  }
}

/** Whether every condition says something; what is half typed is not asked. */
export const isComplete = (rule: SegmentRule): boolean => rule.groups.length > 0 && rule.groups.every((group) => group.all.length > 0 && group.all.every((clause) => isWhole(clause.when)));
