// The person's own signs keep the shop open; questions that the window asks by itself do not.
import { call } from '$lib/api';
import { problemText } from '$lib/i18n/t';
import { asProblem } from '$lib/problem';
import { shop } from '$lib/shop.svelte';
import { toast } from '$lib/toast.svelte';

/** The core counts minutes; telling it more often is of no use. */
const TELL_EVERY_MS = 20_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Listens for the life of the window; returns the way to stop. */
export function attend(): () => void {
  let told = -TELL_EVERY_MS;
  const sign = (event: Event) => {
    if (shop.locked || !shop.known?.locks || event.timeStamp - told < TELL_EVERY_MS) return;
    told = event.timeStamp;
    // Refused only by a lock that just closed; the frame hears of that by itself.
    call('report_activity', {}, { quiet: true }).catch(() => {});
  };
  for (const name of SIGNS) addEventListener(name, sign, { capture: true, passive: true });
  return () => {
    for (const name of SIGNS) removeEventListener(name, sign, { capture: true });
  };
}

/** Whether there is anything to lock. */
export const canLock = (): boolean => shop.known?.locks === true && !shop.locked;

export async function lockNow(): Promise<void> {
  try {
    await call('lock', {});
    shop.refresh();
  } catch (cause) {
    toast({ text: problemText(asProblem(cause)), tone: 'bad' });
  }
}
