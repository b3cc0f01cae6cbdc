// The rules that can stand in the sentence of a program: how each begins and what is left when it is removed. Whether a
// rule can work is decided in the core.
import type { Bonus, BonusReason, Multiplier, MultiplierScope, Program } from '$lib/api';
import { t } from '$lib/i18n/t';

/** The button that adds rules, for whoever gives the focus back. */
export const ADD_RULE = 'club-add-rule';

/** Rules that stand at most once and live in a field of the program. */
export type ProgramRule = 'gross' | 'carry' | 'minimum' | 'step' | 'cap' | 'available' | 'expiry' | 'spent';
export type MultiplierKind = MultiplierScope['kind'];
export type BonusKind = BonusReason['kind'];
export type RuleKind = ProgramRule | MultiplierKind | BonusKind;

interface Rule {
  shown: (program: Program) => boolean;
  begin: (program: Program) => Partial<Program>;
  end: (program: Program) => Partial<Program>;
}

const MONTHS_AT_FIRST = 12;
const CAP_AT_FIRST = 50;
const WAIT_AT_FIRST = 7;
/** The smallest redemption to begin with: so many times the points of the sentence. */
const MINIMUM_AT_FIRST = 1_000;
const WARN_DAYS = 30;
const GRACE_DAYS = 30;

export const RULES: Record<ProgramRule, Rule> = {
  gross: {
    shown: ({ base }) => base === 'gross',
    begin: () => ({ base: 'gross' }),
    end: () => ({ base: 'net' }),
  },
  carry: {
    shown: ({ remainder }) => remainder === 'carry',
    begin: () => ({ remainder: 'carry' }),
    end: () => ({ remainder: 'drop' }),
  },
  minimum: {
    shown: ({ redeem_minimum, redeem_points }) => redeem_minimum > redeem_points,
    begin: ({ redeem_points }) => ({ redeem_minimum: redeem_points * MINIMUM_AT_FIRST }),
    end: ({ redeem_points }) => ({ redeem_minimum: redeem_points }),
  },
  step: {
    shown: ({ redeem_step }) => redeem_step > 0,
    begin: ({ redeem_points }) => ({ redeem_step: redeem_points * MINIMUM_AT_FIRST }),
    end: () => ({ redeem_step: 0 }),
  },
  cap: {
    shown: ({ redeem_cap_percent }) => redeem_cap_percent < 100,
    begin: () => ({ redeem_cap_percent: CAP_AT_FIRST }),
    end: () => ({ redeem_cap_percent: 100 }),
  },
  available: {
    shown: ({ available_after_days }) => available_after_days > 0,
    begin: () => ({ available_after_days: WAIT_AT_FIRST }),
    end: () => ({ available_after_days: 0 }),
  },
  expiry: {
    shown: ({ expiry }) => expiry.kind !== 'never',
    begin: () => ({ expiry: { kind: 'months', months: MONTHS_AT_FIRST } }),
    end: () => ({ expiry: { kind: 'never' }, expiry_warning_days: WARN_DAYS, return_grace_days: GRACE_DAYS }),
  },
  spent: {
    shown: ({ spent_points }) => spent_points !== 'debt',
    begin: () => ({ spent_points: 'deduct' }),
    end: () => ({ spent_points: 'debt' }),
  },
};

/** In the order in which the sentence is read. */
export const plain = ['gross', 'carry', 'minimum', 'step', 'cap', 'available', 'expiry', 'spent'] as const satisfies readonly ProgramRule[];

export const isShown = (rule: ProgramRule, program: Program): boolean => RULES[rule].shown(program);

export const MULTIPLIERS = ['category', 'product', 'campaign'] as const satisfies readonly MultiplierKind[];
export const BONUSES = ['first_purchase', 'nth_purchase', 'birthday', 'anniversary', 'referral', 'survey'] as const satisfies readonly BonusKind[];

/** An id is kept by ledger rows: it is never given to another rule. */
const newId = (start: string): string => `${start}-${crypto.randomUUID().slice(0, 13)}`;

const TWICE = 200;
const WEEK_DAYS = 7;
const WHOLE_DAY_MINUTES = 1_440;

export function newMultiplier(kind: MultiplierKind, today: number): Multiplier {
  const id = newId(kind);
  if (kind === 'category') return { id, name: '', percent: TWICE, scope: { kind, category: 0 } };
  if (kind === 'product') return { id, name: '', percent: TWICE, scope: { kind, product: 0 } };
  const days = { from: today, to: today + WEEK_DAYS - 1, weekdays: [], from_minute: 0, to_minute: WHOLE_DAY_MINUTES };
  return { id, name: t('club.campaign_name'), percent: TWICE, scope: { kind, ...days } };
}

const REASONS: Record<BonusKind, () => BonusReason> = {
  first_purchase: () => ({ kind: 'first_purchase' }),
  nth_purchase: () => ({ kind: 'nth_purchase', nth: 5, every: true }),
  birthday: () => ({ kind: 'birthday', days_before: 3, days_after: 3 }),
  anniversary: () => ({ kind: 'anniversary', days_before: 3, days_after: 3 }),
  referral: () => ({ kind: 'referral', referrer_points: 20_000, after_days: WEEK_DAYS }),
  survey: () => ({ kind: 'survey', every_days: 90 }),
};

/** As many points as one unit of the sentence earns: a number the owner knows already. */
export const newBonus = (kind: BonusKind, program: Program): Bonus => ({
  id: newId(kind),
  name: t(`club.name_${kind}`),
  points: Math.max(1, program.points_per_unit),
  minimum_rial: 0,
  reason: kind === 'referral' ? { kind, referrer_points: Math.max(1, program.points_per_unit), after_days: WEEK_DAYS } : REASONS[kind](),
});

export const newTier = (name: string, threshold: number, percent: number) => ({ id: newId('tier'), name, threshold, percent });
