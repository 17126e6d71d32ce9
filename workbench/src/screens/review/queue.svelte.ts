/** What is to be reviewed, in the order of its worth; kept while one goes from report to report. */
import { api, type Schemas } from '$lib/api/client';
import { address } from '$lib/router.svelte';
import { ask } from '../report/cards';

export type Item = Schemas['QueueItem'];

class Queue {
  items = $state.raw<readonly Item[]>([]);
  progress = $state.raw<Schemas['Progress'] | undefined>(undefined);
  /** The filter it was asked with, as a query; "" for the whole case. */
  private asked = '';
  private cursor: string | null = null;
  /** Claims that were decided or left for later since the page was opened. */
  private past = new Set<string>();

  async load(filter: Record<string, unknown> = {}): Promise<void> {
    this.asked = JSON.stringify(filter);
    const page = await this.page(null);
    this.items = page.items;
    this.progress = page.progress;
    this.cursor = page.next;
  }

  private page(cursor: string | null): Promise<Schemas['Queue']> {
    const query = {
      ...(JSON.parse(this.asked || '{}') as object),
      limit: 100,
      ...(cursor ? { cursor } : {}),
    };
    return ask<Schemas['Queue']>(api.GET('/api/v1/queue', { params: { query } }));
  }

  async more(): Promise<boolean> {
    if (!this.cursor) return false;
    const page = await this.page(this.cursor);
    const there = new Set(this.items.map((i) => i.claim.id));
    this.items = [...this.items, ...page.items.filter((i) => !there.has(i.claim.id))];
    this.progress = page.progress;
    this.cursor = page.next;
    return page.items.length > 0;
  }

  /** It need not be shown again: it was decided, or left for later. */
  pass(claim: string, decided: boolean): void {
    if (decided && !this.past.has(claim) && this.progress)
      this.progress = {
        ...this.progress,
        reviewed: Math.min(this.progress.total, this.progress.reviewed + 1),
      };
    this.past.add(claim);
  }

  /** An undone decision puts it back. */
  putBack(claim: string): void {
    if (this.past.delete(claim) && this.progress)
      this.progress = { ...this.progress, reviewed: Math.max(0, this.progress.reviewed - 1) };
  }

  /** The next one that is open; null: there is none. */
  async after(claim: string | null): Promise<Item | null> {
    if (!this.items.length) await this.load();
    for (;;) {
      const at = this.items.findIndex((i) => i.claim.id === claim);
      const next = this.items.slice(at + 1).find((i) => !this.past.has(i.claim.id) && i.claim.id !== claim);
      if (next) return next;
      if (!(await this.more())) break;
    }
    return this.items.find((i) => !this.past.has(i.claim.id) && i.claim.id !== claim) ?? null;
  }

  before(claim: string | null): Item | null {
    const at = this.items.findIndex((i) => i.claim.id === claim);
    return at > 0 ? (this.items[at - 1] ?? null) : null;
  }

  reasons(claim: string): readonly string[] {
    return this.items.find((i) => i.claim.id === claim)?.reasons ?? [];
  }
}

export const queue = new Queue();

export const addressOf = (item: Item): string =>
  address('/reports/:id', { id: item.claim.report }, { claim: item.claim.id, review: '1' });
