// Quantities in thousandths, as people say them: «۲», «۰٫۷۵۰» is «۰٫۷۵».
import { asciiDigits, number } from './digits';

export const MILLI = 1_000;
const DECIMALS_MAX = 3;
/** More of one thing than any basket holds. */
const PIECES_MAX = 1_000_000;

export function quantity(milli: number): string {
  const value = milli / MILLI;
  for (let decimals = 0; decimals < DECIMALS_MAX; decimals += 1) {
    if (Math.round(value * 10 ** decimals) * 10 ** (DECIMALS_MAX - decimals) === milli) return number(value, decimals);
  }
  return number(value, DECIMALS_MAX);
}

/** Thousandths of a typed quantity, any digits and either decimal mark; null for what is none, and for zero. */
export function readQuantity(text: string): number | null {
  const ascii = asciiDigits(text.trim()).replace(/[\u066b\u060c,/]/, '.');
  if (!/^(\d{1,7}(\.\d{0,3})?|\.\d{1,3})$/.test(ascii)) return null;
  const milli = Math.round(Number(ascii) * MILLI);
  return milli > 0 && milli <= PIECES_MAX * MILLI ? milli : null;
}

/** Rial of so much at that price; half a rial counts as one. */
export const priceOf = (milli: number, unitRial: number): number => Math.round((milli * unitRial) / MILLI);
