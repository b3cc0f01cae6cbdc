// Light, dark or as the system; density. Colours change at once: half-way colours fail contrast.
import type { Density, Theme } from '$lib/api';

declare global {
  /** Left by the shell before the page loads; looks.js has already painted it. */
  var bazgashtLooks: { theme: Theme; density: Density } | undefined;
}

const DARK = '(prefers-color-scheme: dark)';
let chosen: Theme = globalThis.bazgashtLooks?.theme ?? 'system';

function paint(): void {
  const root = document.documentElement;
  const theme = chosen === 'system' ? (matchMedia(DARK).matches ? 'dark' : 'light') : chosen;
  if (root.dataset['theme'] === theme) return;
  root.dataset['switching'] = '';
  root.dataset['theme'] = theme;
  // Two frames: the first paints the new colours without transitions, the second lets them back.
  requestAnimationFrame(() => requestAnimationFrame(() => delete root.dataset['switching']));
}

export function applyTheme(theme: Theme): void {
  chosen = theme;
  paint();
}

export function applyDensity(density: Density): void {
  document.documentElement.dataset['density'] = density;
}

/** Keeps following the system; call once at start. */
export function followSystem(): void {
  matchMedia(DARK).addEventListener('change', paint);
  paint();
}
