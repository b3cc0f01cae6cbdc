// Theme and density: shown at once, kept by the core; a failure is said and the shop's own looks come back. What was chosen
// last stays on screen until the shop says the same: an answer that was on its way when it was chosen does not turn it back.
import type { Density, Theme } from '$lib/api';
import { problemText } from '$lib/i18n/t';
import { asProblem } from '$lib/problem';
import { saveSettings } from '$lib/settings';
import { shop } from '$lib/shop.svelte';
import { applyDensity, applyTheme } from '$lib/theme';
import { toast } from '$lib/toast.svelte';

interface Looks {
  theme: Theme;
  density: Density;
}

const chosen: Partial<Looks> = {};

function paint({ theme, density }: Partial<Looks>): void {
  if (theme) applyTheme(theme);
  if (density) applyDensity(density);
}

/** The shop says how it looks. */
export function showLooks(kept: Looks): void {
  if (chosen.theme === kept.theme) delete chosen.theme;
  if (chosen.density === kept.density) delete chosen.density;
  paint({ theme: kept.theme, density: kept.density, ...chosen });
}

async function choose(change: Partial<Looks>): Promise<void> {
  Object.assign(chosen, change);
  paint(change);
  try {
    await saveSettings(change);
  } catch (cause) {
    toast({ text: problemText(asProblem(cause)), tone: 'bad' });
    if (chosen.theme === change.theme) delete chosen.theme;
    if (chosen.density === change.density) delete chosen.density;
    showLooks(shop.status);
  }
}

export const chooseTheme = (theme: Theme): void => void choose({ theme });

export const chooseDensity = (density: Density): void => void choose({ density });
