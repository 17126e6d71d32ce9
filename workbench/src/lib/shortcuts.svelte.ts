import { untrack } from 'svelte';

/** Keys of the workbench: who wants one says so here, and `?` lists them all. */
export interface Shortcut {
  /** "j", "?", "Shift+Enter", "g m" (one after the other), "Mod+Enter" (Ctrl, or Cmd on a Mac). */
  keys: string;
  does: string;
  /** Heading in the list: "Everywhere", "Map", ... */
  group: string;
  run: (event: KeyboardEvent) => void;
  /** Also while somebody types in a field. Needed for Mod+… only. */
  inFields?: boolean;
}

/** A dialog is open that all else waits for: what listens to keys beside `shortcuts` must leave them to it. */
export const modalOpen = (): boolean => document.querySelector('dialog:modal') !== null;

class Shortcuts {
  all = $state.raw<readonly Shortcut[]>([]);
  private waiting = '';
  private timer = 0;

  /** Adds keys until the function given back is called: `$effect(() => shortcuts.add([...]))`. */
  add(list: readonly Shortcut[]): () => void {
    // Called in effects, which must not run again because of what they add.
    untrack(() => (this.all = [...this.all, ...list]));
    return () => {
      untrack(() => (this.all = this.all.filter((s) => !list.includes(s))));
    };
  }

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target as HTMLElement | null;
    const typing =
      !!target?.closest?.('input, textarea, select, [contenteditable=true]') && !isButtonLike(target);
    // Letters that follow the opening of a card of fields are meant for it; of all keys `?` alone still works there.
    const inCard = !!target?.closest?.('[data-fields]') && event.key !== '?';
    const inDialog = modalOpen();
    const key = nameOf(event);
    const word = this.waiting ? `${this.waiting} ${key}` : key;
    // The last one that asked for a key has it: a screen goes before the shell.
    const fitting = this.all.filter(
      (s) => (s.inFields || !(typing || inCard)) && (!inDialog || s.group === 'Dialog'),
    );
    const hit = fitting.findLast((s) => s.keys === word) ?? fitting.findLast((s) => s.keys === key);
    window.clearTimeout(this.timer);
    this.waiting = '';
    if (hit) {
      event.preventDefault();
      hit.run(event);
    } else if (fitting.some((s) => s.keys.startsWith(`${key} `))) {
      this.waiting = key;
      this.timer = window.setTimeout(() => (this.waiting = ''), 1200);
    }
  }
}

function isButtonLike(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type);
}

function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  const alt = event.altKey ? 'Alt+' : '';
  const shift = event.shiftKey && event.key.length > 1 ? 'Shift+' : '';
  return mod + alt + shift + (event.key === ' ' ? 'Space' : event.key);
}

export const shortcuts = new Shortcuts();
