// Whom the person asked about on the page of behaviour. One for the program: coming back from a customer's file finds the
// same list on the same page.
import type { BehaviourSet, ShopState } from '$lib/api';

export interface Behind {
  set: BehaviourSet;
  /** «خریداران نخست مهر ۱۴۰۴» */
  title: string;
  /** What the people have in common, in a sentence. */
  text: string;
}

export const sameSet = (a: BehaviourSet | null, b: BehaviourSet): boolean => a !== null && JSON.stringify(a) === JSON.stringify(b);

class Desk {
  #shop: ShopState | undefined;
  question = $state.raw<Behind | null>(null);
  page = $state(0);
  /** Cohorts by calendar month, or by each customer's own age. */
  by = $state<'month' | 'age'>('month');

  ask(question: Behind): void {
    this.question = question;
    this.page = 0;
  }

  close(): void {
    this.question = null;
    this.page = 0;
  }

  /** Another shop is open: its people are others. */
  enter(shop: ShopState): void {
    if (this.#shop !== shop) this.close();
    this.#shop = shop;
  }
}

export const behind = new Desk();
