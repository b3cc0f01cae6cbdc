// Numbers as a Persian reader expects them: own digits, ٬ between thousands, ٫ before decimals, − in front.

const DIGITS = '۰۱۲۳۴۵۶۷۸۹';

export const persianDigits = (text: string): string => text.replace(/[0-9]/g, (digit) => DIGITS[Number(digit)] ?? digit);

/** Any Persian or Arabic digits to ASCII; everything else stays. */
export const asciiDigits = (text: string): string =>
  text.replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x6f0)).replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660));

const groups = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, '٬');

/** A number with thousands and at most `decimals` digits after ٫. */
export function number(value: number, decimals = 0): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const text = persianDigits(groups(whole)) + (fraction ? `٫${persianDigits(fraction)}` : '');
  return value < 0 && /[1-9۱-۹]/.test(text) ? `−${text}` : text;
}

/** With the sign always written: «+۸۲۶», «−۵۰۵». */
export const signed = (value: number, decimals = 0): string => (value > 0 ? `+${number(value, decimals)}` : number(value, decimals));
