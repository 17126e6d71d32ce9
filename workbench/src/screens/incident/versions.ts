/** From what the API says of an incident to columns, cells and figures side by side. */
import type { Schemas } from '$lib/api/client';
import { capital, range, words } from '$lib/format';

export type Incident = Schemas['IncidentDetail'];
type Claim = Schemas['ClaimPayload'];

export interface Column {
  key: string;
  name: string;
  kind: string;
  party: boolean;
  side: string | null;
  published: string | null;
  /** Letter of the Admiralty scale; null: the source has no name to grade. */
  reliability: string | null;
  isDefault: boolean;
  /** Key of the source, to grade it. */
  source: string;
  report: string;
  title: string | null;
  /** Reports that copy this one: one story with it. */
  copies: readonly string[];
}

export interface Cell {
  value: string | null;
  /** Not what most of the others say. */
  odd: boolean;
  claims: readonly string[];
}

export interface Row {
  field: string;
  label: string;
  differs: boolean;
  cells: readonly Cell[];
}

const LABELS: Record<string, string> = {
  to_whom: 'To whom',
  holder: 'Who holds it',
  other_casualties: 'Other figures',
};

/** Columns of copies are folded into the one they copy, and rows that nobody fills are left out. */
export function versionsOf(incident: Incident): { columns: Column[]; rows: Row[] } {
  const { columns, rows } = incident.matrix;
  const originals = columns.filter(
    (c) => !c.copy_of || !columns.some((o) => !o.copy_of && o.report === c.copy_of),
  );
  const kept = originals.map((c) => ({
    key: `${c.key} ${c.report}`,
    name: c.name,
    kind: c.kind ? words(c.kind) : 'the report itself',
    party: c.party,
    side: c.side,
    published: c.published,
    reliability: c.reliability,
    isDefault: c.reliability_default ?? true,
    source: c.key,
    report: c.report,
    title: c.title,
    copies: columns
      .filter((o) => o !== c && o.copy_of === c.report && o.key === c.key)
      .map((o) => o.publisher ?? o.title ?? 'a copy'),
  }));
  const at = originals.map((c) => columns.indexOf(c));
  const made = rows
    .map((row) => {
      const cells = at.map((i) => row.cells[i] ?? { value: null, claims: [] });
      const usual = commonest(cells.map((c) => c.value));
      return {
        field: row.field,
        label: LABELS[row.field] ?? capital(words(row.field)),
        differs: row.differs,
        cells: cells.map((c) => ({ ...c, odd: row.differs && c.value !== null && c.value !== usual })),
      };
    })
    .filter((row) => row.cells.some((c) => c.value !== null));
  return { columns: kept, rows: made };
}

/** Null where two are as common: then each of them stands out. */
function commonest(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return sorted[0] && sorted[0][1] > (sorted[1]?.[1] ?? 0) ? sorted[0][0] : null;
}

export interface Told {
  key: string;
  /** Who says so, or the rule that made it. */
  name: string;
  kind: 'source' | 'rule';
  note?: string;
  party?: boolean;
  low: number | null;
  best: number | null;
  high: number | null;
  /** The words that the figure stands in. */
  words?: string;
  claim?: string;
}

const RULES: Record<string, string> = { ucdp: 'UCDP rule', acled: 'ACLED rule' };

/** For each outcome the figure of every claim, then what each rule makes of them. */
export function figuresOf(incident: Incident): { outcome: string; rows: Told[] }[] {
  const outcomes = [...new Set(incident.casualties.map((c) => c.outcome))];
  return outcomes.map((outcome) => {
    const rows: Told[] = [];
    for (const claim of incident.claims) {
      claim.casualties.forEach((one, i) => {
        if (one.outcome !== outcome || claim.withdrawn) return;
        rows.push({
          key: `${claim.id} ${i}`,
          name: claim.speaker ?? claim.publisher ?? 'no source named',
          kind: 'source',
          note:
            [one.whose, claim.status === 'denied' ? 'denied' : null].filter(Boolean).join(', ') || undefined,
          party: isParty(incident, claim),
          low: one.low,
          best: one.best,
          high: one.high,
          words: one.text ?? undefined,
          claim: claim.id,
        });
      });
    }
    const tidy = rows.filter(
      (r, i) => rows.findIndex((o) => o.name === r.name && o.note === r.note && range(o) === range(r)) === i,
    );
    for (const one of incident.casualties)
      if (one.outcome === outcome)
        tidy.push({
          key: `rule ${one.rule}`,
          name: RULES[one.rule] ?? one.rule,
          kind: 'rule',
          low: one.low,
          best: one.best,
          high: one.high,
        });
    return { outcome: capital(words(outcome)), rows: tidy };
  });
}

export function isParty(incident: Incident, claim: Claim): boolean {
  return incident.matrix.columns.some((c) => c.party && c.claims.includes(claim.id));
}

export interface Telling {
  report: string;
  title: string | null;
  publisher: string | null;
  published: string | null;
  /** Words that carry claims, in the order of the text, each with what is claimed in them. */
  passages: { key: string; before: string; words: string; after: string; claims: Claim[] }[];
}

/** The claims by report and by the words that carry them, the earliest report first. */
export function tellingsOf(incident: Incident): Telling[] {
  const reports = new Map(incident.reports.map((r) => [r.id, r]));
  const tellings = new Map<string, Telling>();
  for (const claim of incident.claims) {
    const report = reports.get(claim.report);
    let telling = tellings.get(claim.report);
    if (!telling) {
      telling = {
        report: claim.report,
        title: report?.title ?? null,
        publisher: claim.publisher,
        published: claim.published,
        passages: [],
      };
      tellings.set(claim.report, telling);
    }
    const key = claim.evidence.span.join(' ');
    const passage = telling.passages.find((p) => p.key === key);
    if (passage) passage.claims.push(claim);
    else {
      const context = incident.contexts[claim.id];
      telling.passages.push({
        key,
        before: context?.before ?? '',
        words: context?.words ?? claim.evidence.text,
        after: context?.after ?? '',
        claims: [claim],
      });
    }
  }
  for (const telling of tellings.values()) {
    telling.passages.sort((a, b) => start(a.claims) - start(b.claims));
    for (const passage of telling.passages)
      passage.claims.sort((a, b) => a.trigger.span[0] - b.trigger.span[0]);
  }
  return [...tellings.values()].sort(
    (a, b) => (a.published ?? '9').localeCompare(b.published ?? '9') || a.report.localeCompare(b.report),
  );
}

const start = (claims: readonly Claim[]): number => claims[0]?.evidence.span[0] ?? 0;

const DISPUTED: Record<string, string> = {
  happened: 'whether it happened',
  actors: 'who did it',
  day: 'the day',
  place: 'the place',
  holder: 'who holds the place',
};
/** "sources differ on …" */
export const differOn = (field: string): string => DISPUTED[field] ?? `how many were ${words(field)}`;
