// The shop that is open: name, unit, today, who is signed in. The frame attaches it once and mounts screens only when it is known.
import type { ShopStatus } from '$lib/api';
import { CoreError } from '$lib/host/host';
import type { Live } from '$lib/live.svelte';

class Shop {
  #live = $state.raw<Live<ShopStatus>>();
  #open: ShopStatus | undefined;
  // Behind the lock the screens keep what they knew: the core tells nothing about people then.
  readonly #known = $derived.by(() => {
    const told = this.#live?.data;
    if (told && !told.locked) this.#open = told;
    return this.#open ?? told;
  });

  attach(live: Live<ShopStatus>): void {
    this.#live = live;
  }

  /** Undefined until the first answer. */
  get known(): ShopStatus | undefined {
    return this.#known;
  }

  get error(): CoreError | undefined {
    return this.#live?.error;
  }

  /** For screens: they live inside the frame, which waits for the first answer. */
  get status(): ShopStatus {
    const known = this.known;
    if (!known) throw new CoreError('no_shop', {});
    return known;
  }

  /** Somebody must sign in before anything else. */
  get locked(): boolean {
    return this.#live?.data?.locked ?? false;
  }

  /** Somebody has been inside since the window opened. */
  get entered(): boolean {
    return this.known?.locked === false;
  }

  refresh(): void {
    this.#live?.retry();
  }
}

export const shop = new Shop();
