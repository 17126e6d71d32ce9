/** Draws a stretch of a report as elements. A report is hostile until shown otherwise: its words reach the page as text
 *  nodes alone, never as markup, and what a mark is called goes into classes and data attributes that we make. */

import type { Mark, Segment } from './layers';

export function drawSegments(text: string, segments: readonly Segment[]): Node[] {
  return segments.map((segment) => {
    let node: Node = document.createTextNode(text.slice(segment.start, segment.end));
    for (const mark of [...segment.marks].reverse()) node = wrap(node, mark, segment);
    return node;
  });
}

function wrap(inner: Node, mark: Mark, segment: Segment): HTMLElement {
  const element = document.createElement(mark.layer === 'claim' ? 'mark' : 'span');
  element.className = `m m-${mark.layer}`;
  if (mark.tone) element.classList.add(`is-${mark.tone}`);
  if (segment.start === mark.start) element.classList.add('m-first');
  if (segment.end === mark.end) element.classList.add('m-last');
  element.dataset[mark.layer] = mark.id;
  if (mark.title) element.title = mark.title;
  element.append(inner);
  return element;
}

/** Units of text before a place in the block's element. */
export function unitsBefore(block: Node, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** The text node, and the place within it, at a number of units from the block's start. Between two nodes `side` decides:
 *  "start" of a range stands in the later one, "end" in the earlier. */
export function placeIn(block: Node, units: number, side: 'start' | 'end'): [Node, number] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = units;
  let last: Node | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = (node as Text).length;
    if (left < length || (left === length && side === 'end')) return [node, left];
    left -= length;
    last = node;
  }
  return last ? [last, (last as Text).length] : [block, 0];
}
