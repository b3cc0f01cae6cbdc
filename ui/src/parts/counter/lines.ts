// The lines of the sale being typed: what they come to, and how they are sent to the core.
import type { LineInput } from '$lib/api';
import { asciiDigits } from '$lib/format/digits';
import { MILLI, priceOf } from '$lib/format/quantity';

/** Off a line: so many tenths of a percent, or so many rial. */
export type LineDiscount = { kind: 'percent'; permille: number } | { kind: 'amount'; rial: number };

export interface TypedLine {
  product: number | null;
  title: string;
  milli: number;
  unit_price_rial: number;
  discount: LineDiscount | null;
}

const PERMILLE = 1_000;

export const grossOf = (line: TypedLine): number => priceOf(line.milli, line.unit_price_rial);

export function discountOf(line: TypedLine): number {
  if (line.discount === null) return 0;
  if (line.discount.kind === 'amount') return line.discount.rial;
  return Math.round((grossOf(line) * line.discount.permille) / PERMILLE);
}

export const netOf = (line: TypedLine): number => grossOf(line) - discountOf(line);

/** As the core takes it: whole pieces stay whole. */
export function inputOf(line: TypedLine): LineInput {
  const whole = line.milli % MILLI === 0;
  const rial = discountOf(line);
  return {
    product: line.product,
    title: line.title,
    quantity: whole ? line.milli / MILLI : 1,
    unit_price_rial: line.unit_price_rial,
    ...(whole ? {} : { quantity_milli: line.milli }),
    ...(rial === 0 ? {} : { discount_rial: rial }),
  };
}

/** The other way: what the core keeps, to be typed on. */
export const typedOf = (line: LineInput): TypedLine => ({
  product: line.product,
  title: line.title,
  milli: line.quantity_milli ?? line.quantity * MILLI,
  unit_price_rial: line.unit_price_rial,
  discount: line.discount_rial ? { kind: 'amount', rial: line.discount_rial } : null,
});

/** Tenths of a percent of a text that ends with ٪ or %; null for anything else. */
export function readPercent(text: string): number | null {
  const plain = /^(\d{1,3}(?:[.\u066b]\d)?)\s*[%\u066a]$/.exec(asciiDigits(text.trim()));
  if (!plain?.[1]) return null;
  const permille = Math.round(Number(plain[1].replace('\u066b', '.')) * 10);
  return permille <= PERMILLE ? permille : null;
}
