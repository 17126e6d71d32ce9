/** Cuts a report into blocks that can be laid out and drawn one by one, so that a text of megabytes, or one line of
 *  megabytes, costs no more than what is on the screen. Offsets are UTF-16 units. */

export interface Block {
  start: number;
  /** Without the line break that ends it. */
  end: number;
  /** "line" begins a line of the report, "run" goes on within one that was too long, "gap" is an empty line. */
  kind: 'line' | 'run' | 'gap';
}

export const LONGEST = 2400;

export function blocksOf(text: string, longest = LONGEST): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at <= text.length) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const stop = end > at && text[end - 1] === '\r' ? end - 1 : end;
    if (/^\s*$/.test(text.slice(at, Math.min(stop, at + 200))) && stop - at < 200) {
      if (at < text.length) blocks.push({ start: at, end: stop, kind: 'gap' });
    } else {
      let from = at;
      while (stop - from > longest) {
        const cut = cutBefore(text, from, from + longest);
        blocks.push({ start: from, end: cut, kind: from === at ? 'line' : 'run' });
        from = cut;
      }
      blocks.push({ start: from, end: stop, kind: from === at ? 'line' : 'run' });
    }
    at = end + 1;
  }
  return blocks;
}

/** The end of the last sentence before `limit`, else of the last word, else `limit`, but never within a character. */
function cutBefore(text: string, from: number, limit: number): number {
  const half = from + ((limit - from) >> 1);
  for (let at = limit; at > half; at--)
    if (/\s/.test(text[at - 1] ?? '') && /[.!?"”’)]/.test(text[at - 2] ?? '')) return at;
  for (let at = limit; at > half; at--) if (/\s/.test(text[at - 1] ?? '')) return at;
  const unit = text.charCodeAt(limit - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? limit - 1 : limit;
}

/** Index of the block that holds the unit; of a unit on a line break, the block before it. */
export function blockAt(blocks: readonly Block[], unit: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.start ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether lines were broken at a set width, as in mail: then a break within a paragraph is only a space. */
export function isHardWrapped(text: string): boolean {
  const lines = text.slice(0, 20_000).split('\n');
  let long = 0;
  let followed = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.length > 100) return false;
    if (line.length >= 55 && !/[.!?:;]["”’)]?\s*$/.test(line)) {
      long++;
      if (/^\s*\S/.test(lines[i + 1] ?? '')) followed++;
    }
  }
  return long >= 4 && followed > 0.9 * long;
}
