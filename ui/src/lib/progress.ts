// How far a job is as a whole, and how long it may still take. Reading, checking and writing weigh the same:
// each goes once over the rows.
import type { JobPhase, JobState } from '$lib/api';
import type { JobKind } from '$lib/jobs.svelte';

export type Running = Extract<JobState, { state: 'running' }>;

export const PHASES: Record<JobKind, readonly JobPhase[]> = {
  analyse: ['reading', 'checking'],
  import: ['reading', 'checking', 'writing', 'counting'],
  sample: ['writing'],
  duplicates: ['reading'],
};

// Counting is a moment at the end, without rows of its own.
const weighed = (kind: JobKind) => PHASES[kind].filter((phase) => phase !== 'counting');

/** 0…1 of the whole; undefined while nothing is known. */
export function wholePart(kind: JobKind, state: Running): number | undefined {
  if (state.phase === 'counting') return 1;
  const phases = weighed(kind);
  const place = Math.max(0, phases.indexOf(state.phase));
  if (!state.total) return place === 0 ? undefined : place / phases.length;
  return (place + Math.min(1, state.done / state.total)) / phases.length;
}

const SURE_FROM_PART = 0.08;
const SURE_FROM_MS = 1_200;

/** Undefined until it is more than a guess. */
export function leftMs(part: number | undefined, elapsedMs: number): number | undefined {
  if (part === undefined || part < SURE_FROM_PART || elapsedMs < SURE_FROM_MS || part >= 1) return undefined;
  return (elapsedMs * (1 - part)) / part;
}
