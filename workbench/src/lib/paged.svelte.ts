/** A list that comes page by page: the first one anew whenever what it depends on changes, the others when asked for. */
import { resource } from './resource.svelte';

export interface Page<T> {
  items: T[];
  total: number;
  next?: string | null;
}

export interface Paged<T> {
  readonly items: readonly T[];
  /** undefined: nothing has come yet. */
  readonly total: number | undefined;
  readonly error: Error | undefined;
  readonly loading: boolean;
  readonly more: boolean;
  next: () => Promise<void>;
  again: () => void;
}

export function paged<K, T>(
  key: () => K | null,
  fetch: (key: K, cursor: string | undefined, signal?: AbortSignal) => Promise<Page<T>>,
  options: { wait?: number; forget?: boolean } = {},
): Paged<T> {
  const first = resource(key, (k: K, signal) => fetch(k, undefined, signal), options);
  let further = $state.raw<{ of: Page<T>; items: T[]; next: string | null | undefined } | undefined>(
    undefined,
  );
  let fetching = $state(false);
  let failed = $state.raw<Error | undefined>(undefined);
  // Pages that were fetched for an earlier first page are not of this list.
  const later = $derived(further && further.of === first.data ? further : undefined);
  const items = $derived([...(first.data?.items ?? []), ...(later?.items ?? [])]);
  const cursor = $derived(later ? later.next : first.data?.next);

  return {
    get items() {
      return items;
    },
    get total() {
      return first.data?.total;
    },
    get error() {
      return first.error ?? failed;
    },
    get loading() {
      return first.loading || fetching;
    },
    get more() {
      return !!cursor;
    },
    next: async () => {
      const of = first.data;
      const now = key();
      if (!of || !cursor || now === null || fetching) return;
      fetching = true;
      try {
        const page = await fetch(now, cursor);
        further = { of, items: [...(later?.items ?? []), ...page.items], next: page.next };
        failed = undefined;
      } catch (problem) {
        failed = problem instanceof Error ? problem : new Error(String(problem));
      } finally {
        fetching = false;
      }
    },
    again: first.again,
  };
}
