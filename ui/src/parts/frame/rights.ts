// What each role finds in the rail. The core refuses on its own; here forbidden screens are simply absent.
import type { Role } from '$lib/api';
import type { Screen } from '$lib/nav.svelte';

const SCREENS: Record<Role, readonly Screen[]> = {
  owner: ['counter', 'till', 'customers', 'customer', 'leads', 'duplicates', 'products', 'club', 'segments', 'board', 'data', 'settings'],
  cashier: ['counter', 'till', 'customers', 'customer', 'leads', 'products'],
  care: ['customers', 'customer', 'leads', 'duplicates', 'segments', 'board'],
};

/** Before anybody signs in, the person at the machine is the owner. */
export const may = (screen: Screen, role: Role | undefined): boolean => SCREENS[role ?? 'owner'].includes(screen);
