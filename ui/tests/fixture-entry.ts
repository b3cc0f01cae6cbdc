// The real program over the make-believe core.
import '@fontsource-variable/vazirmatn';
import '../src/styles/tokens.css';
import '../src/styles/components.css';
import '../src/styles/frame.css';
import { mount } from 'svelte';
import App from '../src/App.svelte';
import { useHost } from '../src/lib/host/host';
import { nav, type Place } from '../src/lib/nav.svelte';
import { toast } from '../src/lib/toast.svelte';
import { followSystem } from '../src/lib/theme';
import { number } from '../src/lib/format/digits';
import { ago } from '../src/lib/format/ago';
import { money, shortMoney } from '../src/lib/format/money';
import { decimalNumber, wholeNumber } from '../src/lib/format/parse';
import { duration, fileSize, hoursAgo } from '../src/lib/format/span';
import { wholePart } from '../src/lib/progress';
import { t } from '../src/lib/i18n/t';
import type { MoneyUnit } from '../src/lib/api';
import { printer, type Job } from '../src/parts/print/printer.svelte';
import { fixtureHost } from './fixture-host';

const query = new URLSearchParams(location.search);
const host = fixtureHost(query);
// For tests: what was asked, and a way to play the core.
const moneyDigits = (rial: number, unit: MoneyUnit) => money(rial, unit).digits;
const shortMoneyWords = (rial: number, unit: MoneyUnit) => {
  const { digits, scaleKey, unitKey } = shortMoney(rial, unit);
  return [digits, scaleKey && t(scaleKey), t(unitKey)].filter(Boolean).join(' ');
};
const lib = { number, ago, wholeNumber, decimalNumber, duration, fileSize, hoursAgo, wholePart, moneyDigits, shortMoneyWords };
Object.assign(window, { fixture: { host, world: host.world, nav, toast, lib, print: (job: Job) => printer.show(job) } });

const screen = query.get('screen');
if (screen) nav.go((screen === 'customer' ? { screen, customer: Number(query.get('id') ?? 1) } : { screen, ...(query.has('tab') ? { tab: query.get('tab') } : {}) }) as Place);

followSystem();
useHost(host);
const target = document.getElementById('app');
if (target) mount(App, { target });
