// Recording and undoing. One intent of a person is one request id: a second Enter is nothing, a retry after an error keeps
// the id, and only a committed sale starts a new draft. "Saved" is said from the core's answer, never before it.
import { call, newRequestId, type PaymentInput, type Problem, type RecordSale, type SalePreview, type SaleReceipt } from '$lib/api';
import { asProblem } from '$lib/problem';
import { draft, MIXED_KINDS, type PayChoice, type Typed } from './draft.svelte';
import { inputOf } from './lines';
import { preview, readAmount } from './preview.svelte';

/** How long a person may take a sale back with one key. */
export const UNDO_MS = 20_000;
const TICK_MS = 250;
const SESSION_LENGTH = 5;

export interface Saved {
  receipt: SaleReceipt;
  pay: PayChoice;
  typed: Typed;
  /** Rial of one point for this person, when known: what the new balance is worth. */
  pointRial: number | null;
  /** Minted once: undoing again after an error is the same intent. */
  undoId: string;
  undone: boolean;
}

/** Whether somebody is to owe something without a name. */
const owesNamelessly = (customer: number | null, paid: PaymentInput[]): boolean =>
  customer === null && paid.some((part) => part.kind === 'credit' && part.amount_rial > 0);

/** What each kind paid; they add up to the payable amount. */
export async function payments(typed: Typed, payable: number): Promise<PaymentInput[] | Problem> {
  if (payable === 0) return [];
  if (typed.pay !== 'mixed') return [{ kind: typed.pay, amount_rial: payable }];
  const parts: PaymentInput[] = [];
  for (const kind of MIXED_KINDS) {
    const read = await readAmount(typed.mixed[kind]);
    if (read.problem) return read.problem;
    if (read.rial > 0) parts.push({ kind, amount_rial: read.rial });
  }
  const rest = payable - parts.reduce((sum, part) => sum + part.amount_rial, 0);
  if (rest < 0) return { code: 'payments_mismatch', params: {} };
  return rest > 0 ? [...parts, { kind: 'card', amount_rial: rest }] : parts;
}

const request = (typed: Typed, seen: SalePreview, paid: PaymentInput[]): RecordSale => ({
  request_id: typed.requestId,
  customer: typed.customer,
  amount_rial: seen.total_rial,
  lines: typed.mode === 'lines' ? typed.lines.map(inputOf) : [],
  discount_rial: seen.discount_rial,
  redeem_points: seen.redeem_points,
  payments: paid,
  day: typed.day?.day ?? null,
  note: typed.note.trim(),
  ...(typed.couponCode.trim() === '' ? {} : { coupon_code: typed.couponCode.trim() }),
  ...(typed.reward === null || typed.customer === null ? {} : { reward: typed.reward }),
  ...(typed.suspended === null ? {} : { suspended: typed.suspended }),
  ...(typed.promised === null ? {} : { promised: typed.promised.day }),
  ...(typed.offer === null ? {} : { offer: typed.offer }),
});

class Till {
  saving = $state(false);
  error = $state.raw<Problem>();
  paymentProblem = $state.raw<Problem>();
  /** Sales of this sitting, the newest first. */
  session = $state.raw<Saved[]>([]);
  undoing = $state(false);
  undoLeftMs = $state(0);
  /** The clock of the undo stands while a person looks at it. */
  held = $state(false);
  #clock: ReturnType<typeof setInterval> | undefined;

  /** Another shop is open: its sales are not ours to undo. */
  forget(): void {
    this.#stopClock();
    this.session = [];
    this.error = undefined;
  }

  get last(): Saved | undefined {
    return this.session[0];
  }

  get canUndo(): boolean {
    return this.undoLeftMs > 0 && this.last !== undefined && !this.last.undone;
  }

  /** Resolves to the receipt, or to undefined when nothing was recorded. */
  async save(pointRial: number | null): Promise<SaleReceipt | undefined> {
    if (this.saving) return undefined;
    this.saving = true;
    this.error = undefined;
    this.paymentProblem = undefined;
    preview.tried = true;
    try {
      const seen = await this.#seen();
      if (seen.problems.length > 0) return undefined;
      const typed = draft.snapshot();
      const paid = await payments(typed, seen.payable_rial);
      if (!Array.isArray(paid) || owesNamelessly(typed.customer, paid)) {
        this.paymentProblem = Array.isArray(paid) ? { code: 'credit_needs_customer', params: {} } : paid;
        return undefined;
      }
      const receipt = await call('record_sale', request(typed, seen, paid));
      this.session = [{ receipt, pay: typed.pay, typed, pointRial, undoId: newRequestId(), undone: false }, ...this.session].slice(0, SESSION_LENGTH);
      draft.clear();
      preview.forget();
      this.#startClock();
      return receipt;
    } catch (cause) {
      this.error = asProblem(cause);
      return undefined;
    } finally {
      this.saving = false;
    }
  }

  /** What the core says of exactly what is typed; a share of the basket is asked again when the basket was still unknown. */
  async #seen(): Promise<SalePreview> {
    let asked: string;
    let seen: SalePreview;
    do {
      asked = JSON.stringify(draft.previewRequest);
      preview.ask(draft.previewRequest);
      seen = await preview.settled();
    } while (JSON.stringify(draft.previewRequest) !== asked);
    return seen;
  }

  /** Takes the last sale back; what was typed returns when nothing newer was begun. */
  async undo(reason: string): Promise<{ sale: Saved; restored: boolean } | undefined> {
    const sale = this.last;
    if (!sale || !this.canUndo || this.undoing) return undefined;
    this.undoing = true;
    this.error = undefined;
    try {
      await call('cancel_sale', { request_id: sale.undoId, sale: sale.receipt.sale, reason });
      this.session = [{ ...sale, undone: true }, ...this.session.slice(1)];
      this.#stopClock();
      const restored = draft.empty;
      if (restored) draft.restore(sale.typed);
      return { sale, restored };
    } catch (cause) {
      this.error = asProblem(cause);
      return undefined;
    } finally {
      this.undoing = false;
    }
  }

  #startClock(): void {
    this.#stopClock();
    this.undoLeftMs = UNDO_MS;
    this.#clock = setInterval(() => {
      if (this.held) return;
      this.undoLeftMs = Math.max(0, this.undoLeftMs - TICK_MS);
      if (this.undoLeftMs === 0) this.#stopClock();
    }, TICK_MS);
  }

  #stopClock(): void {
    clearInterval(this.#clock);
    this.undoLeftMs = 0;
    this.held = false;
  }
}

export const till = new Till();
