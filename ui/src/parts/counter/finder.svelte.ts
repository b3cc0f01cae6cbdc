// People and products under the find box. The latest text wins; Enter waits for its answer, so that fast hands never choose
// from an older list.
import { call, type PersonHit, type Problem, type ProductHit, type SaleId } from '$lib/api';
import { asciiDigits } from '$lib/format/digits';
import { asProblem } from '$lib/problem';

const PEOPLE_SHOWN = 7;
const PRODUCTS_SHOWN = 5;

export type Option =
  | { kind: 'person'; hit: PersonHit }
  | { kind: 'product'; hit: ProductHit }
  | { kind: 'create' }
  | { kind: 'create_product' };

/** What a text without a hit is most likely to be. */
export type Reading = 'mobile' | 'name' | 'card';

export function reading(text: string, scanned: boolean): Reading {
  const plain = asciiDigits(text).replace(/[\s\-()]/g, '');
  if (/^(\+98|0098|98|0)?9\d{9}$/.test(plain)) return 'mobile';
  if (scanned) return 'card';
  return /^\+?\d+$/.test(plain) ? 'mobile' : 'name';
}

class Finder {
  text = $state('');
  people = $state.raw<PersonHit[]>([]);
  products = $state.raw<ProductHit[]>([]);
  readAs = $state.raw<string | null>(null);
  more = $state(false);
  error = $state.raw<Problem>();
  /** The list is shown. */
  open = $state(false);
  active = $state(0);
  /** The text came from the scanner. */
  scanned = $state(false);
  /** The text that the shown answer belongs to. */
  answered = $state('');
  #ticket = 0;
  #running: Promise<void> = Promise.resolve();

  /** Who may not manage products is not offered to make one. */
  mayCreateProducts = $state(false);
  /** A code that nobody has is more often a product's than a card's. */
  readonly creations = $derived.by<Option[]>(() => {
    const person: Option = { kind: 'create' };
    const product: Option = { kind: 'create_product' };
    if (!this.mayCreateProducts) return [person];
    const kind = reading(this.text, this.scanned);
    if (kind === 'mobile') return [person];
    return kind === 'card' ? [product, person] : [person, product];
  });

  readonly options = $derived<Option[]>([
    ...this.people.map((hit): Option => ({ kind: 'person', hit })),
    ...this.products.map((hit): Option => ({ kind: 'product', hit })),
    ...(this.text.trim() === '' ? [] : this.creations),
  ]);

  readonly none = $derived(this.answered !== '' && this.people.length === 0 && this.products.length === 0);

  /** The person typed: look for it at once. */
  type(text: string, scanned = false): void {
    this.text = text;
    this.scanned = scanned;
    this.#search();
  }

  #search(): void {
    const text = this.text.trim();
    const ticket = ++this.#ticket;
    if (text === '') {
      this.#show([], [], null, false, '');
      this.open = false;
      this.#running = Promise.resolve();
      return;
    }
    this.#running = Promise.all([
      call('find_people', { text, limit: PEOPLE_SHOWN }),
      call('find_products', { text, limit: PRODUCTS_SHOWN }),
    ]).then(
      ([people, products]) => {
        if (ticket !== this.#ticket) return;
        this.#show(people.hits, products.hits, people.read_as, people.more, text);
        this.open = true;
      },
      (cause: unknown) => {
        if (ticket !== this.#ticket) return;
        this.#show([], [], null, false, '');
        this.error = asProblem(cause);
      },
    );
  }

  #show(people: PersonHit[], products: ProductHit[], readAs: string | null, more: boolean, text: string): void {
    this.people = people;
    this.products = products;
    this.readAs = readAs;
    this.more = more;
    this.answered = text;
    this.error = undefined;
    // A look-alike is offered, never chosen by itself.
    this.active = people[0]?.matched === 'near' && products.length === 0 ? -1 : 0;
  }

  async settled(): Promise<void> {
    let waited: Promise<void>;
    do {
      waited = this.#running;
      await waited;
    } while (waited !== this.#running);
  }

  move(step: number): void {
    const count = this.options.length;
    if (count === 0) return;
    if (!this.open) {
      // The first press only shows the list again, with what was marked.
      this.open = true;
      return;
    }
    this.active = (this.active + step + count) % count;
  }

  retry(): void {
    this.#search();
  }

  clear(): void {
    this.type('');
  }
}

export const finder = new Finder();

export type Scan =
  | { kind: 'product'; hit: ProductHit }
  | { kind: 'person'; hit: PersonHit }
  /** The code on a receipt. */
  | { kind: 'sale'; sale: SaleId }
  | { kind: 'unknown' };

const same = (found: string | null, code: string): boolean => found !== null && asciiDigits(found).toLowerCase() === code.toLowerCase();

const WHOLE_MOBILE_DIGITS = 10;
/** As the core prints it on receipts. */
const RECEIPT = /^R\d{6,}$/i;

/** Whose or what a code is: a product's barcode, then a card or a whole telephone number. Only what fits exactly. */
export async function readScan(code: string): Promise<Scan> {
  if (RECEIPT.test(code)) {
    const { sale } = await call('find_sale', { text: code });
    return sale === null ? { kind: 'unknown' } : { kind: 'sale', sale };
  }
  const { hits } = await call('find_products', { text: code, limit: PRODUCTS_SHOWN });
  const product = hits.find((hit) => same(hit.barcode, code) || same(hit.code, code));
  if (product) return { kind: 'product', hit: product };
  const people = await call('find_people', { text: code, limit: 2 });
  const owners = people.hits.filter(
    ({ matched }) => matched === 'card' || matched === 'code' || (matched === 'phone' && code.length >= WHOLE_MOBILE_DIGITS),
  );
  const [owner, other] = owners;
  return owner && (!other || owner.matched === 'card') ? { kind: 'person', hit: owner } : { kind: 'unknown' };
}
