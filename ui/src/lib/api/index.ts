import { CoreError, host } from '$lib/host/host';
import type { Approval, Commands } from './generated';

export type * from './generated';
export { needs } from './generated';

type Ask = (approval: Approval) => Promise<unknown>;

/** What the frame does when the core says no; set once by the frame. */
export interface Doorkeeper {
  /** The person at the machine may not: lets somebody who may stand behind it, or rejects. */
  forbidden(command: string, refusal: CoreError, ask: Ask): Promise<unknown>;
  /** Nobody is signed in (any more). */
  locked(): void;
}

let doorkeeper: Doorkeeper | undefined;

export function useDoorkeeper(keeper: Doorkeeper): void {
  doorkeeper = keeper;
}

/** Calls one command of the core; rejects with a CoreError. `quiet`: a refusal is not offered to somebody who may. */
export async function call<Name extends keyof Commands>(
  name: Name,
  request: Commands[Name]['request'],
  { quiet = false }: { quiet?: boolean } = {},
): Promise<Commands[Name]['response']> {
  type Answer = Commands[Name]['response'];
  try {
    return (await host().call(name, request)) as Answer;
  } catch (cause) {
    if (!(cause instanceof CoreError) || !doorkeeper) throw cause;
    if (cause.code === 'locked') doorkeeper.locked();
    if (cause.code !== 'forbidden' || quiet) throw cause;
    return (await doorkeeper.forbidden(name, cause, (approval) => host().call(name, request, approval))) as Answer;
  }
}

/** Minted once for each intent of a person: sending it twice is a no-op in the core. */
export const newRequestId = (): string => crypto.randomUUID();
