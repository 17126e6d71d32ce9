/** How days, counts and ranges are written: everywhere alike. */
const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const DAY_MONTH = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const NUMBER = new Intl.NumberFormat('en-GB');
const SHORT_NUMBER = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

const asDate = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`);

export const number = (value: number): string => NUMBER.format(value);
/** 12,345 as "12.3K". */
export const shortNumber = (value: number): string =>
  value < 10_000 ? NUMBER.format(value) : SHORT_NUMBER.format(value);
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${NUMBER.format(count)} ${count === 1 ? one : many}`;

/** "2016-08-07" as "7 Aug 2016". */
export const day = (iso: string | null | undefined): string => (iso ? DAY.format(asDate(iso)) : 'no date');
export const month = (iso: string): string => MONTH.format(asDate(iso));
/** What stands at a mark on an axis of time whose marks are so many days apart: "2020", "Mar 2020", "9 Mar". */
export function axisLabel(time: Date, apart: number): string {
  const iso = time.toISOString();
  if (apart > 300) return iso.slice(0, 4);
  return apart > 26 ? MONTH.format(time) : DAY_MONTH.format(time);
}
/** A moment with its time, in the reader's time zone. */
export const moment = (iso: string): string => MOMENT.format(new Date(iso));

/** "6–7 Aug 2016", "28 Jul – 3 Aug 2016", "until 5 Aug 2016", "no date". */
export function days(start: string | null | undefined, end: string | null | undefined): string {
  if (!start && !end) return 'no date';
  if (!start) return `until ${day(end)}`;
  if (!end) return `from ${day(start)}`;
  if (start.slice(0, 10) === end.slice(0, 10)) return day(start);
  if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8, 10))}–${day(end)}`;
  if (start.slice(0, 4) === end.slice(0, 4)) return `${DAY_MONTH.format(asDate(start))} – ${day(end)}`;
  return `${day(start)} – ${day(end)}`;
}

export interface Range {
  low?: number | null;
  best?: number | null;
  high?: number | null;
}

/** "12", "12–15", "at least 24", "up to 30", "" where nothing is known. */
export function range(value: Range | null | undefined): string {
  if (!value) return '';
  const { low, high, best } = value;
  if (low != null && high != null) return low === high ? number(low) : `${number(low)}–${number(high)}`;
  if (low != null) return `${number(low)}+`;
  if (high != null) return `up to ${number(high)}`;
  return best != null ? number(best) : '';
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What `geo_precision` means. */
export const precision = (value: number | null | undefined): string =>
  value === 1
    ? 'the place itself'
    : value === 2
      ? 'near it or in a part of it'
      : value === 3
        ? 'a wider region'
        : 'not known';

/** "source_kind" as "source kind", "armed_actor" as "armed actor". */
export const words = (name: string): string => name.replaceAll('_', ' ').replaceAll('-', ' ');
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** Types of happenings as they are told: "ASSAULT" as "Assault", "Armed clash" as it is. */
export const typeName = (type: string): string =>
  /^[A-Z_ -]+$/.test(type) ? capital(words(type.toLowerCase())) : type;
/** "Armed clash", "Assault · aerial"; empty where it has no type. */
export const typeOfClaim = (claim: {
  acled_sub: string | null;
  plover: string | null;
  mode: string | null;
}): string =>
  claim.acled_sub ??
  [claim.plover && typeName(claim.plover), claim.mode && words(claim.mode)].filter(Boolean).join(' · ');
