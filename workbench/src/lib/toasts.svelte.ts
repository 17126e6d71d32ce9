/** Short notes at the foot of the page; one about a decision offers to undo it. */
import { untrack } from 'svelte';
import { say } from './announcements.svelte';

export interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'problem';
  action?: { label: string; run: () => void | Promise<void> };
}

class Toasts {
  all = $state<Toast[]>([]);
  private next = 1;

  /** Gives the note's number back, so that it can be dropped before its time. */
  show(
    text: string,
    options: { kind?: Toast['kind']; action?: Toast['action']; seconds?: number } = {},
  ): number {
    const toast: Toast = { id: this.next++, text, kind: options.kind ?? 'done', action: options.action };
    untrack(() => (this.all = [...this.all.slice(-2), toast]));
    say(text);
    const seconds = options.seconds ?? (toast.kind === 'problem' ? 12 : toast.action ? 10 : 5);
    window.setTimeout(() => this.drop(toast.id), seconds * 1000);
    return toast.id;
  }

  problem(error: unknown): void {
    this.show(error instanceof Error ? error.message : String(error), { kind: 'problem' });
  }

  drop(id: number): void {
    this.all = this.all.filter((t) => t.id !== id);
  }
}

export const toasts = new Toasts();
