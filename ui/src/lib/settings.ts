// Changing settings: only what is given changes.
import { call, newRequestId, type SaveSettings } from '$lib/api';
import { shop } from '$lib/shop.svelte';

export type SettingsChange = Partial<Omit<SaveSettings, 'request_id'>>;

const NO_CHANGE: Omit<SaveSettings, 'request_id'> = {
  shop_name: null,
  money_unit: null,
  theme: null,
  density: null,
  program: null,
  window_days: null,
  auto_lock_minutes: null,
};

/** `requestId`: given by who may send the same intent again. */
export async function saveSettings(change: SettingsChange, requestId: string = newRequestId()): Promise<void> {
  await call('save_settings', { ...NO_CHANGE, ...change, request_id: requestId });
  shop.refresh();
}
