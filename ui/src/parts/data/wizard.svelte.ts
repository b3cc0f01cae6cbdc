// One import, from a chosen file to its report. It lives beside the screens: whoever leaves and comes back finds it as it was.
// Nothing is written before `write`; a job that failed or was stopped has left nothing behind.
import { call, newRequestId, type ColumnChoice, type FileToken, type ImportKind, type ImportPreview, type ImportReport, type MoneyUnit, type Problem } from '$lib/api';
import { announce } from '$lib/announce.svelte';
import { t } from '$lib/i18n/t';
import { jobs } from '$lib/jobs.svelte';
import { nav } from '$lib/nav.svelte';
import { asProblem } from '$lib/problem';
import { toast, type ToastTone } from '$lib/toast.svelte';

/** What stopped, for the page that says so. */
export interface Stopped {
  during: 'analyse' | 'import';
  /** None: the person stopped it. */
  problem: Problem | undefined;
}

type Step = 'choose' | 'reading' | 'review' | 'writing' | 'done' | 'stopped';

// Fields that several columns may hold together; any other field moves from its column to the newly chosen one.
const SHARED_FIELDS = ['mobile', 'other_phone', 'group', 'note'];

class Wizard {
  step = $state<Step>('choose');
  file = $state.raw<FileToken>();
  /** The person's choice; none: as recognised. */
  kind = $state<ImportKind>();
  columns = $state.raw<ColumnChoice[]>();
  unit = $state<MoneyUnit>();
  preview = $state.raw<ImportPreview>();
  report = $state.raw<ImportReport>();
  stopped = $state.raw<Stopped>();
  /** A problem beside what is on the page: a file that did not open, a mapping that cannot be. */
  problem = $state.raw<Problem>();
  picking = $state(false);
  /** The review is being done again after a change; the old one stays in sight. */
  refreshing = $state(false);
  #requestId = '';

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
    this.kind = kind;
    this.columns = undefined;
    await this.#analyse();
  }

  async setField(column: number, field: string | null): Promise<void> {
    const now = this.preview?.columns.map((one) => ({ column: one.column, field: one.field })) ?? [];
    this.columns = (this.columns ?? now).map((one) => {
      if (one.column === column) return { column, field };
      const moved = field !== null && one.field === field && !SHARED_FIELDS.includes(field);
      return moved ? { column: one.column, field: null } : one;
    });
    await this.#analyse();
  }

  async setUnit(unit: MoneyUnit): Promise<void> {
    this.unit = unit;
    await this.#analyse();
  }

  async #analyse(): Promise<void> {
    const file = this.file;
    if (!file) return;
    this.problem = undefined;
    this.stopped = undefined;
    this.#requestId = newRequestId();
    if (this.preview) this.refreshing = true;
    else this.step = 'reading';
    try {
      const request = { token: file.token, kind: this.kind ?? null, columns: this.columns ?? null, money_unit: this.unit ?? null };
      await jobs.run('analyse', file.name, () => call('analyse_import', request), (state) => {
        this.refreshing = false;
        if (state.state === 'previewed') {
          this.preview = state.preview;
          this.kind = state.preview.kind;
          this.step = 'review';
          announce(t('data.review_ready'));
        } else if (state.state === 'failed') this.#unread(state.problem);
        else this.#unread(undefined);
      });
    } catch (cause) {
      this.refreshing = false;
      this.#unread(asProblem(cause));
    }
  }

  /** With a review in sight the problem goes beside it, so that the choice can be corrected. */
  #unread(problem: Problem | undefined): void {
    if (this.preview) {
      this.problem = problem;
      this.step = 'review';
    } else this.#stop({ during: 'analyse', problem });
  }

  async write(): Promise<void> {
    const { file, preview } = this;
    if (!file || !preview || this.refreshing || this.problem) return;
    this.step = 'writing';
    try {
      const request = { request_id: this.#requestId, token: file.token, kind: preview.kind, columns: this.columns ?? null, money_unit: this.unit ?? null };
      await jobs.run('import', file.name, () => call('run_import', request), (state) => {
        if (state.state === 'imported') {
          this.report = state.report;
          this.step = 'done';
          this.#tell(t('data.done_file', { name: file.name }), 'good');
        } else this.#stop({ during: 'import', problem: state.state === 'failed' ? state.problem : undefined });
      });
    } catch (cause) {
      this.#stop({ during: 'import', problem: asProblem(cause) });
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
    this.kind = undefined;
    this.columns = undefined;
    this.unit = undefined;
    this.preview = undefined;
    this.report = undefined;
    this.stopped = undefined;
    this.problem = undefined;
    this.refreshing = false;
  }
}

export const wizard = new Wizard();
