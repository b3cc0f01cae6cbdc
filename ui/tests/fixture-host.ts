// A core of make-believe for developing screens and for browser tests. It speaks the same commands, events and errors;
// it lives in tests only. Each file under fixtures/ answers for one screen; the query string chooses what happens:
//   ?scenario=normal|empty|error|slow   error: every question fails · slow: no question is answered
//   &screen=counter|customers|customer|board|data|settings   &id=… for a customer   &theme=light|dark|system
//   &locks=closed|in   a shop with locks: nobody inside yet, or the person of &role=
//   &state=ready|sample|first_run   and whatever else a screen's own fixture reads from `world.query`.
import type { Approval, Commands, Tag } from '../src/lib/api';
import { CoreError, type Host } from '../src/lib/host/host';

export type Scenario = 'normal' | 'empty' | 'error' | 'slow';

export interface World {
  scenario: Scenario;
  query: URLSearchParams;
  /** Throws a failure as the core does. */
  fail(code: string, params?: Record<string, string | number>): never;
  /** Tells the window that a commit touched these. */
  changed(...touched: Tag[]): void;
  emit(event: 'changed' | 'job', payload: unknown): void;
  wait(ms: number): Promise<void>;
  /** How a change is taken back, by its request id. */
  undoable: Map<string, () => void>;
}

type Name = keyof Commands;
export type Handlers = {
  [N in Name]?: (request: Commands[N]['request'], world: World) => Commands[N]['response'] | Promise<Commands[N]['response']>;
};

/** What a fixture file exports: `export default { handlers } satisfies Fixture`. */
export interface Fixture {
  handlers: Handlers;
  /** Before every command: throws when it is refused. */
  guard?: (command: string, approval: Approval | undefined, world: World) => void;
}

// The frame itself must stand in every scenario, or there is no screen to look at.
const ALWAYS: readonly string[] = ['shop_status', 'waiting_files', 'list_staff_to_sign_in', 'sign_in'];
const LATENCY_MS = 12;

const files = import.meta.glob<{ default: Fixture }>('./fixtures/*.ts', { eager: true });
const guards = Object.values(files).flatMap((file) => file.default?.guard ?? []);
const handlers: Record<string, (request: never, world: World) => unknown> = {};
for (const file of Object.values(files)) Object.assign(handlers, file.default?.handlers);

export function fixtureHost(query: URLSearchParams): Host & { world: World; calls: { command: string; payload: unknown; approval?: Approval | undefined }[] } {
  const listeners: Record<'changed' | 'job', Set<(payload: unknown) => void>> = { changed: new Set(), job: new Set() };
  const calls: { command: string; payload: unknown; approval?: Approval | undefined }[] = [];
  let seq = 0;
  const world: World = {
    scenario: (query.get('scenario') ?? 'normal') as Scenario,
    query,
    fail(code, params = {}) {
      throw new CoreError(code, params);
    },
    emit(event, payload) {
      for (const listener of listeners[event]) listener(payload);
    },
    changed(...touched) {
      world.emit('changed', { seq: ++seq, touched });
    },
    undoable: new Map(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
  return {
    world,
    calls,
    async call(command, payload, approval) {
      calls.push(approval ? { command, payload, approval } : { command, payload });
      await world.wait(LATENCY_MS);
      for (const guard of guards) guard(command, approval, world);
      if (!ALWAYS.includes(command)) {
        if (world.scenario === 'slow') await new Promise(() => {});
        if (world.scenario === 'error') world.fail('internal', { detail: command });
      }
      const handler = handlers[command];
      if (!handler) throw new CoreError('internal', { detail: `no fixture answers ${command}` });
      return structuredClone(await handler(payload as never, world));
    },
    listen(event, handler) {
      listeners[event].add(handler);
      return () => listeners[event].delete(handler);
    },
  };
}
