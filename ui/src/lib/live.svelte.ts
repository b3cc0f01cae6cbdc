// A query that stays true: it runs again when a commit touches a tag it needs.
import { call, needs, type Commands } from '$lib/api';
import type { Changed } from '$lib/api';
import { CoreError, host, type Host } from '$lib/host/host';

// Answers that took the core some counting and still hold. A commit that touches what one was read from ends it, so that who
// comes back to a screen finds it at once, and never an old number.
const KEPT: ReadonlySet<keyof Commands> = new Set<keyof Commands>(['read_board', 'read_door', 'read_settings', 'day_so_far']);
const KEPT_MAX = 32;
// No commit tells that a day has ended.
const KEPT_MS = 120_000;
const kept = new Map<string, { name: keyof Commands; answer: unknown; since: number }>();
let commits = 0;
let watched: Host | undefined;

function watch(): void {
  if (watched === host()) return;
  watched = host();
  kept.clear();
  watched.listen('changed', (payload) => {
    commits += 1;
    const { touched } = payload as Changed;
    // Another person, other rights: nothing that was answered before is theirs.
    if (touched.includes('staff')) kept.clear();
    for (const [question, { name }] of kept) if (needs[name].some((tag) => touched.includes(tag))) kept.delete(question);
  });
}

async function ask<Name extends keyof Commands>(name: Name, question: string, payload: Commands[Name]['request']): Promise<Commands[Name]['response']> {
  const before = commits;
  const answer = await call(name, payload, { quiet: true });
  // What was committed meanwhile may or may not be in the answer.
  if (KEPT.has(name) && before === commits) {
    kept.delete(question);
    kept.set(question, { name, answer, since: performance.now() });
    const oldest = kept.keys().next();
    if (kept.size > KEPT_MAX && !oldest.done) kept.delete(oldest.value);
  }
  return answer;
}

export interface Live<T> {
  readonly data: T | undefined;
  readonly error: CoreError | undefined;
  /** True until the first answer. */
  readonly loading: boolean;
  /** True while a newer answer is on its way; the old one stays on screen. */
  readonly refreshing: boolean;
  retry(): void;
}

/**
 * Runs `name` with the request that `request()` gives (it may read state: a change runs the query again; `null` pauses it).
 * Must be called while a component is being set up.
 */
export function live<Name extends keyof Commands>(
  name: Name,
  request: () => Commands[Name]['request'] | null,
): Live<Commands[Name]['response']> {
  let data = $state.raw<Commands[Name]['response']>();
  let error = $state.raw<CoreError>();
  let refreshing = $state(false);
  let version = $state(0);
  let latest = 0;
  watch();

  $effect(() =>
    host().listen('changed', (payload) => {
      const { touched } = payload as Changed;
      if (needs[name].some((tag) => touched.includes(tag))) version += 1;
    }),
  );

  $effect(() => {
    void version;
    const payload = request();
    if (payload === null) return;
    const ticket = ++latest;
    const question = `${name} ${JSON.stringify(payload)}`;
    const held = kept.get(question);
    if (held && performance.now() - held.since < KEPT_MS) {
      data = held.answer as Commands[Name]['response'];
      error = undefined;
      refreshing = false;
      return;
    }
    refreshing = true;
    ask(name, question, payload).then(
      (answer) => {
        if (ticket !== latest) return;
        data = answer;
        error = undefined;
        refreshing = false;
      },
      (cause: unknown) => {
        if (ticket !== latest) return;
        refreshing = false;
        // What was known stays behind the lock; it is asked again when the door opens.
        if (cause instanceof CoreError && cause.code === 'locked') return;
        error = cause instanceof CoreError ? cause : new CoreError('internal', { detail: String(cause) });
      },
    );
  });

  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get loading() {
      return data === undefined && error === undefined;
    },
    get refreshing() {
      return refreshing;
    },
    retry() {
      kept.clear();
      version += 1;
    },
  };
}
