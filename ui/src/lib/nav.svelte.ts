// Where the person is. The way back is kept: Esc goes one step back and loses nothing.
import type { CardKey, CustomerFilter, CustomerId, OfferId, Period, SaleId } from '$lib/api';

export type TillTab = 'close' | 'credit' | 'delivery';
export type ClubTab = 'program' | 'tiers' | 'rewards' | 'coupons' | 'points';
export type BoardTab = 'numbers' | 'behaviour' | 'prediction' | 'costs';
export type Screen = 'counter' | 'till' | 'customers' | 'customer' | 'leads' | 'duplicates' | 'products' | 'club' | 'board' | 'data' | 'settings';

/** A screen and what it should show at once. */
export type Place =
  | { screen: 'counter'; customer?: CustomerId; returnOf?: SaleId; offer?: OfferId }
  | { screen: 'till'; tab?: TillTab; customer?: CustomerId }
  | { screen: 'customers'; filter?: CustomerFilter; text?: string; create?: boolean }
  | { screen: 'customer'; customer: CustomerId }
  | { screen: 'leads' }
  | { screen: 'duplicates' }
  | { screen: 'products'; create?: boolean; text?: string }
  | { screen: 'club'; tab?: ClubTab }
  | { screen: 'board'; tab?: BoardTab; period?: Period; card?: CardKey }
  | { screen: 'data'; task?: 'import' }
  | { screen: 'settings' };

const HISTORY_MAX = 50;
const HOME: Place = { screen: 'counter' };

const same = (a: Place, b: Place): boolean => JSON.stringify(a) === JSON.stringify(b);

class Nav {
  #here = $state.raw<Place>(HOME);
  #past = $state.raw<Place[]>([]);
  /** Rises with every arrival, also at the same place. */
  arrivals = $state(0);

  get here(): Place {
    return this.#here;
  }

  get canGoBack(): boolean {
    return this.#past.length > 0;
  }

  go(place: Place): void {
    if (!same(place, this.#here)) {
      this.#past = [...this.#past, this.#here].slice(-HISTORY_MAX);
      this.#here = place;
    }
    this.arrivals += 1;
  }

  /** The same screen with other details: no step of its own. */
  replace(place: Place): void {
    this.#here = place;
  }

  back(): void {
    const before = this.#past.at(-1);
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#here = before;
    this.arrivals += 1;
  }

  /** Another shop is open: places of the old one mean nothing here. */
  restart(): void {
    this.#past = [];
    this.#here = HOME;
    this.arrivals += 1;
  }
}

export const nav = new Nav();
