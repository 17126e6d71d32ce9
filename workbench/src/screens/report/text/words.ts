/** A cursor that goes by words, so that a claim can be added without a mouse. Offsets are UTF-16 units. */

import type { Span } from './offsets';

const WORD = /[\p{L}\p{N}\p{M}]+(?:[’'\-.,][\p{L}\p{N}\p{M}]+)*/gu;

/** Words of a stretch of text. */
export function wordsIn(text: string, start: number, end: number): Span[] {
  const found: Span[] = [];
  for (const hit of text.slice(start, end).matchAll(WORD))
    found.push([start + hit.index, start + hit.index + hit[0].length]);
  return found;
}

/** The next word after, or the last before, a place in the text; null at its ends. */
export function nextWord(text: string, at: number, step: 1 | -1): Span | null {
  // Looked for in a window that grows: a text of megabytes is not cut into words at each key.
  for (let width = 400; ; width *= 8) {
    if (step > 0) {
      const end = Math.min(text.length, at + width);
      const word = wordsIn(text, at, end)[0];
      if (word && (word[1] < end || end === text.length)) return word;
      if (end === text.length) return null;
    } else {
      const start = Math.max(0, at - width);
      const words = wordsIn(text, start, at);
      const word = words[words.length - 1];
      if (word && (word[0] > start || start === 0)) return word;
      if (start === 0) return null;
    }
  }
}

/** The word that holds or follows a place in the text. */
export function wordAt(text: string, at: number): Span | null {
  const start = Math.max(0, at - 200);
  const held = wordsIn(text, start, Math.min(text.length, at + 200)).find(([a, b]) => a <= at && at < b);
  return held ?? nextWord(text, at, 1) ?? nextWord(text, at, -1);
}

/** A selection without the spaces around it, widened to whole words. Null: there is no word in it. */
export function wholeWords(text: string, [start, end]: Span): Span | null {
  if (end < start) [start, end] = [end, start];
  const from = Math.max(0, start - 100);
  const words = wordsIn(text, from, Math.min(text.length, end + 100)).filter(
    ([a, b]) => b > start && a < end,
  );
  const first = words[0];
  const last = words[words.length - 1];
  return first && last ? [first[0], last[1]] : null;
}
