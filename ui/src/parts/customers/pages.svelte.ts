// Rows of a long list, fetched in pages around what is in view and kept. A new question forgets the pages; a change in the shop
// marks them old: they stay on screen until the fresh ones arrive, so nothing jumps.
import { call, needs, type Changed, type CustomerRow, type FilterCount, type ListCustomers, type Problem } from '$lib/api';
import { host } from '$lib/host/host';
import { asProblem } from '$lib/problem';

export type Question = Omit<ListCustomers, 'offset' | 'limit'>;

const PAGE = 100;
/** Pages kept in memory; the ones furthest from the view go first. */
const PAGES_KEPT = 60;
const IN_FLIGHT_MAX = 2;

interface Page {
  rows: CustomerRow[];
  fresh: boolean;
}

export class Pages {
  total = $state<number>();
  counts = $state.raw<FilterCount[]>([]);
  readAs = $state.raw<string | null>(null);
  error = $state.raw<Problem>();
  /** Rises when rows arrive. */
  version = $state(0);
  /** A newer answer is on its way. */
  refreshing = $state(false);
  #pages = new Map<number, Page>();
  #question: Question = { text: '', filter: 'all', custom: [], columns: [], sort: 'value', descending: true };
  #age = 0;
  #wanted: number[] = [0];
  #flying = new Set<number>();

  /** Another question: the old rows stay visible until its first page arrives. The same one again only freshens them. */
  ask(question: Question): void {
    if (this.total !== undefined && JSON.stringify(question) === JSON.stringify(this.#question)) return this.refresh();
    this.#question = question;
    this.#age += 1;
    this.#flying.clear();
    this.#wanted = [0];
    for (const page of this.#pages.values()) page.fresh = false;
    this.refreshing = true;
    this.#fetch(0, true);
  }

  /** Rows of the same question may have changed. */
  refresh(): void {
    this.#age += 1;
    this.#flying.clear();
    for (const page of this.#pages.values()) page.fresh = false;
    this.refreshing = true;
    this.#go();
  }

  retry(): void {
    this.error = undefined;
    this.refresh();
  }

  row(place: number): CustomerRow | undefined {
    return this.#pages.get(Math.floor(place / PAGE))?.rows[place % PAGE];
  }

  /** Rows from `first` to `last` are in view. */
  want(first: number, last: number): void {
    const from = Math.max(0, Math.floor(first / PAGE));
    const to = Math.max(from, Math.floor(last / PAGE));
    this.#wanted = Array.from({ length: to - from + 1 }, (_, step) => from + step);
    // A list that became shorter no longer waits for what lay below.
    if (this.refreshing) this.refreshing = this.#isWaiting();
    this.#go();
  }

  /** A page in view is not there yet; what lies behind the end is not waited for. */
  #isWaiting(): boolean {
    const end = Math.max(1, this.total ?? 1);
    return this.#wanted.some((page) => page * PAGE < end && !this.#pages.get(page)?.fresh);
  }

  #go(): void {
    for (const page of this.#wanted) if (!this.#pages.get(page)?.fresh) this.#fetch(page, false);
  }

  #fetch(page: number, restart: boolean): void {
    if (this.#flying.has(page) || this.#flying.size >= IN_FLIGHT_MAX) return;
    const age = this.#age;
    this.#flying.add(page);
    call('list_customers', { ...this.#question, offset: page * PAGE, limit: PAGE }).then(
      (answer) => {
        if (age !== this.#age) return;
        this.#flying.delete(page);
        if (restart) this.#pages.clear();
        this.#pages.set(page, { rows: answer.rows, fresh: true });
        this.#forget(page);
        this.total = answer.total;
        this.counts = answer.counts;
        this.readAs = answer.read_as;
        this.error = undefined;
        this.refreshing = this.#isWaiting();
        this.version += 1;
        this.#go();
      },
      (cause: unknown) => {
        if (age !== this.#age) return;
        this.#flying.delete(page);
        this.refreshing = false;
        this.error = asProblem(cause);
      },
    );
  }

  #forget(near: number): void {
    if (this.#pages.size <= PAGES_KEPT) return;
    const furthest = [...this.#pages.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near))[0];
    if (furthest !== undefined) this.#pages.delete(furthest);
  }

  /** Refreshes after every commit that touches the list; returns the way to stop. */
  listen(): () => void {
    return host().listen('changed', (payload) => {
      const { touched } = payload as Changed;
      if (needs.list_customers.some((tag) => touched.includes(tag))) this.refresh();
    });
  }
}
