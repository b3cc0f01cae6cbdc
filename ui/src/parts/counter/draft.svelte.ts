// The sale being typed. One for the program, so that it outlives the screen; written to the local store at every change, so
// that it outlives the program too. Holds only what was typed: what it amounts to is read in the core.
import { newRequestId, type DayView, type LineInput, type OfferDraft, type PayKind, type PreviewSale } from '$lib/api';

const STORE_KEY = 'bazgasht.counter.draft.1';

export type Mode = 'amount' | 'lines';
/** Mixed: the parts are typed, card pays what is left. */
export type PayChoice = PayKind | 'mixed';
export type MixedKind = Exclude<PayKind, 'card'>;
export const MIXED_KINDS: readonly MixedKind[] = ['cash', 'transfer', 'credit'];

export interface Typed {
  requestId: string;
  /** Which shop it was begun in: ids of one shop mean nothing in the other. */
  shop: string;
  customer: number | null;
  /** What was typed to find the person, shown again beside the match. */
  found: string;
  mode: Mode;
  amountText: string;
  lines: LineInput[];
  /** The offer that this sale comes of; closed with it. */
  offer: number | null;
  discountText: string;
  redeemText: string;
  pay: PayChoice;
  /** Rial of each typed part of a mixed payment. */
  mixed: Record<MixedKind, string>;
  day: DayView | null;
  note: string;
}

const blank = (): Typed => ({
  requestId: newRequestId(),
  shop: '',
  customer: null,
  found: '',
  mode: 'amount',
  amountText: '',
  lines: [],
  offer: null,
  discountText: '',
  redeemText: '',
  pay: 'card',
  mixed: { cash: '', transfer: '', credit: '' },
  day: null,
  note: '',
});

/** A stored draft, or a blank one when there is none or it is from another age of the program. */
function restored(): Typed {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORE_KEY) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return blank();
    const fresh = blank();
    const fits = Object.entries(fresh).every(([name, value]) => {
      const found = (stored as Record<string, unknown>)[name];
      return value === null || typeof found === typeof value;
    });
    return fits ? { ...fresh, ...(stored as Typed) } : fresh;
  } catch {
    return blank();
  }
}

class Draft {
  typed = $state<Typed>(restored());

  /** Nothing typed that would be missed. */
  readonly empty = $derived(
    this.typed.customer === null &&
      this.typed.amountText.trim() === '' &&
      this.typed.lines.length === 0 &&
      this.typed.note.trim() === '' &&
      this.typed.day === null,
  );

  readonly previewRequest: PreviewSale = $derived({
    customer: this.typed.customer,
    amount_text: this.typed.mode === 'lines' ? '' : this.typed.amountText,
    lines: this.typed.mode === 'lines' ? $state.snapshot(this.typed.lines) : [],
    discount_text: this.typed.discountText,
    redeem_text: this.typed.customer === null ? '' : this.typed.redeemText,
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

  /** The screen opened in this shop; a draft of another one is let go. */
  enter(shop: string): boolean {
    const ours = this.typed.shop === shop || this.typed.shop === '';
    if (!ours) this.clear();
    this.typed.shop = shop;
    return ours;
  }

  /** Back to what was typed, as a new intent. */
  restore(typed: Typed): void {
    this.typed = { ...typed, requestId: newRequestId() };
  }

  choose(customer: number, found: string): void {
    if (this.typed.customer !== customer) {
      this.typed.redeemText = '';
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
  }

  addProduct(product: { id: number; name: string; price_rial: number | null }): void {
    this.typed.mode = 'lines';
    const line = this.typed.lines.find((each) => each.product === product.id);
    if (line) line.quantity += 1;
    else this.typed.lines.push({ product: product.id, title: product.name, quantity: 1, unit_price_rial: product.price_rial ?? 0 });
  }

  /** The lines of an offer, to be sold as they are or changed first. */
  takeOffer(offer: OfferDraft): void {
    this.typed = { ...blank(), shop: this.typed.shop, customer: offer.customer, mode: 'lines', lines: offer.lines, offer: offer.offer, note: offer.note };
  }

  /** Writes the draft to the local store; an empty one is removed. */
  keep(): void {
    try {
      if (this.empty) localStorage.removeItem(STORE_KEY);
      else localStorage.setItem(STORE_KEY, JSON.stringify(this.typed));
    } catch {
      // Storage is full or off: the draft still lives as long as the program.
    }
  }
}

export const draft = new Draft();
