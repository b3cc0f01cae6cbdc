// What the list was showing. Kept while the program runs: who comes back from a file finds the row where it was.
import type { CustomFilter, CustomerFilter, CustomerSort } from '$lib/api';
import { Pages, type Question } from './pages.svelte';

class List {
  text = $state('');
  filter = $state<CustomerFilter>('all');
  /** What is asked of the shop's own fields. */
  custom = $state.raw<CustomFilter[]>([]);
  /** Own fields that have a column. */
  columns = $state.raw<number[]>([]);
  sort = $state<CustomerSort>('value');
  descending = $state(true);
  /** The form of a new customer is open. */
  creating = $state(false);
  active = $state(0);
  scrollPx = $state(0);

  /** The rows seen last: who comes back finds them on screen while they are freshened. */
  pages = new Pages();

  #shop = '';

  /** The screen opened in this shop; what another one showed is forgotten. */
  enter(shop: string): void {
    if (this.#shop !== '' && this.#shop !== shop) Object.assign(this, { text: '', filter: 'all', custom: [], columns: [], active: 0, scrollPx: 0, pages: new Pages() });
    this.#shop = shop;
  }

  readonly question: Question = $derived({ text: this.text, filter: this.filter, custom: this.custom, columns: this.columns, sort: this.sort, descending: this.descending });
}

export const list = new List();
