/** Colours and patterns of those who hold places: the same on the map and on the control screen. */
import { untrack } from 'svelte';
import { api, ok } from './api/client';

export type Pattern = 'solid' | 'dots' | 'lines' | 'bars' | 'grid';
const PATTERNS: readonly Pattern[] = ['solid', 'dots', 'lines', 'bars', 'grid'];
const COLOURS = 7;

/** The token of a slot's colour; the colour repeats only with another pattern. -1: nobody. */
export const colourOf = (slot: number): string =>
  slot < 0 ? '--line-strong' : `--holder-${(slot % COLOURS) + 1}`;
export const patternOf = (slot: number): Pattern =>
  slot < 0 ? 'dots' : (PATTERNS[Math.floor(slot / COLOURS) % PATTERNS.length] ?? 'solid');

/** A slot for each holder: those who hold most places first, so that the common ones differ most. It never changes. */
class Holders {
  private slots = $state.raw<ReadonlyMap<string, number>>(new Map());
  private asked: Promise<void> | undefined;

  /** Fetches once who holds most over the whole time, so that colours do not change with the day that is shown. */
  load(): Promise<void> {
    this.asked ??= ok(api.GET('/api/v1/control/spans', { params: { query: { limit: 500 } } })).then(
      ({ items }) => {
        const count = new Map<string, number>();
        for (const { holder } of items) if (holder) count.set(holder.key, (count.get(holder.key) ?? 0) + 1);
        this.meet([...count].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([key]) => key));
      },
      () => {
        this.asked = undefined;
      },
    );
    return this.asked;
  }

  /** Gives slots to those who have none yet. */
  meet(keys: readonly string[]): void {
    const slots = untrack(() => this.slots);
    const fresh = keys.filter((key) => !slots.has(key));
    if (!fresh.length) return;
    const next = new Map(slots);
    for (const key of fresh) if (!next.has(key)) next.set(key, next.size);
    this.slots = next;
  }

  slot(key: string | null | undefined): number {
    return key ? (this.slots.get(key) ?? 0) : -1;
  }
}

export const holders = new Holders();
