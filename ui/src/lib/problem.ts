// Whatever was thrown, as a problem the catalogue has words for.
import type { Problem } from '$lib/api';
import { CoreError } from '$lib/host/host';

export const asProblem = (cause: unknown): Problem =>
  cause instanceof CoreError ? { code: cause.code, params: cause.params } : { code: 'internal', params: { detail: String(cause) } };
