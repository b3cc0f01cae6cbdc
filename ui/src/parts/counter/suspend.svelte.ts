// Sales put aside: kept in the core as they were typed, with the points they want reserved; taken up again on any day.
import { call, newRequestId, type Problem, type SuspendedView } from '$lib/api';
import { t } from '$lib/i18n/t';
import { asProblem } from '$lib/problem';
import { toast } from '$lib/toast.svelte';
import { undoOf } from '$lib/undo';
import { draft, readTyped } from './draft.svelte';
import { preview } from './preview.svelte';

class Aside {
  busy = $state(false);
  error = $state.raw<Problem>();
  /** One intent, kept over retries of the same sale. */
  #requestId = newRequestId();

  /** Puts what is typed aside; true when it is safe in the core. */
  async suspend(label: string): Promise<boolean> {
    if (this.busy || draft.empty) return false;
    this.busy = true;
    this.error = undefined;
    const typed = draft.snapshot();
    try {
      if (draft.hasAmount) preview.ask(draft.previewRequest);
      const seen = draft.hasAmount ? await preview.settled().catch(() => undefined) : undefined;
      const kept = await call('suspend_sale', {
        request_id: this.#requestId,
        suspended: typed.suspended,
        label: label.trim(),
        customer: typed.customer,
        body: JSON.stringify({ ...typed, label: label.trim() }),
        total_rial: seen?.total_rial ?? 0,
        lines: typed.mode === 'lines' ? typed.lines.length : 0,
        redeem_points: seen?.redeem_points ?? 0,
      });
      draft.clear();
      preview.forget();
      toast({
        text: t('counter.suspended', { name: nameOf(kept) }),
        undo: async () => {
          await this.resume(kept.id);
        },
      });
      this.#requestId = newRequestId();
      return true;
    } catch (cause) {
      this.error = asProblem(cause);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Back on the desk; a sale that is being typed there is put aside first. */
  async resume(id: number): Promise<boolean> {
    if (!draft.empty && !(await this.suspend(draft.typed.label))) return false;
    this.error = undefined;
    try {
      const { body, sale } = await call('read_suspended', { suspended: id });
      const typed = readTyped(body);
      if (!typed) throw new Error('form');
      draft.restore({ ...typed, shop: draft.typed.shop, suspended: sale.id, label: sale.label });
      return true;
    } catch (cause) {
      this.error = asProblem(cause);
      return false;
    }
  }

  async drop(sale: SuspendedView): Promise<void> {
    this.error = undefined;
    try {
      const request = newRequestId();
      await call('drop_suspended', { request_id: request, suspended: sale.id });
      if (draft.typed.suspended === sale.id) draft.typed.suspended = null;
      toast({ text: t('counter.suspended_dropped', { name: nameOf(sale) }), undo: undoOf(request) });
    } catch (cause) {
      this.error = asProblem(cause);
    }
  }
}

/** What a suspended sale is called. */
export const nameOf = (sale: SuspendedView): string => sale.label || sale.customer_name || t('counter.suspended_nameless', { time: sale.time });

export const aside = new Aside();
