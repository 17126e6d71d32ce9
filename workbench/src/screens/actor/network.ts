/** Where the ties of one actor stand: those with whom on the left, those against whom on the right, most claims in the
 * middle. The same ties give the same picture, and no two names overlap. */

export interface Tie {
  key: string;
  name: string;
  with: number;
  /** Claims in which both act together, or one helps the other. */
  against: number;
  /** Claims in which one does harm to the other. */
}

export interface Placed extends Tie {
  x: number;
  y: number;
  r: number;
  side: 'with' | 'against';
}

export interface Layout {
  cx: number;
  cy: number;
  height: number;
  nodes: Placed[];
}

const ROW = 30;
/** Height that a name needs. */
const LEAST = 150;
/** Between the edge and an actor that stands there. */
const EDGE = 24;

export function layout(ties: readonly Tie[], width: number, most = 8): Layout {
  const size = (t: Tie) => t.with + t.against;
  const sorted = [...ties].sort(
    (a, b) => size(b) - size(a) || a.name.localeCompare(b.name) || a.key.localeCompare(b.key),
  );
  const left = sorted.filter((t) => t.with > t.against).slice(0, most);
  const right = sorted.filter((t) => t.with <= t.against).slice(0, most);
  const rows = Math.max(left.length, right.length, 1);
  const height = Math.max(LEAST, rows * ROW + 30);
  // With one side empty the other gets its room. Names stand outside of the nodes, so that these keep away from the edges.
  const cx = !left.length ? EDGE : !right.length ? width - EDGE : width / 2;
  const cy = height / 2;
  const biggest = Math.max(1, ...sorted.map(size));
  const beside = left.length && right.length ? width / 2 : width - EDGE;
  const reach = Math.max(46, Math.min(beside - 130, 190));
  const column = (side: Tie[], sign: -1 | 1): Placed[] =>
    inMiddleFirst(side).map((tie, row) => {
      const y = cy + (row - (side.length - 1) / 2) * ROW;
      const bend = (y - cy) / Math.max(cy, 1);
      return {
        ...tie,
        side: sign < 0 ? 'with' : 'against',
        x: cx + sign * reach * Math.sqrt(Math.max(0.2, 1 - 0.75 * bend * bend)),
        y,
        r: 4 + 7 * Math.sqrt(size(tie) / biggest),
      };
    });
  return { cx, cy, height, nodes: [...column(left, -1), ...column(right, 1)] };
}

/** The first in the middle, the next above, below, above ... */
function inMiddleFirst<T>(sorted: readonly T[]): T[] {
  const found: T[] = [];
  sorted.forEach((one, n) => (n % 2 ? found.unshift(one) : found.push(one)));
  return found;
}

export function strokeOf(count: number, biggest: number): number {
  return 1 + 4 * Math.sqrt(count / Math.max(1, biggest));
}
