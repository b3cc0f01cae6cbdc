// The one catalogue: a file a screen under fa/. Code holds no Persian; a missing key does not compile.
import behaviour from './fa/behaviour.json';
import board from './fa/board.json';
import calendar from './fa/calendar.json';
import club from './fa/club.json';
import costs from './fa/costs.json';
import counter from './fa/counter.json';
import customers from './fa/customers.json';
import data from './fa/data.json';
import door from './fa/door.json';
import forecast from './fa/forecast.json';
import family from './fa/family.json';
import first_run from './fa/first_run.json';
import frame from './fa/frame.json';
import print from './fa/print.json';
import products from './fa/products.json';
import people from './fa/people.json';
import rewards from './fa/rewards.json';
import settings from './fa/settings.json';
import staff from './fa/staff.json';
import till from './fa/till.json';
import errors from './errors.fa.json';
import { persianDigits } from '$lib/format/digits';
import type { CoreError } from '$lib/host/host';

const catalogue = { behaviour, board, calendar, club, costs, counter, customers, data, door, family, first_run, forecast, frame, people, print, products, rewards, settings, staff, till };
type Catalogue = typeof catalogue;
export type Key = { [S in keyof Catalogue]: `${S & string}.${keyof Catalogue[S] & string}` }[keyof Catalogue];
export type Params = Record<string, string | number>;

// A vowel mark that ends a word moves the whole word up or down in WebKitGTK, which takes the mark's own place for the word's.
// There a zero-width non-joiner after the mark stands first in its stead and changes nothing to see.
const WEBKIT_GTK = /Linux.*AppleWebKit/.test(navigator.userAgent) && !/Chrom/.test(navigator.userAgent);
const FINAL_MARK = /([\u064b-\u0652])(?![\u0621-\u06d3\u200c])/g;
const steady = (sentence: string): string => (WEBKIT_GTK ? sentence.replace(FINAL_MARK, '$1\u200c') : sentence);

/** Fills {name} with its value; numbers in Persian digits. */
function fill(sentence: string, params: Params): string {
  return steady(sentence).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : persianDigits(String(value));
  });
}

export function t(key: Key, params: Params = {}): string {
  const dot = key.indexOf('.');
  const screen = catalogue[key.slice(0, dot) as keyof Catalogue] as Record<string, string>;
  return fill(screen[key.slice(dot + 1)] ?? key, params);
}

/** Whether the catalogue has words for a key that was put together from a name of the core. */
export function known(key: string): key is Key {
  const dot = key.indexOf('.');
  const screen = (catalogue as Record<string, Record<string, string>>)[key.slice(0, dot)];
  return screen !== undefined && Object.hasOwn(screen, key.slice(dot + 1));
}

/** What happened, whether data is safe, what to do. */
export function problemText(problem: Pick<CoreError, 'code' | 'params'>): string {
  const sentences = errors as Record<string, string>;
  return fill(sentences[problem.code] ?? sentences['internal'] ?? problem.code, problem.params);
}
