// Somebody says that the PC's date is right: what stood still goes on. One intent, however often it is pressed.
import { call, newRequestId, type Problem } from '$lib/api';
import { t } from '$lib/i18n/t';
import { asProblem } from '$lib/problem';
import { shop } from '$lib/shop.svelte';
import { toast } from '$lib/toast.svelte';

class Clock {
  busy = $state(false);
  problem = $state.raw<Problem>();
  #id = newRequestId();

  async confirm(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await call('confirm_clock', { request_id: this.#id });
      this.#id = newRequestId();
      shop.refresh();
      toast({ text: t('frame.clock_done') });
    } catch (cause) {
      this.problem = asProblem(cause);
    } finally {
      this.busy = false;
    }
  }
}

export const clock = new Clock();
