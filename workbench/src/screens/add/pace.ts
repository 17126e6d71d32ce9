/** How fast something goes, and how long it still takes, by what was seen lately. */
import { plural } from '$lib/format';

export interface Sample {
  /** Milliseconds of a clock. */
  at: number;
  done: number;
}

export interface Pace {
  /** A second. null: too early to say. */
  rate: number | null;
  /** Seconds. null: too early to say, or nobody knows how many there are. */
  left: number | null;
}

/** What is older says little about now. */
const LATELY = 20_000;
const LEAST = 1_500;

export function pace(samples: readonly Sample[], total: number | null): Pace {
  const now = samples.at(-1);
  const then = now && samples.find((s) => now.at - s.at <= LATELY);
  if (!now || !then || now.at - then.at < LEAST || now.done <= then.done) return { rate: null, left: null };
  const rate = ((now.done - then.done) / (now.at - then.at)) * 1000;
  return { rate, left: total === null ? null : Math.max(0, total - now.done) / rate };
}

/** "about 2 minutes left". */
export function left(seconds: number): string {
  if (seconds < 8) return 'a few seconds left';
  if (seconds < 50) return `about ${Math.ceil(seconds / 10) * 10} seconds left`;
  if (seconds < 3600) return `about ${plural(Math.max(1, Math.round(seconds / 60)), 'minute')} left`;
  return `about ${plural(Math.round(seconds / 3600), 'hour')} left`;
}

export const perSecond = (rate: number): string =>
  rate < 10 ? `${rate.toFixed(1)} a second` : `${Math.round(rate)} a second`;
