/** Which screen the address asks for. The History API, and nothing that the address does not say. */
import type { Component } from 'svelte';

export type Params = Record<string, string>;
/** What every screen gets. The query is in `place.query`. */
export interface ScreenProps {
  params: Params;
}
export interface Screen {
  /** "/incidents/:id" */
  path: string;
  /** For the tab, and for what is said when the screen opens. */
  title: string;
  load: () => Promise<{ default: Component<ScreenProps> | Component<Record<string, never>> }>;
}

class Place {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));
  hash = $state(location.hash);
  /** Counts moves to another screen, not changes of the query. */
  moves = $state(0);

  read(): void {
    const moved = location.pathname !== this.path;
    this.path = location.pathname;
    if (location.search.slice(1) !== this.query.toString()) this.query = new URLSearchParams(location.search);
    this.hash = location.hash;
    if (moved) this.moves += 1;
  }
}

export const place = new Place();

/** Goes to an address of the workbench. `replace`: the back button does not come back to where we were. */
export function go(address: string, options: { replace?: boolean; keepScroll?: boolean } = {}): void {
  const from = place.path;
  if (options.replace) history.replaceState(history.state, '', address);
  else history.pushState({}, '', address);
  place.read();
  if (place.path !== from && !options.keepScroll) window.scrollTo(0, 0);
}

/** Changes the query alone. Empty values are left out; a list gives the name several times. */
export function setQuery(
  changes: Record<string, string | number | boolean | readonly string[] | null | undefined>,
  options: { replace?: boolean } = { replace: true },
): void {
  const query = new URLSearchParams(place.query);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (Array.isArray(value)) for (const one of value) query.append(name, one);
    else if (value !== null && value !== undefined && value !== '' && value !== false)
      query.set(name, String(value));
  }
  if (query.toString() === place.query.toString()) return;
  go(place.path + (query.size ? `?${query}` : '') + place.hash, options);
}

export interface Found {
  screen: Screen;
  params: Params;
}

export function find(screens: readonly Screen[], path: string): Found | null {
  const wanted = path.split('/').filter(Boolean);
  for (const screen of screens) {
    const parts = screen.path.split('/').filter(Boolean);
    if (parts.length !== wanted.length) continue;
    const params: Params = {};
    const fits = parts.every((part, i) => {
      const word = wanted[i] ?? '';
      if (!part.startsWith(':')) return part === word;
      try {
        params[part.slice(1)] = decodeURIComponent(word);
      } catch {
        params[part.slice(1)] = word;
      }
      return true;
    });
    if (fits) return { screen, params };
  }
  return null;
}

/** An address with its values escaped: `address('/incidents/:id', { id })`. */
export function address(
  path: string,
  params: Params = {},
  query?: URLSearchParams | Record<string, string>,
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const words = new URLSearchParams(query).toString();
  return words ? `${filled}?${words}` : filled;
}

/** Links of the workbench open without loading the page anew; every other click is left to the browser. */
export function followLinks(event: MouseEvent): void {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.pathname.startsWith('/api/')) return;
  if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}
