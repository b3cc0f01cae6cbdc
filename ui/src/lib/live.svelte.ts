// A query that stays true: it runs again when a commit touches a tag it needs.
import { call, needs, type Commands } from '$lib/api';
import type { Changed } from '$lib/api';
import { CoreError, host } from '$lib/host/host';

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
    refreshing = true;
    call(name, payload).then(
      (answer) => {
        if (ticket !== latest) return;
        data = answer;
        error = undefined;
        refreshing = false;
      },
      (cause: unknown) => {
        if (ticket !== latest) return;
        error = cause instanceof CoreError ? cause : new CoreError('internal', { detail: String(cause) });
        refreshing = false;
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
      version += 1;
    },
  };
}
