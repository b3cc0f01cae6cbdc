// The one door to the core. Today the desktop shell; later counters over the local network; in browser tests a fixture.

import type { Approval } from '$lib/api/generated';

/** A coded failure from the core; the words are in the catalogue. */
export class CoreError extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number>,
  ) {
    super(code);
  }
}

export interface Host {
  /** Rejects with a CoreError. */
  call(command: string, payload: unknown, approval?: Approval): Promise<unknown>;
  /** Returns the way to stop listening. */
  listen(event: 'changed' | 'job', handler: (payload: unknown) => void): () => void;
}

let current: Host | undefined;

export function useHost(host: Host): void {
  current = host;
}

export function host(): Host {
  if (!current) throw new CoreError('no_host', {});
  return current;
}
