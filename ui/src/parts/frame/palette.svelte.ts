// The palette's own state: open, what is typed, who was found. The newest question wins.
import { call, type PersonHit, type Problem } from '$lib/api';
import { asProblem } from '$lib/problem';

const PEOPLE_MAX = 7;
/** Longer than a burst of keys, shorter than a glance. */
const PAUSE_MS = 40;

class Palette {
  open = $state(false);
  text = $state('');
  people = $state.raw<PersonHit[]>([]);
  readAs = $state<string | null>(null);
  more = $state(false);
  searching = $state(false);
  error = $state.raw<Problem>();
  #ticket = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  show(): void {
    this.text = '';
    this.#clear();
    this.open = true;
  }

  hide(): void {
    this.open = false;
    this.#clear();
  }

  toggle(): void {
    if (this.open) this.hide();
    else this.show();
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#pause);
    if (text.trim() === '') {
      this.#clear();
      return;
    }
    this.searching = true;
    this.#pause = setTimeout(() => void this.#ask(text), PAUSE_MS);
  }

  async #ask(text: string): Promise<void> {
    const ticket = ++this.#ticket;
    try {
      const found = await call('find_people', { text, limit: PEOPLE_MAX });
      if (ticket !== this.#ticket) return;
      this.people = found.hits;
      this.readAs = found.read_as;
      this.more = found.more;
      this.error = undefined;
    } catch (cause) {
      if (ticket !== this.#ticket) return;
      this.people = [];
      this.error = asProblem(cause);
    }
    this.searching = false;
  }

  #clear(): void {
    clearTimeout(this.#pause);
    this.#ticket += 1;
    this.people = [];
    this.readAs = null;
    this.more = false;
    this.searching = false;
    this.error = undefined;
  }
}

export const palette = new Palette();
