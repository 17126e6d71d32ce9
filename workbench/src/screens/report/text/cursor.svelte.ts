/** Choosing words by keys: a word at a time, with Shift a stretch of them. Offsets are UTF-16 units. */
import { say } from '$lib/announcements.svelte';
import { modalOpen } from '$lib/shortcuts.svelte';
import type { Span } from './offsets';
import { nextWord, wordAt } from './words';

interface View {
  rangeOf: (start: number, end: number) => Range | null;
  reveal: (start: number, end: number) => Promise<void>;
  unitAtPoint: (x: number, y: number) => number | null;
}

export class WordCursor {
  private anchor = $state.raw<Span | null>(null);
  private head = $state.raw<Span | null>(null);
  /** What is chosen; null: nobody is choosing. */
  readonly span = $derived<Span | null>(
    this.anchor && this.head
      ? [Math.min(this.anchor[0], this.head[0]), Math.max(this.anchor[1], this.head[1])]
      : null,
  );

  constructor(
    private readonly text: () => string,
    private readonly view: () => View | undefined,
  ) {}

  enter(at: number): void {
    this.anchor = this.head = wordAt(this.text(), at);
  }

  leave(): void {
    this.anchor = this.head = null;
  }

  key(event: KeyboardEvent, take: (span: Span) => void): void {
    if (!this.head || event.ctrlKey || event.metaKey || event.altKey || modalOpen()) return;
    if (event.key === 'Escape') this.leave();
    else if (event.key === 'Enter' || event.key === 'n') {
      if (this.span) take(this.span);
    } else {
      const next = this.next(event.key);
      if (next === undefined) return;
      if (next) this.move(next, event.shiftKey);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Undefined: not a key of ours. */
  private next(key: string): Span | null | undefined {
    const [start, end] = this.head as Span;
    switch (key) {
      case 'ArrowRight':
      case 'l':
        return nextWord(this.text(), end, 1);
      case 'ArrowLeft':
      case 'h':
        return nextWord(this.text(), start, -1);
      case 'ArrowDown':
      case 'j':
        return this.line(1);
      case 'ArrowUp':
      case 'k':
        return this.line(-1);
      default:
        return undefined;
    }
  }

  /** The word in the line above or below. */
  private line(step: 1 | -1): Span | null {
    const [start, end] = this.head as Span;
    const box = this.view()?.rangeOf(start, end)?.getBoundingClientRect();
    if (!box) return null;
    for (let lines = 1; lines <= 3; lines++) {
      const at = this.view()?.unitAtPoint(
        box.left + Math.min(box.width / 2, 20),
        box.top + box.height / 2 + step * lines * 31,
      );
      if (at == null) continue;
      const word = wordAt(this.text(), at);
      if (word && (step > 0 ? word[0] > start : word[0] < start)) return word;
    }
    return step > 0 ? nextWord(this.text(), end, 1) : nextWord(this.text(), start, -1);
  }

  private move(word: Span, extend: boolean): void {
    this.head = word;
    if (!extend) this.anchor = word;
    void this.view()?.reveal(word[0], word[1]);
    const chosen = this.span;
    if (chosen) say(this.text().slice(chosen[0], chosen[1]).slice(0, 200));
  }
}
