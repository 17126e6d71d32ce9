/** Counts by month, made into bars that are easy to see: months for some years, else quarters, else years. */

export interface MonthCount {
  /** "2016-08". */
  month: string;
  count: number;
  /** Counted below the line. */
  below?: number;
}

export interface Bar {
  start: Date;
  end: Date;
  label: string;
  count: number;
  below: number;
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Every step from the first month with something to the last, those with nothing too. `most`: bars that have room. */
export function bars(months: readonly MonthCount[], most: number): Bar[] {
  const counted = months.filter((m) => m.count > 0 || (m.below ?? 0) > 0);
  if (!counted.length) return [];
  const numbers = counted.map((m) => indexOf(m.month));
  let first = Math.min(...numbers);
  let last = Math.max(...numbers);
  const step = last - first < most ? 1 : (last - first) / 3 < most ? 3 : 12;
  // A few months would make bars as wide as posters; and a bar needs neighbours to say when it is.
  while ((last - first) / step < 11) {
    first -= step;
    last += step;
  }
  const from = Math.floor(first / step);
  const found = Array.from({ length: Math.floor(last / step) - from + 1 }, (_, n) => {
    const start = startOf((from + n) * step);
    return { start, end: startOf((from + n + 1) * step), label: labelOf(start, step), count: 0, below: 0 };
  });
  for (const m of counted) {
    const bar = found[Math.floor(indexOf(m.month) / step) - from];
    if (!bar) continue;
    bar.count += m.count;
    bar.below += m.below ?? 0;
  }
  return found;
}

const indexOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const startOf = (index: number): Date => new Date(Date.UTC(Math.floor(index / 12), index % 12, 1));

function labelOf(start: Date, step: number): string {
  if (step === 12) return String(start.getUTCFullYear());
  if (step === 3) return `${MONTH.format(start)} and the two months after`;
  return MONTH.format(start);
}
