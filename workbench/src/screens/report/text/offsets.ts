/** The record counts Unicode code points; JavaScript's strings count UTF-16 units. Everything drawn here is in units,
 *  everything sent or received in points. */

export type Span = readonly [start: number, end: number];

export class Offsets {
  /** Point index of each character that takes two units, in order. Empty for nearly every report. */
  private readonly wide: number[] = [];
  readonly points: number;

  constructor(readonly text: string) {
    const pair = /[\ud800-\udbff][\udc00-\udfff]/g;
    for (let hit = pair.exec(text); hit; hit = pair.exec(text)) this.wide.push(hit.index - this.wide.length);
    this.points = text.length - this.wide.length;
  }

  toUnits(point: number): number {
    return point + firstAtLeast(this.wide, point);
  }

  /** A unit in the middle of a character counts as that character's start. */
  toPoints(unit: number): number {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // The second unit of the pair lies at its point + the pairs before it + 1.
      if ((this.wide[middle] ?? 0) + middle + 1 <= unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }

  spanToUnits([start, end]: Span): [number, number] {
    return [this.toUnits(start), this.toUnits(end)];
  }

  spanToPoints([start, end]: Span): [number, number] {
    return [this.toPoints(start), this.toPoints(end)];
  }
}

/** How many of the sorted `values` are below `value`. */
export function firstAtLeast(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
