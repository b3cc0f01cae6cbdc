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
import { fixtureHost } from './fixture-host';

const query = new URLSearchParams(location.search);
const host = fixtureHost(query);
// For tests: what was asked, and a way to play the core.
Object.assign(window, { fixture: { host, world: host.world, nav, toast } });

const screen = query.get('screen');
if (screen) nav.go((screen === 'customer' ? { screen, customer: Number(query.get('id') ?? 1) } : { screen }) as Place);

followSystem();
useHost(host);
const target = document.getElementById('app');
if (target) mount(App, { target });
