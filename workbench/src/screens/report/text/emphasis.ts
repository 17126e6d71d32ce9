/** Where the roles of the claim in focus stand on the page: boxes around their words, a label for each, and lines that
 *  lead from the claim's own word to them. All in pixels from the text's upper left corner. */

import type { Role } from './layers';

export interface Part {
  start: number;
  end: number;
  role: Role;
  /** What stands above the words: "who", "to whom". Empty: no label. */
  label: string;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  role: Role;
}

export interface Label {
  x: number;
  y: number;
  text: string;
  role: Role;
}

export interface Emphasis {
  boxes: Box[];
  labels: Label[];
  /** SVG paths. */
  lines: { d: string; role: Role }[];
}

export const NONE: Emphasis = { boxes: [], labels: [], lines: [] };

export function measure(
  parts: readonly Part[],
  host: HTMLElement,
  rangeOf: (start: number, end: number) => Range | null,
): Emphasis {
  const origin = host.getBoundingClientRect();
  const boxes: Box[] = [];
  const labels: Label[] = [];
  const lineHeight = parseFloat(getComputedStyle(host).lineHeight) || 31;
  const heads: { part: Part; box: Box }[] = [];
  for (const part of parts) {
    const range = rangeOf(part.start, part.end);
    if (!range) continue;
    const rows = rowsOf([...range.getClientRects()]).map((r) => ({
      x: r.left - origin.left,
      y: r.top - origin.top,
      width: r.right - r.left,
      height: r.bottom - r.top,
      role: part.role,
    }));
    // The sentence is one band without stripes: each of its boxes is as high as a line.
    boxes.push(
      ...(part.role === 'evidence'
        ? rows.map((r) => ({ ...r, y: r.y + r.height / 2 - lineHeight / 2, height: lineHeight }))
        : rows),
    );
    const first = rows[0];
    if (!first) continue;
    heads.push({ part, box: first });
    if (part.label) labels.push({ x: first.x, y: first.y, text: part.label, role: part.role });
  }
  return { boxes, labels: spread(labels, origin.width), lines: connect(heads) };
}

interface Row {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** One box a line of text: the pieces that a range falls into where marks are nested in it lie over each other. */
function rowsOf(rects: DOMRect[]): Row[] {
  const rows: Row[] = [];
  for (const rect of rects) {
    if (rect.width < 0.5 || rect.height < 0.5) continue;
    const row = rows.find(
      (r) => Math.abs((r.top + r.bottom) / 2 - (rect.top + rect.bottom) / 2) < rect.height / 2,
    );
    if (row) {
      row.left = Math.min(row.left, rect.left);
      row.right = Math.max(row.right, rect.right);
      row.top = Math.min(row.top, rect.top);
      row.bottom = Math.max(row.bottom, rect.bottom);
    } else rows.push({ left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom });
  }
  return rows;
}

const LETTER = 5.6;

/** Labels that would lie over each other move to the right. */
function spread(labels: Label[], width: number): Label[] {
  const placed: Label[] = [];
  for (const label of [...labels].sort((a, b) => a.y - b.y || a.x - b.x)) {
    let x = label.x;
    for (const other of placed) {
      if (Math.abs(other.y - label.y) < 8 && x < other.x + widthOf(other) && x + widthOf(label) > other.x)
        x = other.x + widthOf(other);
    }
    placed.push({ ...label, x: Math.min(x, Math.max(0, width - widthOf(label))) });
  }
  return placed;
}

function widthOf(label: Label): number {
  return label.text.length * LETTER + 8;
}

/** Arcs above the line to what stands on the same one, else curves between the lines. */
function connect(heads: readonly { part: Part; box: Box }[]): { d: string; role: Role }[] {
  const from = heads.find((h) => h.part.role === 'trigger');
  if (!from) return [];
  const at = { x: from.box.x + from.box.width / 2, top: from.box.y, bottom: from.box.y + from.box.height };
  return heads
    .filter((h) => h !== from && h.part.role !== 'evidence')
    .map(({ part, box }) => {
      const x = box.x + box.width / 2;
      const same = Math.abs(box.y - from.box.y) < 4;
      if (same) {
        const lift = Math.min(9, 4 + Math.abs(x - at.x) / 60);
        return {
          role: part.role,
          d: `M${at.x} ${at.bottom}C${at.x} ${at.bottom + lift} ${x} ${at.bottom + lift} ${x} ${box.y + box.height}`,
        };
      }
      const below = box.y > from.box.y;
      const [y1, y2] = below ? [at.bottom, box.y] : [at.top, box.y + box.height];
      const bend = (y2 - y1) / 2;
      return { role: part.role, d: `M${at.x} ${y1}C${at.x} ${y1 + bend} ${x} ${y2 - bend} ${x} ${y2}` };
    });
}
