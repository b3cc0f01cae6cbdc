// Whole numbers as people type them: any digits, any separator between thousands. Amounts of money are read in the core;
// this is for counts and for settings, where the field itself shows how it was read.
import { asciiDigits } from './digits';

const SEPARATORS = /[\u066c\u060c,._'\s\u200c]/g;
const GROUPED = /^\d{1,3}([\u066c\u060c,._'\s\u200c]\d{3})+$/;
const PLAIN = /^\d+$/;

/** Null for what is not a whole number that fits. */
export function wholeNumber(text: string): number | null {
  const ascii = asciiDigits(text.trim());
  if (!PLAIN.test(ascii) && !GROUPED.test(ascii)) return null;
  const value = Number(ascii.replace(SEPARATORS, ''));
  return Number.isSafeInteger(value) ? value : null;
}

const DECIMAL = /^(\d{1,15})[\u066b./](\d+)$/;
/** «0.001» is a thousandth, never a thousand. */
const SMALL = /^0[.\u066b/]/;

/** A number with at most so many digits after its mark: «۱۲٫۵»; null for what is none. */
export function decimalNumber(text: string, decimals: number): number | null {
  const ascii = asciiDigits(text.trim());
  const whole = SMALL.test(ascii) ? null : wholeNumber(ascii);
  if (whole !== null || decimals === 0) return whole;
  const [, units, fraction] = DECIMAL.exec(ascii) ?? [];
  return units === undefined || fraction === undefined || fraction.length > decimals ? null : Number(`${units}.${fraction}`);
}
