// What a person chooses for a file, and how one choice changes another. The core decides by the same rules; these
// only show a choice at once, before its review is there.
import type { ColumnChoice, Expiry, ImportColumn, ImportKind, ImportPreview, MoneyUnit } from '$lib/api';

export interface Choices {
  kind: ImportKind | null;
  columns: readonly ColumnChoice[];
  unit: MoneyUnit | null;
  firstRowIsData: boolean | null;
}

/** When points that customers bring from another program end; the program's own rule unless the person says otherwise. */
export type PointsEnd = 'program' | 'year' | 'never';

const POINTS_EXPIRY: Record<PointsEnd, Expiry | null> = { program: null, year: { kind: 'months', months: 12 }, never: { kind: 'never' } };
export const pointsExpiry = (end: PointsEnd): Expiry | null => POINTS_EXPIRY[end];

// Fields that several columns may hold together; any other field moves from its column to the newly chosen one.
const SHARED_FIELDS = ['mobile', 'other_phone', 'group', 'note'];

// Fields that are mistaken for one another: then the two columns change places.
const ALIKE = [
  ['first_name', 'last_name'],
  ['customer_code', 'invoice_number', 'product_code', 'product_name'],
  ['unit_price', 'line_total', 'amount', 'discount'],
  ['date', 'time'],
];

const alike = (one: string | null, other: string): boolean => one !== null && ALIKE.some((fields) => fields.includes(one) && fields.includes(other));
const chosenFor = (choices: readonly ColumnChoice[], column: number) => choices.find((choice) => choice.column === column);

/** The columns of a review with choices that it does not know yet. */
export function withChoices(preview: ImportPreview, choices: Choices): ImportColumn[] {
  const known = choices.columns.filter((choice) => choice.field === null || preview.fields.includes(choice.field));
  return preview.columns.map((column) => {
    const choice = chosenFor(known, column.column);
    if (choice) return choice.field === column.field ? column : { ...column, field: choice.field, doubtful: false };
    const taken = column.field !== null && !SHARED_FIELDS.includes(column.field) && known.some((other) => other.field === column.field);
    return taken ? { ...column, field: null, doubtful: false } : column;
  });
}

/** Choices once `column` holds `field`: the column that held it gives it up, or takes what this one held. */
export function chosenInstead(columns: readonly ImportColumn[], choices: readonly ColumnChoice[], column: number, field: string | null): ColumnChoice[] {
  const before = columns.find((one) => one.column === column)?.field ?? null;
  const rest = choices.filter((choice) => choice.column !== column);
  const chosen = { column, field };
  if (field === null || SHARED_FIELDS.includes(field)) return [...rest, chosen];
  const holder = columns.find((one) => one.column !== column && one.field === field);
  if (!holder) return [...rest, chosen];
  const given = { column: holder.column, field: alike(before, field) ? before : null };
  return [...rest.filter((choice) => choice.column !== holder.column), given, chosen];
}
