// A condition as a short sentence, and a person's own value beside it. Every word is in the catalogue.
import type { ClauseSaid, SegmentBetween, SegmentClause, SegmentCondition, SegmentGoods, SegmentNames, SegmentRule, SegmentView, SegmentWhen, SegmentWindow, TierName } from '$lib/api';
import { number } from '$lib/format/digits';
import { persianDigits } from '$lib/format/digits';
import { jalaliOf, slashes } from '$lib/format/jalali';
import { money } from '$lib/format/money';
import { known, t, type Key } from '$lib/i18n/t';
import { shop } from '$lib/shop.svelte';

export interface Book {
  names: SegmentNames;
  segments: readonly Pick<SegmentView, 'id' | 'name'>[];
  tiers: readonly TierName[];
}

/** A word of the catalogue that is put together from a name of the core; the name itself when there is none. */
export const word = (prefix: string, name: string): string => {
  const key = `segments.${prefix}_${name}`;
  return known(key) ? t(key as Key) : name;
};

const day = (value: number) => persianDigits(slashes(jalaliOf(value)));
const amount = (rial: number) => {
  const { digits, unitKey } = money(rial, shop.status.money_unit);
  return `${digits} ${t(unitKey)}`;
};

function between(range: SegmentBetween, say: (value: number) => string = (value) => number(value)): string {
  const { min, max } = range;
  if (min !== null && max !== null) return min === max ? say(min) : t('segments.range_both', { min: say(min), max: say(max) });
  if (min !== null) return t('segments.range_min', { min: say(min) });
  return max === null ? '…' : t('segments.range_max', { max: say(max) });
}

export function whenWords(when: SegmentWhen | SegmentWindow): string {
  if (when.kind === 'ever') return t('segments.ever');
  if (when.kind !== 'days') return t(`segments.${when.kind}`, { ago: t('segments.ago', { count: when.ago.count, unit: t(`segments.unit_${when.ago.unit}`) }) });
  const { from, to } = when;
  if (from !== null && to !== null) return t('segments.days_between', { from: day(from), to: day(to) });
  return from !== null ? t('segments.days_from', { from: day(from) }) : t('segments.days_to', { to: to === null ? '…' : day(to) });
}

const list = (texts: readonly string[]) => (texts.length === 0 ? '…' : texts.join(t('segments.comma')));

export function goodsName(goods: SegmentGoods, names: SegmentNames): string {
  const found = goods.kind === 'product' ? names.products.find((one) => one.id === goods.product) : names.categories.find((one) => one.id === goods.category);
  return found?.name ?? '…';
}

function fieldWords(when: Extract<SegmentCondition, { kind: 'field' }>, book: Book): string {
  const field = book.names.fields.find((one) => one.id === when.field)?.name ?? '…';
  const { test } = when;
  switch (test.kind) {
    case 'filled':
      return t('segments.s_filled', { field });
    case 'any_of':
      return t('segments.s_list', { what: field, list: list(test.texts) });
    case 'holds':
      return t('segments.s_holds', { field, part: test.part });
    case 'number':
      return t('segments.s_field_number', { field, range: between(test.thousandths, (value) => number(value / 1000, value % 1000 === 0 ? 0 : 3)) });
    case 'date':
      return t('segments.s_field_date', { field, when: whenWords(test.when) });
    case 'yes':
      return t('segments.s_yes', { field });
  }
}

export function conditionWords(when: SegmentCondition, book: Book): string {
  const what = (kind: SegmentCondition['kind']) => t(`segments.k_${kind}`);
  switch (when.kind) {
    case 'everybody':
    case 'nobody':
      return t(`segments.s_${when.kind}`);
    case 'last_purchase':
    case 'first_purchase':
    case 'joined':
      return t(`segments.s_${when.kind}`, { when: whenWords(when.when) });
    case 'orders':
      return t('segments.s_orders', { range: between(when.count), window: whenWords(when.window) });
    case 'amount':
    case 'average_basket':
      return t(`segments.s_${when.kind}`, { range: between(when.rial, amount), window: whenWords(when.window) });
    case 'visits':
      return t('segments.s_visits', { range: between(when.days), window: whenWords(when.window) });
    case 'bought':
      return t('segments.s_bought', { goods: goodsName(when.goods, book.names), times: when.times, window: whenWords(when.window) });
    case 'city':
    case 'district':
    case 'channel':
    case 'tags':
      return t('segments.s_list', { what: what(when.kind), list: list(when.any_of) });
    case 'company':
      return t(when.is ? 'segments.s_company' : 'segments.s_person');
    case 'company_size':
      return t('segments.s_company_size', { range: between(when.people) });
    case 'interests':
      return t('segments.s_list', { what: what('interests'), list: list(when.any_of.map((goods) => goodsName(goods, book.names))) });
    case 'field':
      return fieldWords(when, book);
    case 'birthday':
      return when.within.kind === 'month' ? t('segments.s_birthday_month', { month: t(`calendar.month_${when.within.month}` as Key) }) : t('segments.s_birthday_days', { days: when.within.days });
    case 'age':
      return t('segments.s_age', { range: between(when.years) });
    case 'gender_is':
      return t('segments.s_list', { what: what('gender_is'), list: word('gender', when.gender) });
    case 'tier': {
      const tiers = when.any_of.map((id) => book.tiers.find((tier) => tier.id === id)?.name ?? id);
      return t('segments.s_list', { what: what('tier'), list: list(when.or_none ? [...tiers, t('segments.s_tier_none')] : tiers) });
    }
    case 'points':
      return t('segments.s_points', { range: between(when.balance) });
    case 'points_expiring':
      return t('segments.s_points_expiring', { range: between(when.points), days: when.days });
    case 'debt':
      return t('segments.s_debt', { range: between(when.rial, amount) });
    case 'consent':
      return t('segments.s_consent', { channel: word('channel', when.channel) });
    case 'lead_stage_is':
      return t('segments.s_list', { what: what(when.kind), list: list(when.any_of.map((stage) => word('stage', stage))) });
    case 'rhythm_is':
      return t('segments.s_list', { what: what(when.kind), list: list(when.any_of.map((rhythm) => word('rhythm', rhythm))) });
    case 'rfm_group_is':
      return t('segments.s_list', { what: what(when.kind), list: list(when.any_of.map((group) => word('rfm', group))) });
    case 'rfm_score': {
      const parts = (['r', 'f', 'm'] as const).flatMap((part) => (when[part] ? [`${t(`segments.score_${part}`)} ${between(when[part])}`] : []));
      return t('segments.s_rfm_score', { list: list(parts) });
    }
    case 'referrer': {
      const { by } = when;
      return by.kind === 'anybody' ? t('segments.s_referrer_any') : t('segments.s_referrer_one', { name: book.names.customers.find((one) => one.id === by.customer)?.name ?? '…' });
    }
    case 'segment':
      return t('segments.s_segment', { name: book.segments.find((one) => one.id === when.segment)?.name ?? '…' });
    case 'predicted':
      return t('segments.s_predicted', { forecast: t(`segments.forecast_${when.forecast}`), range: between(when.is, when.forecast === 'value' ? amount : undefined) });
    case 'recorded':
      return t('segments.s_recorded', { what: word('attribute', when.what) });
  }
}

export const clauseWords = (clause: SegmentClause, book: Book): string => {
  const text = conditionWords(clause.when, book);
  return clause.not ? t('segments.s_not', { text }) : text;
};

/** The whole rule in one line. */
export const ruleWords = (rule: SegmentRule, book: Book): string =>
  rule.groups.map((group) => group.all.map((clause) => clauseWords(clause, book)).join(t('segments.comma'))).join(` ${t('segments.or')} `);

const WORDS: Partial<Record<SegmentCondition['kind'], string>> = { gender_is: 'gender', lead_stage_is: 'stage', rhythm_is: 'rhythm', rfm_group_is: 'rfm' };

/** A person's own value, in words. */
export function ownWords(said: ClauseSaid, condition: SegmentCondition): string {
  const { own } = said;
  switch (own.kind) {
    case 'missing':
    case 'never':
      return t(`segments.own_${own.kind}`);
    case 'day':
      return said.day ? said.day.slashes : day(own.day);
    case 'count':
      return number(own.count);
    case 'rial':
      return amount(own.rial);
    case 'percent':
      return `${number(own.percent)}${t('frame.percent')}`;
    case 'thousandths':
      return number(own.thousandths / 1000, own.thousandths % 1000 === 0 ? 0 : 3);
    case 'texts':
      return list(said.names.length > 0 ? said.names : own.texts);
    case 'goods':
    case 'customer':
      return list(said.names);
    case 'word':
      return word(WORDS[condition.kind] ?? '', own.word);
    case 'birthday':
      return t('segments.own_birthday', { day: own.day, month: t(`calendar.month_${own.month}` as Key) });
    case 'scores':
      return t('segments.own_scores', { r: own.r, f: own.f, m: own.m });
    case 'times':
      return own.unclear > 0 ? t('segments.own_times_unclear', { sure: own.sure, unclear: own.unclear }) : t('segments.own_times', { sure: own.sure });
    case 'yes_no':
      return t(own.yes ? 'segments.own_yes' : 'segments.own_no');
  }
}
