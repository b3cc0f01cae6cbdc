// What the sale would be, read in the core while it is typed. The latest question wins; `settled()` waits for its answer, so
// that nothing is ever recorded from figures of an older text.
import { call, type PreviewSale, type Problem, type SaleField, type SalePreview } from '$lib/api';
import { CoreError } from '$lib/host/host';
import { asProblem } from '$lib/problem';

class Preview {
  data = $state.raw<SalePreview>();
  error = $state.raw<Problem>();
  /** Problems of a field that is still to be filled are kept quiet until a person has tried to save. */
  tried = $state(false);
  #ticket = 0;
  #running: Promise<void> = Promise.resolve();

  ask(request: PreviewSale): void {
    const ticket = ++this.#ticket;
    this.#running = call('preview_sale', request).then(
      (answer) => {
        if (ticket !== this.#ticket) return;
        this.data = answer;
        this.error = undefined;
      },
      (cause: unknown) => {
        if (ticket !== this.#ticket) return;
        this.error = asProblem(cause);
      },
    );
  }

  forget(): void {
    this.#ticket += 1;
    this.data = undefined;
    this.error = undefined;
    this.tried = false;
  }

  /** The answer to the latest question; throws what the core refused with. */
  async settled(): Promise<SalePreview> {
    let waited: Promise<void>;
    do {
      waited = this.#running;
      await waited;
    } while (waited !== this.#running);
    if (this.error) throw new CoreError(this.error.code, this.error.params);
    if (!this.data) throw new CoreError('amount_missing', {});
    return this.data;
  }

  problem(field: SaleField): Problem | undefined {
    const found = this.data?.problems.find((each) => each.field === field)?.problem;
    return found && (this.tried || !found.code.endsWith('_missing')) ? found : undefined;
  }
}

export const preview = new Preview();

/** An amount as typed, read by the same rule as the sale itself. */
export async function readAmount(text: string): Promise<{ rial: number; problem: Problem | undefined }> {
  if (text.trim() === '') return { rial: 0, problem: undefined };
  try {
    return { rial: (await call('read_amount', { text })).rial, problem: undefined };
  } catch (cause) {
    return { rial: 0, problem: asProblem(cause) };
  }
}
