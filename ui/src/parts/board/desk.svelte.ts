// What the person is looking at on the board. One for the program, so that coming back from a customer's file finds the same
// period, the same door and the same page of people.
import type { BoardView, CardKey, PeopleSet, Period, PeriodKind, ShopState } from '$lib/api';
import type { BoardTab, Place } from '$lib/nav.svelte';

export type Kind = PeriodKind | 'range';
export const KINDS: readonly Kind[] = ['month', 'season', 'year', 'range'];

/** The people of one number, a page at a time. */
export const PAGE_ROWS = 50;

class Desk {
  #shop: ShopState | undefined;
  /** The arrival that was answered last: going back to it asks for nothing again. */
  #place: Place | undefined;
  tab = $state<BoardTab>('numbers');
  /** None: the current season. */
  period = $state.raw<Period | null>(null);
  /** None: the shop's own window. */
  windowDays = $state<number | null>(null);
  door = $state<CardKey | null>(null);
  people = $state<PeopleSet | null>(null);
  page = $state(0);
  /** How the people were reached: Esc goes back the same way. */
  cameBy = $state<'door' | 'board'>('door');
  /** What the columns under the trend show. */
  columns = $state<'people' | 'revenue'>('people');

  showPeriod(period: Period | null): void {
    this.period = period;
    this.page = 0;
  }

  showWindow(days: number | null): void {
    this.windowDays = days;
    this.page = 0;
  }

  openDoor(key: CardKey): void {
    this.door = key;
    this.people = null;
  }

  openPeople(set: PeopleSet, key: CardKey): void {
    this.cameBy = this.door === key ? 'door' : 'board';
    this.door = key;
    this.people = set;
    this.page = 0;
  }

  /** From the people to their number. */
  backToNumber(): void {
    this.people = null;
  }

  closeDoor(): void {
    this.door = null;
    this.people = null;
  }

  /** The screen is opened: as it was left, unless it is asked for something, or another shop is open. */
  arrive(shop: ShopState, place: Place): void {
    if (this.#shop !== shop) {
      this.#shop = shop;
      this.period = null;
      this.windowDays = null;
      this.page = 0;
      this.closeDoor();
    }
    if (place.screen !== 'board' || place === this.#place) return;
    this.#place = place;
    if (place.period) this.showPeriod(place.period);
    if (place.card) this.openDoor(place.card);
  }
}

export const desk = new Desk();

/** The number whose door a bar of the bridge belongs to. */
export const doorOf: Record<'start' | 'lapsed' | 'reactivated' | 'new' | 'end', CardKey> = {
  start: 'crr',
  lapsed: 'churn',
  reactivated: 'active_customers',
  new: 'active_customers',
  end: 'active_customers',
};

/** Whom one would most want to see behind a number: the primary action of its door. */
export const firstSet: Record<CardKey, PeopleSet> = {
  crr: 'lapsed',
  churn: 'lapsed',
  repeat_rate: 'one_timers',
  repeat_within90d: 'one_timers',
  returning_share: 'returning',
  average_basket: 'ordering',
  revenue: 'ordering',
  orders: 'ordering',
  new_customers: 'first_order',
  active_customers: 'end',
  clv_simple: 'repeaters',
  cac: 'first_order',
  crc: 'kept',
};

/** Everything an answer was asked with: two boards with the same key may differ only by what was sold meanwhile. */
export const boardKey = (board: BoardView): string => JSON.stringify([board.period.period, board.window_days, board.as_of.day]);
