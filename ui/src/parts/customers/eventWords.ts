// Names of the core's ledger kinds and operations in the catalogue; one that is newer than this window gets the general word.
import type { Key } from '$lib/i18n/t';
import words from '$lib/i18n/fa/customers.json';
import people from '$lib/i18n/fa/people.json';
import rewards from '$lib/i18n/fa/rewards.json';

const known = (key: string): key is keyof typeof words => key in words;

/** `reverse-earn`, `merge-in` … */
export function entryKey(entry: string): Key {
  const key = `entry_${entry.replace(/-/g, '_').replace(/^merge_.*/, 'merge')}`;
  return known(key) ? `customers.${key}` : 'customers.entry_other';
}

export function editKey(op: string): Key {
  const key = `edit_${op.replace(/-/g, '_')}`;
  if (known(key)) return `customers.${key}`;
  if (key in rewards) return `rewards.${key as keyof typeof rewards}`;
  return key in people ? `people.${key as keyof typeof people}` : 'customers.edit_other';
}
