/** All screens and where they stand. Each loads its own code when it is first opened. */
import type { IconName } from './lib/ui/Icon.svelte';
import type { Screen } from './lib/router.svelte';

export const SCREENS: readonly Screen[] = [
  { path: '/', title: 'Map and timeline', load: () => import('./screens/map/Screen.svelte') },
  { path: '/incidents', title: 'Incidents', load: () => import('./screens/incidents/Screen.svelte') },
  { path: '/incidents/:id', title: 'Incident', load: () => import('./screens/incident/Screen.svelte') },
  { path: '/reports', title: 'Reports', load: () => import('./screens/reports/Screen.svelte') },
  { path: '/reports/:id', title: 'Report', load: () => import('./screens/report/Screen.svelte') },
  { path: '/review', title: 'Review', load: () => import('./screens/review/Screen.svelte') },
  { path: '/actors', title: 'Actors', load: () => import('./screens/actors/Screen.svelte') },
  { path: '/actors/:key', title: 'Actor', load: () => import('./screens/actor/Screen.svelte') },
  { path: '/sources', title: 'Sources', load: () => import('./screens/sources/Screen.svelte') },
  { path: '/sources/:key', title: 'Source', load: () => import('./screens/source/Screen.svelte') },
  { path: '/control', title: 'Control', load: () => import('./screens/control/Screen.svelte') },
  { path: '/disputes', title: 'Disputes', load: () => import('./screens/disputes/Screen.svelte') },
  { path: '/add', title: 'Add reports', load: () => import('./screens/add/Screen.svelte') },
  { path: '/log', title: 'Log', load: () => import('./screens/log/Screen.svelte') },
  { path: '/users', title: 'Users', load: () => import('./screens/users/Screen.svelte') },
  { path: '/sign-in', title: 'Sign in', load: () => import('./screens/sign-in/Screen.svelte') },
];

export interface NavigationEntry {
  href: string;
  label: string;
  icon: IconName;
  /** The second key after "g". */
  key: string;
  /** First letters of paths under which it counts as the current one. */
  under: string;
  /** On a phone it has a place in the bar at the foot. */
  foot?: boolean;
}

export const NAVIGATION: readonly NavigationEntry[] = [
  { href: '/', label: 'Map', icon: 'map', key: 'm', under: '/$', foot: true },
  { href: '/review', label: 'Review', icon: 'review', key: 'r', under: '/review', foot: true },
  { href: '/incidents', label: 'Incidents', icon: 'incidents', key: 'i', under: '/incidents', foot: true },
  { href: '/control', label: 'Control', icon: 'control', key: 'c', under: '/control', foot: true },
  { href: '/disputes', label: 'Disputes', icon: 'disputes', key: 'd', under: '/disputes' },
  { href: '/actors', label: 'Actors', icon: 'actors', key: 'a', under: '/actors' },
  { href: '/sources', label: 'Sources', icon: 'sources', key: 's', under: '/sources' },
  { href: '/reports', label: 'Reports', icon: 'report', key: 'p', under: '/reports' },
  { href: '/add', label: 'Add', icon: 'add', key: 'n', under: '/add' },
  { href: '/log', label: 'Log', icon: 'log', key: 'l', under: '/log' },
];

export const isCurrent = (entry: NavigationEntry, path: string): boolean =>
  entry.under === '/$' ? path === '/' : path === entry.under || path.startsWith(`${entry.under}/`);
