// One change of the staff: busy, failed, done. The same change after a failure is the same intent.
import { newRequestId, type Problem } from '$lib/api';
import { asProblem } from '$lib/problem';

export class StaffChange {
  saving = $state(false);
  problem = $state.raw<Problem>();
  #id = newRequestId();
  #sent = '';

  /** The request id of the change when it was made. What is sent must not hold a secret. */
  async make(sent: unknown, send: (requestId: string) => Promise<unknown>): Promise<string | undefined> {
    if (this.saving) return undefined;
    const words = JSON.stringify(sent);
    if (words !== this.#sent) this.#id = newRequestId();
    this.#sent = words;
    this.saving = true;
    this.problem = undefined;
    try {
      await send(this.#id);
      const made = this.#id;
      this.#sent = '';
      return made;
    } catch (cause) {
      this.problem = asProblem(cause);
      // A refused secret was never kept: another one is another intent.
      if (this.problem.code.startsWith('secret_')) this.#sent = '';
      return undefined;
    } finally {
      this.saving = false;
    }
  }
}
