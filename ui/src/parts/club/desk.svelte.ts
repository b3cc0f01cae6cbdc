// The program as it is being edited: one draft for the sentence and for the tiers. It survives leaving the screen, the program
// and the machine, and it never lies over a newer version without being told.
import { call, newRequestId, type ClubView, type DayView, type Problem, type Program, type ProgramSaved } from '$lib/api';
import { asProblem } from '$lib/problem';
import { isShown, plain, RULES, type ProgramRule } from './rules';

/** A version without its number is the one in force. */
interface Base {
  revision: number;
  program: Program;
}

/** Long enough for a word, short enough for a crash. */
const KEEP_AFTER_MS = 300;

/** What the file kept; nothing when it can not be read. A rule that is newer than the draft is as it is in force. */
function readKept(body: string | null, newest: Program): { base: Base; program: Program } | undefined {
  try {
    const kept = JSON.parse(body ?? 'null') as { base?: Base; program?: Program } | null;
    if (!kept?.base?.program || !kept.program || typeof kept.base.revision !== 'number') return undefined;
    return { base: { revision: kept.base.revision, program: { ...newest, ...kept.base.program } }, program: { ...newest, ...kept.program } };
  } catch {
    return undefined;
  }
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
  /** What the file has; unknown until it was asked. */
  #kept: string | undefined;
  #asked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

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
    clearTimeout(this.#timer);
    this.#kept = undefined;
    this.#asked = false;
  }

  /** What was being edited when the program ended; true when it is back. Call once the newest version is known. */
  async restore(): Promise<boolean> {
    const [shop, newest] = [this.#shop, this.#newest];
    if (this.#asked || !newest) return false;
    this.#asked = true;
    const { body } = await call('read_program_draft', {}).catch(() => ({ body: null }));
    if (shop !== this.#shop) return false;
    this.#kept = body ?? '';
    const kept = readKept(body, newest.program);
    // Quick hands: what was typed meanwhile is newer.
    if (!kept || this.changed || same(kept.program, newest.program)) {
      this.keep();
      return false;
    }
    this.#begin(kept.base.revision === newest.revision ? newest : kept.base, kept.program);
    return true;
  }

  /** Writes the draft into the shop's file a moment after the last key; one that is no change is forgotten. */
  keep(): void {
    const body = this.changed ? JSON.stringify({ base: this.#base, program: this.draft }) : '';
    if (this.#kept === undefined || body === this.#kept) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(body), KEEP_AFTER_MS);
  }

  #write(body: string): void {
    const before = this.#kept;
    this.#kept = body;
    call('keep_program_draft', { body: body === '' ? null : body }).catch(() => {
      // It still lives as long as the program; the next key tries again.
      this.#kept = before;
    });
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
