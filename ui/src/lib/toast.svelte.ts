// Passing words with a way back. A toast stays at least eight seconds and stands still while a person is at it.
import { announce } from '$lib/announce.svelte';
import { problemText } from '$lib/i18n/t';
import { asProblem } from '$lib/problem';

export type ToastTone = 'good' | 'info' | 'warn' | 'bad';

export interface ToastWords {
  text: string;
  tone?: ToastTone;
  /** Takes the deed back; the toast offers it with a key. */
  undo?: () => Promise<void>;
  /** Never under eight seconds. */
  stayMs?: number;
}

export interface Toast extends ToastWords {
  id: number;
  tone: ToastTone;
  stayMs: number;
  leftMs: number;
  held: boolean;
  undoing: boolean;
}

const STAY_MS_MIN = 8_000;
const TICK_MS = 100;
const SHOWN_MAX = 3;

class Toasts {
  all = $state<Toast[]>([]);
  #next = 1;
  #clock: ReturnType<typeof setInterval> | undefined;

  show(words: ToastWords): number {
    const stayMs = Math.max(words.stayMs ?? 0, STAY_MS_MIN);
    const id = this.#next++;
    this.all.push({ ...words, id, tone: words.tone ?? 'good', stayMs, leftMs: stayMs, held: false, undoing: false });
    if (this.all.length > SHOWN_MAX) this.all.shift();
    announce(words.text);
    this.#clock ??= setInterval(() => this.#tick(), TICK_MS);
    return id;
  }

  close(id: number): void {
    this.all = this.all.filter((toast) => toast.id !== id);
    if (this.all.length === 0) this.#stop();
  }

  hold(id: number, held: boolean): void {
    const toast = this.all.find((one) => one.id === id);
    if (toast) toast.held = held;
  }

  /** Undo of one toast, or of the newest that has one. False: there was nothing to undo. */
  undo(id?: number): boolean {
    const toast = id === undefined ? this.all.filter((one) => one.undo).at(-1) : this.all.find((one) => one.id === id);
    if (!toast?.undo || toast.undoing) return false;
    toast.undoing = true;
    void this.#takeBack(toast.id, toast.undo);
    return true;
  }

  async #takeBack(id: number, undo: () => Promise<void>): Promise<void> {
    try {
      await undo();
    } catch (cause) {
      this.show({ text: problemText(asProblem(cause)), tone: 'bad' });
    } finally {
      this.close(id);
    }
  }

  #tick(): void {
    for (const toast of this.all) if (!toast.held && !toast.undoing) toast.leftMs -= TICK_MS;
    if (this.all.some((toast) => toast.leftMs <= 0)) this.all = this.all.filter((toast) => toast.leftMs > 0);
    if (this.all.length === 0) this.#stop();
  }

  #stop(): void {
    clearInterval(this.#clock);
    this.#clock = undefined;
  }
}

export const toasts = new Toasts();
export const toast = (words: ToastWords): number => toasts.show(words);
