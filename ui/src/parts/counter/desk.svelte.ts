// What hands do at the counter: choose, scan, record, undo; and where the focus goes after each, so that no mouse is needed.
import { tick } from 'svelte';
import type { CustomerCard, ProductFields, ProductSaved, SaleField, SaleId } from '$lib/api';
import { announce } from '$lib/announce.svelte';
import { asciiDigits, number } from '$lib/format/digits';
import { money } from '$lib/format/money';
import { t } from '$lib/i18n/t';
import { nav } from '$lib/nav.svelte';
import { printer } from '$parts/print/printer.svelte';
import { shop } from '$lib/shop.svelte';
import { toast } from '$lib/toast.svelte';
import { draft, type Mode } from './draft.svelte';
import { finder, readScan, type Option } from './finder.svelte';
import { preview } from './preview.svelte';
import type { Scanned } from './scanner';
import { till } from './till.svelte';

/** The arrival whose person has been taken: the screen may be built again for the same one. */
let greeted = -1;

/** Lives as long as the screen; what must outlive it is in the draft and the till. */
export class Desk {
  find = $state<HTMLInputElement>();
  amount = $state<HTMLInputElement>();
  redeem = $state<HTMLInputElement>();
  /** The rewards for this person's points are in sight. */
  rewardsOpen = $state(false);
  discount = $state<HTMLInputElement>();
  discountOpen = $state(false);
  coupon = $state<HTMLInputElement>();
  couponOpen = $state(false);
  dayOpen = $state(false);
  creating = $state(false);
  /** The product that is being made from an unknown code or name. */
  newProduct = $state.raw<Partial<ProductFields>>();
  /** A window over the sale: naming a suspended one, or the list of them. */
  aside = $state<'label' | 'list'>();
  /** Goods come back: of a sale, or of one that is still to be found. */
  returning = $state.raw<{ sale: SaleId | null }>();
  #card: () => CustomerCard | undefined;

  constructor(card: () => CustomerCard | undefined) {
    this.#card = card;
  }

  /** Nothing of a sale is on the desk. */
  readonly idle = $derived(draft.empty && finder.text === '' && !this.creating && this.newProduct === undefined);

  get greeted(): boolean {
    return greeted === nav.arrivals;
  }

  /** Another screen sent a person with this arrival. */
  greet(): void {
    greeted = nav.arrivals;
  }

  async focusFind(): Promise<void> {
    await tick();
    this.find?.focus();
  }

  async focusEntry(): Promise<void> {
    await tick();
    (draft.typed.mode === 'amount' ? this.amount : this.find)?.focus();
  }

  focusPay(): void {
    document.querySelector<HTMLElement>('#pay [aria-checked="true"]')?.focus();
  }

  async openDiscount(): Promise<void> {
    this.discountOpen = true;
    await tick();
    this.discount?.focus();
  }

  async openCoupon(): Promise<void> {
    this.couponOpen = true;
    await tick();
    this.coupon?.focus();
  }

  choosePerson(id: number, found: string): void {
    this.creating = false;
    draft.choose(id, found);
    if (draft.typed.mode === 'lines') finder.clear();
    finder.open = false;
    void this.focusEntry();
  }

  choose(option: Option): void {
    if (option.kind === 'person') this.choosePerson(option.hit.id, finder.text.trim());
    else if (option.kind === 'product') {
      this.#addProduct(option.hit);
      finder.clear();
      void this.focusFind();
    } else if (option.kind === 'create_product') {
      const text = finder.text.trim();
      finder.open = false;
      this.newProduct = finder.scanned || /\d{4}/.test(asciiDigits(text)) ? { barcode: asciiDigits(text) } : { name: text };
    } else {
      this.creating = true;
      finder.open = false;
    }
  }

  /** Enter on an empty find box: lines are recorded, an amount is gone on to. */
  pass(): void {
    if (draft.typed.mode === 'lines' && draft.typed.lines.length > 0) void this.save();
    else void this.focusEntry();
  }

  created(id: number): void {
    finder.clear();
    this.choosePerson(id, '');
  }

  /** The new product goes straight into the sale. */
  productMade(product: ProductSaved): void {
    this.newProduct = undefined;
    this.#addProduct(product);
    finder.clear();
    void this.focusFind();
  }

  stopMaking(): void {
    this.newProduct = undefined;
    void this.focusFind();
  }

  /** A sale in hand is put aside; with none, those put aside are shown. */
  suspend(): void {
    this.aside = draft.empty ? 'list' : 'label';
  }

  resumed(): void {
    this.aside = undefined;
    finder.clear();
    void this.focusEntry();
  }

  suspended(): void {
    this.aside = undefined;
    finder.clear();
    this.discountOpen = false;
    this.couponOpen = false;
    void this.focusFind();
  }

  giveBack(sale: SaleId | null): void {
    this.returning = { sale };
  }

  stopReturning(): void {
    this.returning = undefined;
    void this.focusFind();
  }

  /** The receipt of the last sale of this sitting. */
  printLast(): void {
    const last = till.last;
    if (last) printer.show({ kind: 'sale', sale: last.receipt.sale });
  }

  stopCreating(): void {
    this.creating = false;
    void this.focusFind();
  }

  setMode(mode: Mode): void {
    draft.typed.mode = mode;
    void this.focusEntry();
  }

  onScan(scan: Scanned): boolean {
    // A quick hand in the find box is ordinary typing: the box finds a code as well. In a text area Enter is a new line.
    if (!scan.certain && ((scan.field === this.find && scan.before === '') || scan.field instanceof HTMLTextAreaElement)) return false;
    if (scan.certain) scan.putBack();
    void this.#take(scan);
    return true;
  }

  async #take(scan: Scanned): Promise<void> {
    const found = await readScan(scan.code).catch(() => ({ kind: 'unknown' }) as const);
    if (found.kind === 'unknown' && !scan.certain) {
      // It was a hand after all: give its Enter back.
      const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
      if (scan.field?.dispatchEvent(enter)) scan.field.form?.requestSubmit();
      return;
    }
    scan.putBack();
    if (found.kind === 'product') {
      this.#addProduct(found.hit);
      // The field of the amount has gone away with the first line: Enter must find the sale all the same.
      await tick();
      if (document.activeElement === document.body) void this.focusFind();
    } else if (found.kind === 'sale') this.giveBack(found.sale);
    else if (found.kind === 'person') {
      finder.clear();
      this.choosePerson(found.hit.id, scan.code);
    } else {
      announce(t('counter.scan_unknown', { code: scan.code }));
      finder.type(scan.code, true);
      void this.focusFind();
    }
  }

  #addProduct(product: { id: number; name: string; price_rial: number | null }): void {
    draft.addProduct(product);
    announce(t('counter.scan_added', { title: product.name }));
  }

  async save(): Promise<void> {
    const card = this.#card();
    const receipt = await till.save(card && card.points_balance > 0 ? card.points_value_rial / card.points_balance : null);
    if (!receipt) return this.#focusProblem();
    const paid = money(receipt.payable_rial, shop.status.money_unit);
    const name = receipt.customer_name ?? t('counter.anonymous');
    announce(t('counter.saved_announce', { name, amount: paid.digits, unit: t(paid.unitKey) }));
    this.discountOpen = false;
    this.couponOpen = false;
    finder.clear();
    await this.focusFind();
  }

  async #focusProblem(): Promise<void> {
    const field: SaleField | undefined = till.paymentProblem ? 'payments' : till.error ? undefined : preview.data?.problems[0]?.field;
    if (field === 'discount') this.discountOpen = true;
    if (field === 'coupon') this.couponOpen = true;
    if (field === 'day') this.dayOpen = true;
    await tick();
    if (field === 'amount') this.amount?.focus();
    if (field === 'redeem') this.redeem?.focus();
    if (field === 'reward') (document.getElementById('reward-drop') ?? this.redeem)?.focus();
    if (field === 'discount') this.discount?.focus();
    if (field === 'coupon') this.coupon?.focus();
    if (field === 'payments') this.focusPay();
    if (field === 'lines') (document.querySelector<HTMLInputElement>('.lines .is-bad input, .lines .is-warn input') ?? this.find)?.focus();
  }

  async undo(): Promise<void> {
    const done = await till.undo(t('counter.undo_reason'));
    if (!done) return;
    const name = done.sale.receipt.customer_name ?? t('counter.anonymous');
    toast({ text: t(done.restored ? 'counter.undone' : 'counter.undone_only', { name }), tone: 'info' });
    await this.focusEntry();
  }

  /** Points of the first hint when nothing is typed yet; as many as this sale can take. */
  async spend(points?: number): Promise<void> {
    // Once more from the field itself: what the catalogue gives for points.
    if (points === undefined && this.redeem && document.activeElement === this.redeem) {
      this.rewardsOpen = true;
      return;
    }
    const hint = this.#card()?.hints.find((each) => each.kind === 'points_expiring' || each.kind === 'points_usable');
    const wanted = points ?? (draft.typed.redeemText === '' && hint && 'points' in hint ? hint.points : 0);
    const most = draft.hasAmount ? (preview.data?.redeem_points_max ?? wanted) : wanted;
    if (wanted > 0) draft.typed.redeemText = number(Math.min(wanted, most));
    await tick();
    this.redeem?.focus();
    this.redeem?.select();
  }

  /** Nothing is asked; it comes back with one press. */
  dropCustomer(): void {
    const { customer, found, redeemText } = draft.snapshot();
    if (customer === null) return;
    const name = this.#card()?.name ?? '';
    draft.drop();
    finder.clear();
    toast({
      text: t('counter.customer_dropped', { name }),
      undo: async () => {
        draft.choose(customer, found);
        draft.typed.redeemText = redeemText;
      },
    });
    void this.focusFind();
  }

  /** From the beginning; also with a way back. */
  clear(): void {
    if (this.idle) return;
    const typed = draft.snapshot();
    draft.clear();
    preview.forget();
    finder.clear();
    till.error = undefined;
    this.creating = false;
    this.discountOpen = false;
    this.couponOpen = false;
    toast({
      text: t('counter.cleared'),
      undo: async () => {
        if (draft.empty) draft.restore(typed);
      },
    });
    void this.focusFind();
  }
}
