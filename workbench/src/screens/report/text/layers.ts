/** Marks over a text, of several layers that may overlap, cut into segments that do not. Offsets are UTF-16 units. */

export type Layer = 'claim' | 'actor' | 'place' | 'time' | 'source' | 'cue';

/** What a stretch of text is for the claim in focus. */
export type Role =
  | 'trigger'
  | 'who'
  | 'whom'
  | 'where'
  | 'when'
  | 'says'
  | 'count'
  | 'weapon'
  | 'evidence'
  | 'cursor'
  | 'found';

export interface Mark {
  start: number;
  end: number;
  layer: Layer | Role;
  /** Of a claim its id, of an actor or place the id in this report. */
  id: string;
  /** "withdrawn", a status, …: told by the mark's class. */
  tone?: string;
  /** Words on hover, for those who can't see the colour. */
  title?: string;
}

export interface Segment {
  start: number;
  end: number;
  /** Longest first, so that nested elements hold what is within them. */
  marks: readonly Mark[];
}

/** Marks in order, with a way to find those that meet a stretch without walking all of them. */
export class Marks {
  readonly sorted: readonly Mark[];
  /** For each mark the farthest end of it and all before it. */
  private readonly reach: number[] = [];

  constructor(marks: Iterable<Mark>) {
    this.sorted = [...marks]
      .filter((m) => m.end > m.start)
      .sort((a, b) => a.start - b.start || b.end - a.end);
    let far = 0;
    for (const mark of this.sorted) this.reach.push((far = Math.max(far, mark.end)));
  }

  meeting(start: number, end: number): Mark[] {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.reach[middle] ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const found: Mark[] = [];
    for (let i = low; i < this.sorted.length; i++) {
      const mark = this.sorted[i] as Mark;
      if (mark.start >= end) break;
      if (mark.end > start) found.push(mark);
    }
    return found;
  }
}

/** Covers [start, end) without a gap; neighbours differ in their marks. */
export function segmentsOf(marks: readonly Mark[], start: number, end: number): Segment[] {
  if (end <= start) return [];
  const edges = new Set([start, end]);
  for (const mark of marks) {
    if (mark.start > start && mark.start < end) edges.add(mark.start);
    if (mark.end > start && mark.end < end) edges.add(mark.end);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i] as number, cuts[i + 1] as number];
    const over = marks.filter((m) => m.start < to && m.end > from);
    over.sort((a, b) => b.end - b.start - (a.end - a.start));
    segments.push({ start: from, end: to, marks: over });
  }
  return segments;
}
