import { host } from '$lib/host/host';
import type { Commands } from './generated';

export type * from './generated';
export { needs } from './generated';

/** Calls one command of the core; rejects with a CoreError. */
export function call<Name extends keyof Commands>(
  name: Name,
  request: Commands[Name]['request'],
): Promise<Commands[Name]['response']> {
  return host().call(name, request) as Promise<Commands[Name]['response']>;
}

/** Minted once for each intent of a person: sending it twice is a no-op in the core. */
export const newRequestId = (): string => crypto.randomUUID();
