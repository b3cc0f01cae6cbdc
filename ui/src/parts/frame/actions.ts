// What can be done from anywhere, for the palette: only what this person may do and what makes sense now.

import Award from '@lucide/svelte/icons/award';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import LockKeyhole from '@lucide/svelte/icons/lock-keyhole';
import Banknote from '@lucide/svelte/icons/banknote';
import HandCoins from '@lucide/svelte/icons/hand-coins';
import Moon from '@lucide/svelte/icons/moon';
import Monitor from '@lucide/svelte/icons/monitor';
import Package from '@lucide/svelte/icons/package';
import PackagePlus from '@lucide/svelte/icons/package-plus';
import ScanBarcode from '@lucide/svelte/icons/scan-barcode';
import Rows3 from '@lucide/svelte/icons/rows-3';
import Coins from '@lucide/svelte/icons/coins';
import Gift from '@lucide/svelte/icons/gift';
import Medal from '@lucide/svelte/icons/medal';
import Group from '@lucide/svelte/icons/group';
import Settings from '@lucide/svelte/icons/settings';
import Store from '@lucide/svelte/icons/store';
import Sun from '@lucide/svelte/icons/sun';
import Ticket from '@lucide/svelte/icons/ticket';
import Truck from '@lucide/svelte/icons/truck';
import Upload from '@lucide/svelte/icons/upload';
import UserPlus from '@lucide/svelte/icons/user-plus';
import Users from '@lucide/svelte/icons/users';
import type { Density, Theme } from '$lib/api';
import { t, type Key } from '$lib/i18n/t';
import { chooseDensity, chooseTheme } from '$lib/looks';
import { nav, type Place } from '$lib/nav.svelte';
import { shop } from '$lib/shop.svelte';
import { canLock, lockNow } from '$parts/door/activity.svelte';
import { may } from './rights';
import { sample } from './sample.svelte';

export interface Action {
  id: string;
  words: string;
  Icon: typeof Users;
  keys?: string;
  run: () => void;
}

const GOES: readonly { place: Place; key: Key; Icon: typeof Users; keys?: string }[] = [
  { place: { screen: 'counter' }, key: 'frame.action_counter', Icon: ScanBarcode, keys: 'F2' },
  { place: { screen: 'customers' }, key: 'frame.action_customers', Icon: Users, keys: 'F3' },
  { place: { screen: 'customers', create: true }, key: 'frame.action_new_customer', Icon: UserPlus },
  { place: { screen: 'products' }, key: 'frame.action_products', Icon: Package },
  { place: { screen: 'products', create: true }, key: 'frame.action_new_product', Icon: PackagePlus },
  { place: { screen: 'till', tab: 'close' }, key: 'frame.action_close_day', Icon: Banknote },
  { place: { screen: 'till', tab: 'credit' }, key: 'frame.action_credit', Icon: HandCoins },
  { place: { screen: 'till', tab: 'delivery' }, key: 'frame.action_delivery', Icon: Truck },
  { place: { screen: 'club', tab: 'program' }, key: 'frame.action_club', Icon: Award },
  { place: { screen: 'club', tab: 'tiers' }, key: 'frame.action_tiers', Icon: Medal },
  { place: { screen: 'club', tab: 'rewards' }, key: 'frame.action_rewards', Icon: Gift },
  { place: { screen: 'club', tab: 'coupons' }, key: 'frame.action_coupons', Icon: Ticket },
  { place: { screen: 'club', tab: 'points' }, key: 'frame.action_points', Icon: Coins },
  { place: { screen: 'segments' }, key: 'frame.action_segments', Icon: Group },
  { place: { screen: 'board' }, key: 'frame.action_board', Icon: ChartColumn, keys: 'F9' },
  { place: { screen: 'data', task: 'import' }, key: 'frame.action_import', Icon: Upload },
  { place: { screen: 'settings' }, key: 'frame.action_settings', Icon: Settings },
];

const THEMES: readonly { theme: Theme; key: Key; Icon: typeof Users }[] = [
  { theme: 'light', key: 'frame.action_theme_light', Icon: Sun },
  { theme: 'dark', key: 'frame.action_theme_dark', Icon: Moon },
  { theme: 'system', key: 'frame.action_theme_system', Icon: Monitor },
];

function all(): Action[] {
  const { theme, density, state, staff } = shop.status;
  const role = staff?.role;
  const found: Action[] = GOES.filter((go) => may(go.place.screen, role)).map((go) => ({
    id: go.key,
    words: t(go.key),
    Icon: go.Icon,
    ...(go.keys ? { keys: go.keys } : {}),
    run: () => nav.go(go.place),
  }));
  if (canLock()) found.push({ id: 'lock', words: t('door.lock'), Icon: LockKeyhole, keys: 'Ctrl L', run: () => void lockNow() });
  // Looks are settings of the shop: who may not change settings does not find them here.
  if (!may('settings', role)) return found;
  for (const one of THEMES) {
    if (one.theme !== theme) found.push({ id: one.key, words: t(one.key), Icon: one.Icon, run: () => chooseTheme(one.theme) });
  }
  const other: Density = density === 'compact' ? 'comfortable' : 'compact';
  found.push({ id: 'density', words: t(`frame.action_density_${other}`), Icon: Rows3, run: () => chooseDensity(other) });
  if (state === 'sample') found.push({ id: 'sample', words: t('frame.action_remove_sample'), Icon: Store, run: () => void sample.remove() });
  return found;
}

/** Letters alone: no half-spaces, no Arabic spellings, no case. */
const plain = (text: string): string =>
  text.toLowerCase().replace(/[\u200c\s]+/g, '').replace(/\u064a/g, '\u06cc').replace(/\u0643/g, '\u06a9');

export function actionsFor(text: string): Action[] {
  const wanted = plain(text);
  return all().filter((action) => plain(action.words).includes(wanted));
}
