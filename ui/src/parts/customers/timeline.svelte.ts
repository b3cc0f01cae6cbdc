// A person's events, newest first, a page at a time. A change in the shop reads the shown length again in one go, so the page
// does not jump back to its beginning.
import { call, needs, type Changed, type Problem, type TimelineEvent, type TimelineKind } from '$lib/api';
import { host } from '$lib/host/host';
import { asProblem } from '$lib/problem';

const PAGE = 20;
const REREAD_MAX = 200;

export class Events {
  all = $state.raw<TimelineEvent[]>();
  next = $state.raw<string | null>(null);
  loading = $state(false);
  error = $state.raw<Problem>();
  #customer: number;
  #kinds: TimelineKind[] = [];
  #ticket = 0;

  constructor(customer: number) {
    this.#customer = customer;
  }

  filter(kinds: TimelineKind[]): void {
    this.#kinds = kinds;
    void this.#read(null, PAGE);
  }

  more(): void {
    if (this.loading || this.next === null) return;
    void this.#read(this.next, PAGE);
  }

  retry(): void {
    void this.#read(this.all && this.next !== null ? this.next : null, PAGE);
  }

  async #read(cursor: string | null, limit: number): Promise<void> {
    const ticket = ++this.#ticket;
    this.loading = true;
    this.error = undefined;
    try {
      const page = await call('customer_timeline', { customer: this.#customer, kinds: this.#kinds, cursor, limit });
      if (ticket !== this.#ticket) return;
      this.all = cursor === null ? page.events : [...(this.all ?? []), ...page.events];
      this.next = page.next;
    } catch (cause) {
      if (ticket === this.#ticket) this.error = asProblem(cause);
    } finally {
      if (ticket === this.#ticket) this.loading = false;
    }
  }

  /** Reads again after every commit that touches it; returns the way to stop. */
  listen(): () => void {
    return host().listen('changed', (payload) => {
      const { touched } = payload as Changed;
      if (!needs.customer_timeline.some((tag) => touched.includes(tag))) return;
      void this.#read(null, Math.min(REREAD_MAX, Math.max(PAGE, this.all?.length ?? 0)));
    });
  }
}
