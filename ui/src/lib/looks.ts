// Theme and density: shown at once, kept by the core; a failure is said and the shop's own looks come back.
import type { Density, Theme } from '$lib/api';
import { problemText } from '$lib/i18n/t';
import { asProblem } from '$lib/problem';
import { saveSettings, type SettingsChange } from '$lib/settings';
import { shop } from '$lib/shop.svelte';
import { applyDensity, applyTheme } from '$lib/theme';
import { toast } from '$lib/toast.svelte';

async function keep(change: SettingsChange): Promise<void> {
  try {
    await saveSettings(change);
  } catch (cause) {
    toast({ text: problemText(asProblem(cause)), tone: 'bad' });
    applyTheme(shop.status.theme);
    applyDensity(shop.status.density);
  }
}

export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  void keep({ theme });
}

export function chooseDensity(density: Density): void {
  applyDensity(density);
  void keep({ density });
}
