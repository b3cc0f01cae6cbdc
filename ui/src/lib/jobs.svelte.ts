// Long work in the core: import, review of a file, the sample shop. It goes on while a person is on another screen;
// whoever comes back finds it here. One at a time: the core has one writer.
import { call, type JobProgress, type JobState, type JobView, type JobWork } from '$lib/api';
import { host } from '$lib/host/host';

export type JobKind = JobWork;
type Running = Extract<JobState, { state: 'running' }>;

export interface Job {
  id: string;
  kind: JobKind;
  /** What it is about, for the rail: the name of the file. */
  subject: string;
  state: JobState;
  cancelling: boolean;
}

type Ended = (state: JobState) => void;

const START: Running = { state: 'running', phase: 'reading', done: 0, total: null, elapsed_ms: 0 };

class Jobs {
  current = $state<Job>();
  #ended: Ended | undefined;
  // Progress can overtake the answer that tells the id.
  #early = new Map<string, JobState>();

  /** Listens for the life of the window. */
  connect(): () => void {
    return host().listen('job', (payload) => {
      const { job, state } = payload as JobProgress;
      if (this.current?.id === job) this.#take(state);
      else this.#early.set(job, state);
    });
  }

  get running(): Running | undefined {
    const state = this.current?.state;
    return state?.state === 'running' ? state : undefined;
  }

  /** `start` asks the core; `ended` hears the last state once. Rejects when the core refuses to start. */
  async run(kind: JobKind, subject: string, start: () => Promise<{ job: string }>, ended: Ended): Promise<void> {
    this.#early.clear();
    const { job } = await start();
    this.#ended = ended;
    this.current = { id: job, kind, subject, state: START, cancelling: false };
    await this.#catchUp(job);
  }

  /** Takes up a job that began before this window was loaded. */
  async adopt(view: JobView, subject: string, ended: Ended): Promise<void> {
    this.#ended = ended;
    this.current = { id: view.job, kind: view.work, subject, state: view.state, cancelling: false };
    await this.#catchUp(view.job);
  }

  async #catchUp(job: string): Promise<void> {
    const early = this.#early.get(job);
    if (early) {
      this.#take(early);
      return;
    }
    // A short job may have ended before anybody listened.
    const told = this.current?.state;
    const view = await call('job_status', { job }).catch(() => undefined);
    if (view && this.current?.id === job && this.current.state === told) this.#take(view.state);
  }

  async cancel(): Promise<void> {
    const job = this.current;
    if (!job || !this.running || job.cancelling) return;
    job.cancelling = true;
    // A job that just ended cannot be stopped any more; its own last state is on the way.
    await call('cancel_job', { job: job.id }).catch(() => (job.cancelling = false));
  }

  #take(state: JobState): void {
    if (!this.current) return;
    this.current.state = state;
    if (state.state === 'running') return;
    const ended = this.#ended;
    this.#ended = undefined;
    this.current = undefined;
    ended?.(state);
  }
}

export const jobs = new Jobs();
