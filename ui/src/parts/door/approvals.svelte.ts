// A forbidden action, offered in place to somebody who may: they show their secret once and the same action runs once.
import type { Approval } from '$lib/api';
import { CoreError } from '$lib/host/host';
import { shop } from '$lib/shop.svelte';

export interface Pending {
  command: string;
  refusal: CoreError;
  ask: (approval: Approval) => Promise<unknown>;
  resolve: (answer: unknown) => void;
  reject: (cause: unknown) => void;
}

/** Said in the dialog, which stays: the secret can be typed again. */
const STAYS: readonly string[] = ['secret_wrong', 'secret_wait', 'forbidden'];

class Approvals {
  current = $state.raw<Pending>();

  /** Resolves with the answer of the action, or rejects with its refusal when nobody stands behind it. */
  offer(command: string, refusal: CoreError, ask: Pending['ask']): Promise<unknown> {
    if (this.current || !shop.known?.locks) return Promise.reject(refusal);
    return new Promise((resolve, reject) => (this.current = { command, refusal, ask, resolve, reject }));
  }

  /** Throws what the dialog should say. */
  async show(approval: Approval): Promise<void> {
    const pending = this.current;
    if (!pending) return;
    try {
      pending.resolve(await pending.ask(approval));
    } catch (cause) {
      if (cause instanceof CoreError && STAYS.includes(cause.code)) throw cause;
      pending.reject(cause);
    }
    this.current = undefined;
  }

  cancel(): void {
    this.current?.reject(this.current.refusal);
    this.current = undefined;
  }
}

export const approvals = new Approvals();
