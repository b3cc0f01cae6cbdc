// What a line of the ledger says in plain words: its kind, and the sale, return or rule behind it.
import type { Statement, StatementLine } from '$lib/api';
import { persianDigits } from '$lib/format/digits';
import { t, type Key } from '$lib/i18n/t';
import { entryKey } from '$parts/customers/eventWords';

const UNDONE: Key = 'rewards.line_undone';

export function lineWords(line: StatementLine): string {
  const what = t(line.source === 'undo' ? UNDONE : entryKey(line.kind));
  return line.rule_name === '' ? what : t('rewards.line_rule', { what, rule: line.rule_name });
}

/** «فاکتور ۲۴۷», «مرجوعی فاکتور ۲۴۷», and whose it was when not this person's; nothing for what has no paper. */
export function sourceWords(line: StatementLine): string {
  if (line.invoice_no === null) return '';
  const paper = t(line.source === 'return' ? 'rewards.line_return' : 'rewards.line_sale', { invoice: persianDigits(line.invoice_no) });
  return line.bought_by ? `${paper}${t('counter.join_comma')}${t('family.bought_by', { name: line.bought_by.name })}` : paper;
}

/** What stands between the balance and what can be spent now; every part is above zero. */
export function between(statement: Statement): { key: Key; points: number }[] {
  const { balance, pending, held, spendable, debt } = statement;
  const past = Math.max(0, balance - pending - held - spendable);
  const parts: { key: Key; points: number }[] = [
    { key: 'rewards.pending', points: pending },
    { key: 'rewards.held', points: held },
    { key: 'rewards.past', points: debt > 0 ? 0 : past },
  ];
  return parts.filter((part) => part.points > 0);
}
