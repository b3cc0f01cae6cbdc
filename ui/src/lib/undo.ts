// Taking a change back: the core knows how, and refuses when something came after it.
import { call, newRequestId } from '$lib/api';

/** `of`: the request id of the change. Trying again is the same intent. */
export function undoOf(of: string): () => Promise<void> {
  const requestId = newRequestId();
  return () => call('undo_change', { request_id: requestId, of }).then(() => undefined);
}
