// The chart library cannot read CSS variables: it is handed the tokens' present values, again after every change of theme.

const NAMES = ['chart-1', 'chart-2', 'chart-ink', 'chart-mute', 'grid', 'surface', 'text', 'text-2', 'text-3', 'line-2', 'hover'] as const;
export type Ink = (typeof NAMES)[number];
export type Inks = Record<Ink, string> & { font: string; textPx: number };

export function readInks(): Inks {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  const colours = Object.fromEntries(NAMES.map((name) => [name, read(`--c-${name}`)])) as Record<Ink, string>;
  const rootPx = Number.parseFloat(style.fontSize) || 16;
  return { ...colours, font: read('--font'), textPx: Number.parseFloat(read('--fs-xs')) * rootPx || 12 };
}

/** Calls `changed` when the theme is switched; returns the way to stop. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
