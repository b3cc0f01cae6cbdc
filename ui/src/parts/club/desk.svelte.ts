// The program as it is being edited: one draft for the sentence and for the tiers. It survives leaving the screen, and it
// never lies over a newer version without being told.
import { call, newRequestId, type ClubView, type DayView, type Problem, type Program, type ProgramSaved } from '$lib/api';
import { asProblem } from '$lib/problem';
import { isShown, plain, RULES, type ProgramRule } from './rules';

/** A version without its number is the one in force. */
interface Base {
  revision: number;
  program: Program;
}

const same = (a: Program, b: Program): boolean => JSON.stringify(a) === JSON.stringify(b);

class Desk {
  draft = $state.raw<Program>();
  /** Rules in sight: a rule that is typed back to nothing keeps its place until it is removed. */
  open = $state.raw<readonly ProgramRule[]>([]);
  /** A new beginning: fields forget what was typed. */
  turn = $state(0);
  saving = $state(false);
  problem = $state.raw<Problem>();
  /** What the last saving did to points that were there. */
  dated = $state.raw<{ points: number; to: DayView }>();
  /** What the trial says about the draft. */
  trial = $state.raw<Problem>();
  #base = $state.raw<Base>();
  #newest = $state.raw<Base>();
  #unread = $state.raw<readonly string[]>([]);
  #days = $state.raw<ReadonlyMap<number, DayView>>(new Map());
  #shop = '';
  #id = newRequestId();
  #sent = '';

  /** True while something differs from the version it began with. */
  readonly changed = $derived(this.draft !== undefined && this.#base !== undefined && (this.#unread.length > 0 || !same(this.draft, this.#base.program)));
  /** Every field can be read. */
  readonly whole = $derived(this.#unread.length === 0);
  /** Somebody saved another version meanwhile. */
  readonly overtaken = $derived(this.changed && this.#newest !== undefined && this.#base !== undefined && this.#newest.revision !== this.#base.revision);
  /** The fault of the program, wherever it was found. */
  readonly fault = $derived([this.problem, this.trial].find((one) => one?.code === 'program_invalid'));

  /** Another shop is open: its club is another one. */
  enter(shop: string): void {
    if (shop === this.#shop) return;
    this.#shop = shop;
    this.#newest = this.#base = this.draft = this.problem = this.dated = this.trial = undefined;
    this.#unread = [];
  }

  follow(club: ClubView): void {
    const days = new Map(this.#days);
    for (const { sentence } of [club, ...club.versions]) {
      for (const part of sentence) {
        if (part.kind === 'campaign') for (const day of [part.from, part.to]) days.set(day.day, day);
      }
    }
    this.#days = days;
    this.#newest = { revision: club.revision, program: club.program };
    if (!this.changed) this.#begin(this.#newest, club.program);
  }

  day(day: number): DayView | undefined {
    return this.#days.get(day);
  }

  learn(view: DayView): void {
    this.#days = new Map(this.#days).set(view.day, view);
  }

  edit(change: Partial<Program>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
    this.problem = undefined;
    this.dated = undefined;
  }

  /** A field that cannot be read holds the whole back. */
  read(field: string, readable: boolean): void {
    if (readable === !this.#unread.includes(field)) return;
    this.#unread = readable ? this.#unread.filter((one) => one !== field) : [...this.#unread, field];
  }

  add(rule: ProgramRule): void {
    if (!this.draft) return;
    this.open = [...this.open, rule];
    this.edit(RULES[rule].begin(this.draft));
  }

  remove(rule: ProgramRule): void {
    if (!this.draft) return;
    this.open = this.open.filter((one) => one !== rule);
    this.forget(`${rule}.`);
    this.edit(RULES[rule].end(this.draft));
  }

  /** Fields that are gone hold nothing back. */
  forget(start: string): void {
    this.#unread = this.#unread.filter((field) => !field.startsWith(start));
  }

  /** Editing with the content of another version. */
  take(program: Program): void {
    if (this.#newest) this.#begin(this.#newest, program);
  }

  revert(): void {
    if (this.#newest) this.#begin(this.#newest, this.#newest.program);
  }

  /** My changes on top of the newer version. */
  keepMine(): void {
    this.#base = this.#newest;
    this.problem = undefined;
  }

  /** The answer when it was saved, with the request it was saved by. */
  async save(): Promise<{ saved: ProgramSaved; request: string } | undefined> {
    const [program, base] = [this.draft, this.#base];
    if (this.saving || !program || !base || !this.whole) return undefined;
    const sent = JSON.stringify([base.revision, program]);
    // The same content after a failure is the same intent.
    if (sent !== this.#sent) this.#id = newRequestId();
    this.#sent = sent;
    this.saving = true;
    this.problem = undefined;
    try {
      const request = this.#id;
      const saved = await call('save_program', { request_id: request, revision: base.revision, program });
      this.#sent = '';
      this.#begin({ revision: saved.revision, program }, program);
      this.dated = saved.dated_to && saved.dated_points > 0 ? { points: saved.dated_points, to: saved.dated_to } : undefined;
      return { saved, request };
    } catch (cause) {
      this.problem = asProblem(cause);
      return undefined;
    } finally {
      this.saving = false;
    }
  }

  #begin(base: Base, program: Program): void {
    this.#base = base;
    if (!this.#newest || base.revision > this.#newest.revision) this.#newest = base;
    const before = this.draft;
    this.draft = program;
    this.problem = undefined;
    this.#unread = [];
    if (before && same(before, program)) return;
    this.open = plain.filter((rule) => isShown(rule, program));
    this.turn += 1;
  }
}

export const desk = new Desk();
