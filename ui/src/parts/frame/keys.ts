// Keys that work on every screen. A screen that used a key itself has prevented its default: then the frame keeps still.
import { nav, type Place } from '$lib/nav.svelte';
import { canLock, lockNow } from '$parts/door/activity.svelte';
import { shop } from '$lib/shop.svelte';
import { toasts } from '$lib/toast.svelte';
import { palette } from './palette.svelte';
import { may } from './rights';

const PLACES: Record<string, Place> = {
  F2: { screen: 'counter' },
  F3: { screen: 'customers' },
  F9: { screen: 'board' },
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/** The key itself, whatever the keyboard layout writes with it. */
const isCommand = (event: KeyboardEvent, code: string): boolean =>
  event.code === code && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;

export function onFrameKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  if (isCommand(event, 'KeyK')) {
    event.preventDefault();
    palette.toggle();
    return;
  }
  // Locking needs no free hands: it works over an open dialog too.
  if (isCommand(event, 'KeyL') && canLock()) {
    event.preventDefault();
    palette.hide();
    void lockNow();
    return;
  }
  if (palette.open) return;
  if (isCommand(event, 'KeyZ') && !isTyping(event.target)) {
    if (toasts.undo()) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const place = PLACES[event.key];
  if (place) {
    event.preventDefault();
    if (may(place.screen, shop.status.staff?.role)) nav.go(place);
    return;
  }
  if (event.key === 'Escape') {
    // Last of all listeners, wherever the others sit: a list, a dialog or the screen itself may have taken the step.
    setTimeout(() => {
      if (!event.defaultPrevented) nav.back();
    });
  }
}
