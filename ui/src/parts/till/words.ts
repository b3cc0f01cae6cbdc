// What a line of a credit statement is called.
import type { CreditRow } from '$lib/api';
import { t } from '$lib/i18n/t';

export function creditWords(row: CreditRow): string {
  const kind = row.paid ? t(`till.kind_${row.paid}`) : '';
  if (row.kind === 'sale') return t('till.row_sale', { invoice: row.invoice_no ?? '—' });
  if (row.kind === 'refund') return t('till.row_refund');
  return t(row.kind === 'settlement' ? 'till.row_settlement' : 'till.row_reversal', { kind });
}
