// The health of a relationship as sentences: the core says the reasons with their numbers, the catalogue has the words.
import type { Alarm, HealthReason, Next, Tone } from '$lib/api';
import { number } from '$lib/format/digits';
import { known, type Key, type Params } from '$lib/i18n/t';
import type { ShapeName } from '$shared/Shape.svelte';

export interface Sentence {
  key: Key;
  params: Params;
}

const FALLBACK: Key = 'people.next_nothing';
const SCORE_GOOD = 75;
const SCORE_FAIR = 45;

const keyed = (key: string): Key => (known(key) ? key : FALLBACK);

/** Every number of a value with its own name, spelt for a sentence. */
function params(value: object): Params {
  const spelt: Params = {};
  for (const [name, each] of Object.entries(value)) if (typeof each === 'number') spelt[name === 'in_days' ? 'days' : name] = number(each);
  return spelt;
}

/** Sentences that differ when it is today or already past. */
function today(kind: string, value: object): string {
  const days = 'in_days' in value && typeof value.in_days === 'number' ? value.in_days : undefined;
  const since = 'since' in value && typeof value.since === 'number' ? value.since : undefined;
  if (kind === 'offer_waits') return days !== undefined && days <= 0 ? 'offer_due' : kind;
  if (kind === 'in_time' && since === 0) return 'in_time_today';
  if (days === 0 && ['points_end', 'birthday_near', 'congratulate', 'wait_for'].includes(kind)) return kind === 'birthday_near' ? 'birthday_today' : `${kind}_today`;
  return kind;
}

const SHAPES: Record<Tone, ShapeName> = { good: 'up', warn: 'triangle', bad: 'down', neutral: 'dash' };

export const reasonSentence = ({ tone, reason }: HealthReason): Sentence & { tone: Tone; shape: ShapeName } => ({
  key: keyed(`people.why_${today(reason.kind, reason)}`),
  params: params(reason),
  tone,
  shape: SHAPES[tone],
});

export const alarmSentence = (alarm: Alarm): Sentence => ({ key: keyed(`people.alarm_${alarm.kind}`), params: params(alarm) });

export function nextSentence(next: Next): Sentence & { doKey: Key } {
  return { key: keyed(`people.next_${today(next.kind, next)}`), params: params(next), doKey: keyed(`people.next_${next.kind}_do`) };
}

export const healthWord = (score: number): Key =>
  score >= SCORE_GOOD ? 'people.health_good' : score >= SCORE_FAIR ? 'people.health_fair' : 'people.health_poor';
