/** Names of actors and sources by their keys, for a filter that came with the address. */
import { untrack } from 'svelte';
import { api, ok } from '../api/client';

class Names {
  private known = $state.raw<ReadonlyMap<string, string>>(new Map());
  private asked = new Set<string>();

  learn(key: string, name: string): void {
    this.asked.add(key);
    this.known = new Map(untrack(() => this.known)).set(key, name);
  }

  /** The name; the key's own words until it is known. */
  of(kind: 'actor' | 'source', key: string): string {
    const found = this.known.get(key);
    if (found === undefined && !this.asked.has(key)) {
      this.asked.add(key);
      const call =
        kind === 'actor'
          ? ok(api.GET('/api/v1/actors/{key}', { params: { path: { key } } })).then(({ actor }) => actor.name)
          : ok(api.GET('/api/v1/sources/{key}', { params: { path: { key } } })).then(
              (source) => source.source.name,
            );
      call.then(
        (name) => this.learn(key, name),
        // A key that the case does not know stays as it is; the list says that nothing fits.
        () => undefined,
      );
    }
    return found ?? key.replace(/^\?/, '');
  }
}

export const names = new Names();
