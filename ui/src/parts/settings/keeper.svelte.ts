// Keeping one change of settings: busy, failed, kept with a way back. Each group of the page has its own.
import type { Problem } from '$lib/api';
import { newRequestId } from '$lib/api';
import { t, type Key } from '$lib/i18n/t';
import { asProblem } from '$lib/problem';
import { saveSettings, type SettingsChange } from '$lib/settings';
import { undoOf } from '$lib/undo';
import { toast } from '$lib/toast.svelte';

export class Keeper {
  saving = $state(false);
  problem = $state.raw<Problem>();
  // The same change after a failure is the same intent.
  #id = newRequestId();
  #sent = '';

  /** True when it was kept. */
  async keep(change: SettingsChange, done: Key): Promise<boolean> {
    if (this.saving) return false;
    const sent = JSON.stringify(change);
    if (sent !== this.#sent) this.#id = newRequestId();
    this.#sent = sent;
    this.saving = true;
    this.problem = undefined;
    try {
      await saveSettings(change, this.#id);
      this.#sent = '';
      toast({ text: t(done), undo: undoOf(this.#id) });
      this.#id = newRequestId();
      return true;
    } catch (cause) {
      this.problem = asProblem(cause);
      return false;
    } finally {
      this.saving = false;
    }
  }
}
