import '@fontsource-variable/vazirmatn';
import './styles/tokens.css';
import './styles/components.css';
import './styles/frame.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { useHost } from '$lib/host/host';
import { tauriHost } from '$lib/host/tauri';
import { followSystem } from '$lib/theme';

followSystem();
useHost(tauriHost);
const target = document.getElementById('app');
if (target) mount(App, { target });
