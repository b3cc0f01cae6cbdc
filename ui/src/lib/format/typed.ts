// What a person typed, as it is read here.
import { asciiDigits, persianDigits } from './digits';

const NUMBER = /^[+\d\s-]+$/;

/** A number in the digits of the page; anything else stays as typed. As long as before, so that a caret keeps its place. */
export const shownAsTyped = (text: string): string => (NUMBER.test(asciiDigits(text)) ? persianDigits(text) : text);
