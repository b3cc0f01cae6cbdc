// A window that is loaded anew takes up what the core is doing, or shows where it was.
import { call } from '$lib/api';
import { sample } from '$parts/frame/sample.svelte';
import { wizard } from './wizard.svelte';

/** Once, when the window starts. Without an answer there is nothing to take up. */
export async function recoverJob(): Promise<void> {
  const { job } = await call('latest_job', {}, { quiet: true }).catch(() => ({ job: null }));
  if (!job) return;
  if (job.work === 'sample') sample.recover(job);
  else wizard.recover(job);
}
