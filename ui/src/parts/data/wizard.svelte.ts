// One import, from a chosen file to its report. It lives beside the screens: whoever leaves and comes back finds it as it was.
// Nothing is written before `write`; a job that failed or was stopped has left nothing behind.
import { call, newRequestId, type FileToken, type ImportKind, type ImportPreview, type ImportReport, type JobState, type JobView, type MoneyUnit, type Problem } from '$lib/api';
import { announce } from '$lib/announce.svelte';
import { t } from '$lib/i18n/t';
import { jobs } from '$lib/jobs.svelte';
import { nav } from '$lib/nav.svelte';
import { asProblem } from '$lib/problem';
import { toast, type ToastTone } from '$lib/toast.svelte';
import { chosenInstead, pointsExpiry, withChoices, type Choices, type PointsEnd } from './choices';
import { fieldName } from './words';

/** What stopped, for the page that says so. */
export interface Stopped {
  during: 'analyse' | 'import';
  /** None: the person stopped it. */
  problem: Problem | undefined;
}

type Step = 'choose' | 'reading' | 'review' | 'writing' | 'done' | 'stopped';

const NO_CHOICES: Choices = { kind: null, columns: [], unit: null, firstRowIsData: null };

class Wizard {
  step = $state<Step>('choose');
  file = $state.raw<FileToken>();
  /** What the person chose; whatever is open is as recognised. */
  choices = $state.raw<Choices>(NO_CHOICES);
  /** Not part of the review: no row is read differently for it. */
  pointsEnd = $state<PointsEnd>('program');
  preview = $state.raw<ImportPreview>();
  report = $state.raw<ImportReport>();
  stopped = $state.raw<Stopped>();
  /** A problem beside what is on the page: a file that did not open, a mapping that cannot be. */
  problem = $state.raw<Problem>();
  picking = $state(false);
  /** The review is being done again after a change; the old one stays in sight. */
  refreshing = $state(false);
  #requestId = '';
  /** The choices that the review in sight was made with. */
  #reviewed: Choices = NO_CHOICES;
  /** A choice came while the review of the one before was under way. */
  #stale = false;

  /** The columns as the person wants them; the review of them may still be under way. */
  get columns() {
    return this.preview ? withChoices(this.preview, this.choices) : [];
  }

  get kind(): ImportKind | null {
    return this.choices.kind ?? this.preview?.kind ?? null;
  }

  get unit(): MoneyUnit {
    return this.choices.unit ?? this.preview?.money_unit ?? 'rial';
  }

  get firstRowIsData(): boolean {
    return this.choices.firstRowIsData ?? this.preview?.first_row_is_data ?? false;
  }

  /** The review goes on where it was left. */
  get canResume(): boolean {
    return this.step === 'choose' && this.preview !== undefined;
  }

  async pick(): Promise<void> {
    if (this.picking) return;
    this.picking = true;
    this.problem = undefined;
    try {
      const { file } = await call('pick_import_file', {});
      if (file) await this.begin(file);
    } catch (cause) {
      this.problem = asProblem(cause);
    } finally {
      this.picking = false;
    }
  }

  async begin(file: FileToken): Promise<void> {
    this.reset();
    this.file = file;
    await this.#analyse();
  }

  async setKind(kind: ImportKind): Promise<void> {
    // Columns of people mean nothing among sales, and the other way round.
    const keeps = this.kind !== null && kind !== 'customers' && this.kind !== 'customers';
    await this.#choose({ kind, columns: keeps ? this.choices.columns : [] });
  }

  async setField(column: number, field: string | null): Promise<void> {
    await this.#choose({ columns: chosenInstead(this.columns, this.choices.columns, column, field) });
  }

  async setUnit(unit: MoneyUnit): Promise<void> {
    await this.#choose({ unit });
  }

  async setFirstRowIsData(firstRowIsData: boolean): Promise<void> {
    await this.#choose({ firstRowIsData });
  }

  /** A choice shows at once; a review of an older one is given up for it. */
  async #choose(change: Partial<Choices>): Promise<void> {
    this.choices = { ...this.choices, ...change };
    if (this.refreshing) {
      this.#stale = true;
      await jobs.cancel();
    } else await this.#analyse();
  }

  async #analyse(): Promise<void> {
    const file = this.file;
    if (!file) return;
    this.problem = undefined;
    this.stopped = undefined;
    this.#requestId = newRequestId();
    if (this.preview) this.refreshing = true;
    else this.step = 'reading';
    const choices = this.choices;
    try {
      const request = { token: file.token, kind: choices.kind, columns: [...choices.columns], money_unit: choices.unit, first_row_is_data: choices.firstRowIsData };
      await jobs.run('analyse', file.name, () => call('analyse_import', request), (state) => this.#analysed(choices, state));
    } catch (cause) {
      this.refreshing = false;
      this.#stale = false;
      this.#unread(asProblem(cause));
    }
  }

  #analysed(choices: Choices, state: JobState): void {
    this.refreshing = false;
    if (this.#stale) {
      this.#stale = false;
      void this.#analyse();
    } else if (state.state === 'previewed') {
      this.preview = state.preview;
      this.#reviewed = choices;
      this.step = 'review';
      announce(t('data.review_ready'));
    } else if (state.state === 'failed') this.#unread(state.problem);
    else {
      // Given up by the person: what is in sight is what was reviewed.
      this.choices = this.#reviewed;
      this.#unread(undefined);
    }
  }

  /** With a review in sight the problem goes beside it, so that the choice can be corrected. */
  #unread(problem: Problem | undefined): void {
    if (this.preview) {
      this.problem = problem;
      this.step = 'review';
    } else this.#stop({ during: 'analyse', problem });
  }

  /** Exactly what was reviewed is written. */
  async write(): Promise<void> {
    const { file, preview } = this;
    if (!file || !preview?.kind || this.blocked) return;
    this.step = 'writing';
    const columns = preview.columns.map(({ column, field }) => ({ column, field }));
    const request = { request_id: this.#requestId, token: file.token, kind: preview.kind, columns, money_unit: preview.money_unit, first_row_is_data: preview.first_row_is_data, points_expiry: pointsExpiry(this.pointsEnd) };
    try {
      await jobs.run('import', file.name, () => call('run_import', request), (state) => this.#written(state));
    } catch (cause) {
      this.#stop({ during: 'import', problem: asProblem(cause) });
    }
  }

  #written(state: JobState): void {
    if (state.state === 'imported') {
      this.report = state.report;
      this.step = 'done';
      this.#tell(t('data.done_file', { name: this.file?.name ?? '' }), 'good');
    } else this.#stop({ during: 'import', problem: state.state === 'failed' ? state.problem : undefined });
  }

  /** Why the file cannot be written yet, in words for the person. */
  get blocked(): string | undefined {
    const preview = this.preview;
    if (!preview) return t('data.why_not_kind');
    if (this.problem) return t('data.why_not_problem');
    if (this.refreshing) return t('data.why_not_refreshing');
    if (preview.kind === null) return t('data.why_not_kind');
    const twice = preview.twice[0];
    if (twice !== undefined) return t('data.why_not_twice', { field: fieldName(twice) });
    const missing = preview.missing[0];
    return missing && t('data.why_not_missing', { field: missing.one_of.map(fieldName).join(t('data.missing_or')) });
  }

  /** The window was loaded anew while the core worked on: its job is taken up, or the review it left. */
  recover(view: JobView): void {
    const { file, state, work } = view;
    if (!file || this.step !== 'choose' || this.file) return;
    if (state.state === 'previewed') {
      this.file = file;
      this.preview = state.preview;
      this.#requestId = newRequestId();
    } else if (state.state === 'running') {
      this.file = file;
      this.step = work === 'import' ? 'writing' : 'reading';
      void jobs.adopt(view, file.name, (ended) => (work === 'import' ? this.#written(ended) : this.#analysed(NO_CHOICES, ended)));
    }
  }

  #stop(stopped: Stopped): void {
    this.stopped = stopped;
    this.step = 'stopped';
    this.#tell(stopped.problem ? t('data.stopped_file', { name: this.file?.name ?? '' }) : t('data.cancelled'), stopped.problem ? 'bad' : 'info');
  }

  /** On its own page the end is plain to see; elsewhere it is said in passing. */
  #tell(words: string, tone: ToastTone): void {
    if (nav.here.screen === 'data') announce(words);
    else toast({ text: words, tone });
  }

  async again(): Promise<void> {
    if (this.stopped?.during === 'import' && this.preview) {
      this.stopped = undefined;
      this.step = 'review';
    } else await this.#analyse();
  }

  /** To the list of files; the review waits. */
  stepBack(): void {
    this.step = 'choose';
  }

  resume(): void {
    if (this.preview) this.step = 'review';
  }

  reset(): void {
    this.step = 'choose';
    this.file = undefined;
    this.choices = NO_CHOICES;
    this.#reviewed = NO_CHOICES;
    this.#stale = false;
    this.pointsEnd = 'program';
    this.preview = undefined;
    this.report = undefined;
    this.stopped = undefined;
    this.problem = undefined;
    this.refreshing = false;
  }
}

export const wizard = new Wizard();
