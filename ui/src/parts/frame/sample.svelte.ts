// The sample shop: opened to learn, removed in one click.
import { call, type JobState, type JobView, type Problem } from '$lib/api';
import { t } from '$lib/i18n/t';
import { jobs } from '$lib/jobs.svelte';
import { nav } from '$lib/nav.svelte';
import { asProblem } from '$lib/problem';
import { shop } from '$lib/shop.svelte';
import { toast } from '$lib/toast.svelte';

class Sample {
  removing = $state(false);
  opening = $state(false);
  error = $state.raw<Problem>();

  async open(): Promise<void> {
    if (this.opening || jobs.current) return;
    this.opening = true;
    this.error = undefined;
    try {
      await jobs.run('sample', t('frame.job_sample'), () => call('open_sample', { size: 'learning' }), (state) => this.#opened(state));
    } catch (cause) {
      this.opening = false;
      this.error = asProblem(cause);
    }
  }

  /** The window was loaded anew while the sample was being made. */
  recover(view: JobView): void {
    if (this.opening || view.state.state !== 'running') return;
    this.opening = true;
    void jobs.adopt(view, t('frame.job_sample'), (state) => this.#opened(state));
  }

  #opened(state: JobState): void {
    this.opening = false;
    if (state.state === 'failed') this.error = state.problem;
    if (state.state === 'sample_ready') {
      nav.restart();
      shop.refresh();
    }
  }

  async remove(): Promise<void> {
    if (this.removing) return;
    this.removing = true;
    this.error = undefined;
    try {
      await call('remove_sample', {});
      nav.restart();
      shop.refresh();
      toast({ text: t('frame.sample_removed') });
    } catch (cause) {
      this.error = asProblem(cause);
    } finally {
      this.removing = false;
    }
  }
}

export const sample = new Sample();
