// Which number has just changed on its own: the same question, another answer. Marked for a moment, without movement.
const MARK_MS = 2_400;

/**
 * `question` is what was asked, `answer` what is printed. True for a while after the answer changed under the same question.
 * Must be called while a component is being set up.
 */
export function fresh(question: () => string, answer: () => string): { readonly marked: boolean } {
  let marked = $state(false);
  let asked: string | undefined;
  let answered: string | undefined;

  $effect(() => {
    const [now, text] = [question(), answer()];
    const changed = now === asked && text !== answered;
    asked = now;
    answered = text;
    marked = changed;
    if (!changed) return;
    const timer = setTimeout(() => (marked = false), MARK_MS);
    return () => clearTimeout(timer);
  });

  return {
    get marked() {
      return marked;
    },
  };
}
