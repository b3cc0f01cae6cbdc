// What a screen reader hears without losing its place. One polite region, shown by the frame.

class Announcer {
  text = $state('');
  #last = 0;

  say(sentence: string): void {
    // The same sentence twice must be heard twice: an empty moment in between.
    const turn = ++this.#last;
    this.text = '';
    requestAnimationFrame(() => {
      if (turn === this.#last) this.text = sentence;
    });
  }
}

export const announcer = new Announcer();
export const announce = (sentence: string): void => announcer.say(sentence);
