/** Spans of control by place, and which place lies in which. */
import type { Schemas } from '$lib/api/client';

export type Span = Schemas['ControlSpan'];
export type Place = Span['place'];

export interface Row {
  key: string;
  place: Place;
  spans: Span[];
  /** 0: stands by itself; 1: lies in the row above that has 0, and so on. */
  depth: number;
}

export const keyOf = (place: Place): string =>
  place.geonames !== null ? `g${place.geonames}` : `${place.name.toLowerCase()}/${place.country ?? ''}`;

const COUNTRY = /^PCL/;
const rank = (place: Place): number => {
  const feature = place.feature ?? '';
  if (COUNTRY.test(feature)) return 0;
  if (feature === 'ADM1') return 1;
  if (feature === 'ADM2') return 2;
  return feature === 'PPLX' || feature === 'AREA' ? 4 : 3;
};

/** A suburb lies within this of its town, in degrees of latitude: the rule that the case itself uses says 15 km. */
const NEAR = 15 / 111;

function liesIn(part: Place, whole: Place): boolean {
  if (part.country !== whole.country || rank(part) <= rank(whole)) return false;
  switch (rank(whole)) {
    case 0:
      return true;
    case 1:
      return part.admin1 !== null && part.admin1 === (whole.admin1 ?? whole.name);
    case 3: {
      if (part.lat === null || part.lon === null || whole.lat === null || whole.lon === null) return false;
      const across = (part.lon - whole.lon) * Math.cos((part.lat * Math.PI) / 180);
      return Math.hypot(part.lat - whole.lat, across) <= NEAR;
    }
    default:
      return false;
  }
}

/** Rows by country and name; a part follows what it lies in. */
export function rows(spans: readonly Span[]): Row[] {
  const byKey = new Map<string, Row>();
  for (const span of spans) {
    const key = keyOf(span.place);
    const row = byKey.get(key);
    if (row) row.spans.push(span);
    else byKey.set(key, { key, place: span.place, spans: [span], depth: 0 });
  }
  const all = [...byKey.values()].sort(
    (a, b) =>
      Number(a.place.country === null) - Number(b.place.country === null) ||
      (a.place.country ?? '').localeCompare(b.place.country ?? '') ||
      a.place.name.localeCompare(b.place.name) ||
      a.key.localeCompare(b.key),
  );
  const parent = new Map<Row, Row>();
  for (const row of all) {
    const around = all
      .filter((other) => other !== row && liesIn(row.place, other.place))
      .sort((a, b) => rank(b.place) - rank(a.place))[0];
    if (around) parent.set(row, around);
  }
  const out: Row[] = [];
  const put = (row: Row, depth: number): void => {
    out.push({ ...row, depth });
    for (const [part, whole] of parent) if (whole === row) put(part, depth + 1);
  };
  for (const row of all) if (!parent.has(row)) put(row, 0);
  return out;
}

export const holdsOn = (span: Span, day: string): boolean =>
  (span.start === null || span.start <= day) && (span.end === null || day < span.end);
