// Names of the core, in words of the catalogue. A name that is too new for the catalogue is shown as it is, never hidden.
import type { ImportColumn, ImportKind, IssueSeverity, Problem } from '$lib/api';
import { number } from '$lib/format/digits';
import { known, problemText, t, type Key } from '$lib/i18n/t';
import type { ShapeName } from '$shared/Shape.svelte';

const named = (prefix: string, name: string): string => {
  const key = `data.${prefix}_${name}`;
  return known(key) ? t(key) : name;
};

export const fieldName = (field: string): string => named('field', field);
/** The header, or the place of a column that has none. */
export const columnName = (column: ImportColumn): string => column.header || t('data.column_number', { number: number(column.column + 1) });
export const kindName = (kind: ImportKind): string => t(`data.kind_${kind}`);

/** Short name of a reason, for a chip. */
export const issueTitle = (code: string): string => {
  const key = `data.issue_${code.replace(/^import_/, '')}`;
  return known(key) ? t(key) : problemText({ code, params: {} });
};

/** The whole sentence; a field in it by its Persian name. */
export function importProblem(problem: Problem): string {
  const field = problem.params['field'];
  return problemText(typeof field === 'string' ? { code: problem.code, params: { ...problem.params, field: fieldName(field) } } : problem);
}

export interface SeverityLook {
  tone: 'bad' | 'warn' | 'soft';
  shape: ShapeName;
  key: Key;
  /** Once the import is done. */
  done: Key;
}

export const SEVERITY: Record<IssueSeverity, SeverityLook> = {
  rejected: { tone: 'bad', shape: 'diamond', key: 'data.severity_rejected', done: 'data.severity_rejected_done' },
  cell_kept_aside: { tone: 'warn', shape: 'triangle', key: 'data.severity_cell_kept_aside', done: 'data.severity_cell_kept_aside_done' },
  notice: { tone: 'soft', shape: 'ring', key: 'data.severity_notice', done: 'data.severity_notice_done' },
};

export type Counts = Record<string, number | string | null>;

export const countOf = (counts: Counts, name: string): number => {
  const value = counts[name];
  return typeof value === 'number' ? value : 0;
};

/** Which counts of a file are worth a glance before it comes in, the main one first. */
export const COUNTS: Record<ImportKind, readonly string[]> = {
  customers: ['customers', 'birthdays', 'no_phone', 'shared_phone', 'points_total'],
  sales: ['sales_invoices', 'sales_lines', 'sales_total_rial', 'products'],
  returns: ['return_invoices', 'return_lines', 'returns_total_rial'],
  orders: ['orders', 'customers', 'sales_total_rial'],
};

/** «۴٬۲۱۸ مشتری»: what the button of the review promises. */
export function mainCount(kind: ImportKind, counts: Counts, rows: number): string {
  const name = COUNTS[kind][0] ?? '';
  const count = countOf(counts, name);
  return count > 0 ? t(`data.main_${kind}`, { count: number(count) }) : t('data.main_rows', { count: number(rows) });
}
