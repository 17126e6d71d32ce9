/** The common filter. It lives in the address, so that a view can be sent; names are those of the API. */
import { place, setQuery } from './router.svelte';

export interface Filter {
  from?: string;
  to?: string;
  place?: string;
  type: string[];
  actor: string[];
  source: string[];
  source_kind: string[];
  status: string[];
  disputed: boolean;
  min_confidence?: number;
  q?: string;
  known_on?: string;
}

const LISTS = ['type', 'actor', 'source', 'source_kind', 'status'] as const;
const WORDS = ['from', 'to', 'place', 'q', 'known_on'] as const;
export const FILTER_NAMES = [...WORDS, ...LISTS, 'disputed', 'min_confidence'] as const;

export function readFilter(query: URLSearchParams): Filter {
  const filter: Filter = {
    type: query.getAll('type'),
    actor: query.getAll('actor'),
    source: query.getAll('source'),
    source_kind: query.getAll('source_kind'),
    status: query.getAll('status'),
    disputed: query.get('disputed') === 'true',
  };
  for (const name of WORDS) {
    const value = query.get(name);
    if (value) filter[name] = value;
  }
  const confidence = Number(query.get('min_confidence'));
  if (confidence > 0 && confidence <= 1) filter.min_confidence = confidence;
  return filter;
}

/** What of the filter is set: for the API's query and for links that carry the filter on. */
export function filterQuery(filter: Filter): Record<string, string | number | boolean | string[]> {
  const query: Record<string, string | number | boolean | string[]> = {};
  for (const name of WORDS) if (filter[name]) query[name] = filter[name];
  for (const name of LISTS) if (filter[name].length) query[name] = filter[name];
  if (filter.disputed) query.disputed = true;
  if (filter.min_confidence) query.min_confidence = filter.min_confidence;
  return query;
}

class FilterInAddress {
  readonly current = $derived(readFilter(place.query));
  /** How many kinds of limits are set. */
  readonly size = $derived(Object.keys(filterQuery(this.current)).length);

  set(changes: Partial<Filter>): void {
    setQuery(changes as Record<string, string | number | boolean | string[] | undefined>);
  }

  toggle(name: (typeof LISTS)[number], value: string): void {
    const now = this.current[name];
    this.set({ [name]: now.includes(value) ? now.filter((v) => v !== value) : [...now, value] });
  }

  clear(): void {
    setQuery(Object.fromEntries(FILTER_NAMES.map((name) => [name, null])));
  }
}

export const filter = new FilterInAddress();
