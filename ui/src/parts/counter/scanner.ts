// A barcode scanner is a very fast keyboard: at least four characters, at most 100 ms apart, ended with Enter. It works
// wherever the focus is and gives back the text of the field that it typed over.

const GAP_MS = 100;
const LENGTH_MIN = 4;
/** Faster than any hand: certainly a scanner, even inside an amount. */
const GAP_MS_CERTAIN = 35;

export interface Scanned {
  code: string;
  /** False when a quick hand could have typed it as well. */
  certain: boolean;
  /** The field that the characters fell into, when there is one. */
  field: HTMLInputElement | HTMLTextAreaElement | null;
  /** Its text before the scan. */
  before: string;
  /** Puts the field back as it was before the scan, unless it has been typed in since. */
  putBack: () => void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

const editable = (target: EventTarget | null): Field | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null;

/** The character of the printed key, so that a Persian keyboard layout does not garble a Latin code. */
function character(event: KeyboardEvent): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
  if (digit?.[1] && !event.shiftKey) return digit[1];
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter?.[1]) return event.shiftKey ? letter[1] : letter[1].toLowerCase();
  return event.key;
}

/** Sets a field's text as a person would have, so that whoever listens to it notices. */
function write(field: Field, text: string, caret: number): void {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.setSelectionRange(caret, caret);
}

/**
 * Watches keys before anybody else does. `take` is asked when a burst ends with Enter; when it says true, the Enter is
 * swallowed. Keys that would fall beside every field go to `home()`. Returns the way to stop.
 */
export function watchScanner(home: () => Field | undefined, take: (scan: Scanned) => boolean): () => void {
  let code = '';
  let lastMs = 0;
  let slowestMs = 0;
  let field: Field | null = null;
  let before = '';
  let caret = 0;

  const begin = (target: Field | null) => {
    code = '';
    slowestMs = 0;
    field = target;
    before = field?.value ?? '';
    caret = field?.selectionEnd ?? before.length;
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const gap = event.timeStamp - lastMs;
    if (event.key === 'Enter') {
      const burst = code.length >= LENGTH_MIN && gap <= GAP_MS;
      const [into, text, place, after] = [field, before, caret, field?.value ?? ''];
      const scan: Scanned = {
        code,
        certain: Math.max(slowestMs, gap) <= GAP_MS_CERTAIN,
        field: into,
        before: text,
        putBack: () => {
          if (into && into.value === after) write(into, text, place);
        },
      };
      code = '';
      if (burst && take(scan)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      return;
    }
    if (event.key.length !== 1 || event.repeat) {
      if (event.key !== 'Shift') code = '';
      return;
    }
    let target = editable(event.target);
    if (event.target === document.body) {
      target = home() ?? null;
      target?.focus();
    }
    if (code === '' || gap > GAP_MS || target !== field) begin(target);
    else slowestMs = Math.max(slowestMs, gap);
    code += character(event);
    lastMs = event.timeStamp;
  };

  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}
