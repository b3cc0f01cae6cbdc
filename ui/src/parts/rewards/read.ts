// What was typed into the forms of the club, read by the same rules as everywhere: amounts and days in the core, counts here.
// A fault names its field, so that the sentence stands under it.
import { call, type Benefit, type Moment } from '$lib/api';
import { asciiDigits, number, persianDigits } from '$lib/format/digits';
import { money } from '$lib/format/money';
import { wholeNumber } from '$lib/format/parse';
import { problemText, t, type Key } from '$lib/i18n/t';
import { asProblem } from '$lib/problem';
import { shop } from '$lib/shop.svelte';

export class Fault extends Error {
  constructor(
    readonly field: string,
    text: string,
  ) {
    super(text);
  }
}

const bad = (field: string, key: Key): never => {
  throw new Fault(field, t(key));
};

export async function readRial(field: string, text: string): Promise<number> {
  if (text.trim() === '') return 0;
  try {
    return (await call('read_amount', { text }, { quiet: true })).rial;
  } catch (cause) {
    throw new Fault(field, problemText(asProblem(cause)));
  }
}

/** Null for an empty field. */
export function readCount(field: string, text: string, least = 1): number | null {
  if (text.trim() === '') return null;
  const read = wholeNumber(text);
  return read === null || read < least ? bad(field, 'rewards.bad_count') : read;
}

export interface BenefitTyped {
  kind: Benefit['kind'];
  amount: string;
  percent: string;
  cap: string;
  title: string;
}

export const KINDS: readonly Benefit['kind'][] = ['amount', 'percent', 'gift', 'free_delivery'];

const written = (rial: number): string => (rial === 0 ? '' : money(rial, shop.status.money_unit).digits);

export function typedBenefit(benefit: Benefit | undefined): BenefitTyped {
  const blank: BenefitTyped = { kind: benefit?.kind ?? 'amount', amount: '', percent: '', cap: '', title: '' };
  if (benefit?.kind === 'amount') return { ...blank, amount: written(benefit.rial) };
  if (benefit?.kind === 'percent') return { ...blank, percent: number(benefit.percent), cap: written(benefit.cap_rial) };
  if (benefit?.kind === 'gift') return { ...blank, title: benefit.title };
  return blank;
}

export const typedRial = written;
export const typedCount = (count: number | null): string => (count === null ? '' : number(count));

export async function readBenefit(typed: BenefitTyped): Promise<Benefit> {
  if (typed.kind === 'amount') {
    const rial = await readRial('amount', typed.amount);
    return rial > 0 ? { kind: 'amount', rial } : bad('amount', 'rewards.bad_amount');
  }
  if (typed.kind === 'percent') {
    const percent = wholeNumber(typed.percent.replace(/[\u066a%]/g, ''));
    if (percent === null || percent < 1 || percent > 100) return bad('percent', 'rewards.bad_percent');
    return { kind: 'percent', percent, cap_rial: await readRial('cap', typed.cap) };
  }
  if (typed.kind === 'gift') return typed.title.trim() === '' ? bad('title', 'rewards.bad_gift') : { kind: 'gift', title: typed.title.trim() };
  return { kind: 'free_delivery' };
}

export interface MomentTyped {
  day: string;
  time: string;
}

export const typedMoment = (view: { day: { slashes: string }; time: string } | null | undefined): MomentTyped =>
  view ? { day: view.day.slashes, time: persianDigits(view.time) } : { day: '', time: '' };

const MINUTES_OF_HOUR = 60;
export const LAST_MINUTE = 23 * MINUTES_OF_HOUR + 59;

/** «18:30», «18», «1830». */
export function readTime(text: string): number | null {
  const plain = asciiDigits(text).trim();
  const found = /^(\d{1,2})(?::(\d{2}))?$/.exec(plain) ?? /^(\d{2})(\d{2})$/.exec(plain);
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour < 24 && minute < MINUTES_OF_HOUR ? hour * MINUTES_OF_HOUR + minute : null;
}

/** Null when no day was typed; `minute` for a day without a time. */
export async function readMoment(field: string, typed: MomentTyped, minute: number): Promise<Moment | null> {
  if (typed.day.trim() === '') return typed.time.trim() === '' ? null : bad(field, 'rewards.bad_day');
  const at = typed.time.trim() === '' ? minute : readTime(typed.time);
  if (at === null) return bad(`${field}-time`, 'rewards.bad_time');
  try {
    const { day } = await call('read_day', { text: typed.day }, { quiet: true });
    return { day, minute: at };
  } catch (cause) {
    throw new Fault(field, problemText(asProblem(cause)));
  }
}

export interface WindowTyped {
  from: MomentTyped;
  until: MomentTyped;
}

/** From the beginning of its first day to the end of its last, unless times say otherwise. */
export async function readWindow(typed: WindowTyped): Promise<{ from: Moment | null; until: Moment | null }> {
  const from = await readMoment('from', typed.from, 0);
  const until = await readMoment('until', typed.until, LAST_MINUTE);
  const early = from && until && (until.day < from.day || (until.day === from.day && until.minute <= from.minute));
  return early ? bad('until', 'rewards.bad_window') : { from, until };
}
