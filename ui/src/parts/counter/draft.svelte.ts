// The sale being typed. One for the program, so that it outlives the screen and the lock; kept in the shop's own file, so
// that it outlives a crash too. Holds only what was typed: what it amounts to is read in the core.
import { call, newRequestId, type DayView, type OfferDraft, type PayKind, type PreviewSale } from '$lib/api';
import { money } from '$lib/format/money';
import { MILLI } from '$lib/format/quantity';
import { shop } from '$lib/shop.svelte';
import { inputOf, netOf, readPercent, typedOf, type TypedLine } from './lines';
import { preview } from './preview.svelte';

export type Mode = 'amount' | 'lines';
/** Mixed: the parts are typed, card pays what is left. */
export type PayChoice = PayKind | 'mixed';
export type MixedKind = Exclude<PayKind, 'card'>;
export const MIXED_KINDS: readonly MixedKind[] = ['cash', 'transfer', 'credit'];

/** The form of what is kept; a draft of another form is let go. */
const FORM = 2;
/** Longer than a burst of keys, shorter than reaching for the plug. */
const KEEP_AFTER_MS = 250;

export interface Typed {
  form: number;
  requestId: string;
  /** Which shop it was begun in: ids of one shop mean nothing in the other. */
  shop: string;
  customer: number | null;
  /** What was typed to find the person, shown again beside the match. */
  found: string;
  mode: Mode;
  amountText: string;
  lines: TypedLine[];
  /** The offer that this sale comes of; closed with it. */
  offer: number | null;
  /** An amount, or a share with ٪. */
  discountText: string;
  couponCode: string;
  reward: number | null;
  redeemText: string;
  pay: PayChoice;
  /** Rial of each typed part of a mixed payment. */
  mixed: Record<MixedKind, string>;
  day: DayView | null;
  /** When the goods are to be brought. */
  promised: DayView | null;
  note: string;
  /** The suspended sale that this one goes on with. */
  suspended: number | null;
  label: string;
}

const blank = (): Typed => ({
  form: FORM,
  requestId: newRequestId(),
  shop: '',
  customer: null,
  found: '',
  mode: 'amount',
  amountText: '',
  lines: [],
  offer: null,
  discountText: '',
  couponCode: '',
  reward: null,
  redeemText: '',
  pay: 'card',
  mixed: { cash: '', transfer: '', credit: '' },
  day: null,
  promised: null,
  note: '',
  suspended: null,
  label: '',
});

/** What was kept, or null when it is of another form. */
export function readTyped(body: string | null): Typed | null {
  try {
    const kept: unknown = JSON.parse(body ?? 'null');
    return typeof kept === 'object' && kept !== null && (kept as Typed).form === FORM ? { ...blank(), ...(kept as Typed) } : null;
  } catch {
    return null;
  }
}

class Draft {
  typed = $state<Typed>(blank());
  /** The kept draft has been read: only then may it be written over. */
  loaded = $state(false);
  #kept = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Nothing typed that would be missed. */
  readonly empty = $derived(
    this.typed.customer === null &&
      this.typed.amountText.trim() === '' &&
      this.typed.lines.length === 0 &&
      this.typed.note.trim() === '' &&
      this.typed.day === null,
  );

  /** The lines after their own discounts. */
  readonly linesRial = $derived(this.typed.lines.reduce((sum, line) => sum + netOf(line), 0));

  /** A share of the basket is sent as the amount it is now. */
  readonly discountText = $derived.by(() => {
    const permille = readPercent(this.typed.discountText);
    if (permille === null) return this.typed.discountText;
    const total = this.typed.mode === 'lines' ? this.linesRial : (preview.data?.total_rial ?? 0);
    return money(Math.round((total * permille) / 1_000), shop.status.money_unit).digits;
  });

  readonly previewRequest: PreviewSale = $derived({
    customer: this.typed.customer,
    amount_text: this.typed.mode === 'lines' ? '' : this.typed.amountText,
    lines: this.typed.mode === 'lines' ? $state.snapshot(this.typed.lines).map(inputOf) : [],
    discount_text: this.discountText,
    redeem_text: this.typed.customer === null ? '' : this.typed.redeemText,
    ...(this.typed.couponCode.trim() === '' ? {} : { coupon_code: this.typed.couponCode.trim() }),
    ...(this.typed.reward === null || this.typed.customer === null ? {} : { reward: this.typed.reward }),
    ...(this.typed.day === null ? {} : { day: this.typed.day.day }),
    ...(this.typed.suspended === null ? {} : { suspended: this.typed.suspended }),
  });

  /** Something is there that a preview can read. */
  readonly hasAmount = $derived(
    this.typed.mode === 'lines' ? this.typed.lines.length > 0 : this.typed.amountText.trim() !== '',
  );

  snapshot(): Typed {
    return $state.snapshot(this.typed);
  }

  /** A new intent: a new request id. */
  clear(): void {
    this.typed = { ...blank(), shop: this.typed.shop };
  }

  /** The screen opened in this shop; a draft of another one is let go, the one kept in this shop's file comes back. */
  enter(shop: string): boolean {
    const ours = this.typed.shop === shop || this.typed.shop === '';
    if (!ours) {
      this.clear();
      this.loaded = false;
    }
    this.typed.shop = shop;
    if (!this.loaded) void this.#load(shop);
    return ours;
  }

  async #load(shop: string): Promise<void> {
    const { body } = await call('read_draft', {}).catch(() => ({ body: null }));
    if (this.loaded || this.typed.shop !== shop) return;
    const kept = readTyped(body);
    // Quick hands: what was typed meanwhile is newer, and is not kept yet.
    if (kept && this.empty) this.typed = { ...kept, shop };
    this.#kept = body ?? '';
    this.loaded = true;
  }

  /** Back to what was typed, as a new intent. */
  restore(typed: Typed): void {
    this.typed = { ...typed, requestId: newRequestId() };
  }

  choose(customer: number, found: string): void {
    if (this.typed.customer !== customer) {
      this.typed.redeemText = '';
      this.typed.reward = null;
      this.typed.offer = null;
    }
    this.typed.customer = customer;
    this.typed.found = found;
  }

  drop(): void {
    this.typed.customer = null;
    this.typed.offer = null;
    this.typed.found = '';
    this.typed.redeemText = '';
    this.typed.reward = null;
  }

  addProduct(product: { id: number; name: string; price_rial: number | null }): void {
    this.typed.mode = 'lines';
    const line = this.typed.lines.find((each) => each.product === product.id);
    if (line) line.milli += MILLI;
    else this.typed.lines.push({ product: product.id, title: product.name, milli: MILLI, unit_price_rial: product.price_rial ?? 0, discount: null });
  }

  addFree(title: string): number {
    return this.typed.lines.push({ product: null, title, milli: MILLI, unit_price_rial: 0, discount: null }) - 1;
  }

  /** The lines of an offer, to be sold as they are or changed first. */
  takeOffer(offer: OfferDraft): void {
    const lines = offer.lines.map(typedOf);
    this.typed = { ...blank(), shop: this.typed.shop, customer: offer.customer, mode: 'lines', lines, offer: offer.offer, note: offer.note };
  }

  /** Writes the draft into the shop's file a moment after the last key; an empty one is forgotten. */
  keep(): void {
    const body = this.empty ? '' : JSON.stringify(this.typed);
    if (!this.loaded || body === this.#kept) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(body), KEEP_AFTER_MS);
  }

  /** At once: the window is being left. */
  flush(): void {
    if (!this.loaded) return;
    const body = this.empty ? '' : JSON.stringify(this.typed);
    clearTimeout(this.#timer);
    if (body !== this.#kept) this.#write(body);
  }

  #write(body: string): void {
    const before = this.#kept;
    this.#kept = body;
    call('keep_draft', { body: body === '' ? null : body }).catch(() => {
      // It still lives as long as the program; the next key tries again.
      this.#kept = before;
    });
  }
}

export const draft = new Draft();
