/** What can become of an input, in the order in which it is told. */
export interface OutcomeLook {
  key: string;
  label: string;
  /** Of several, where that is another word. */
  many?: string;
  /** What it means and, where something is wrong, what to do. */
  means: string;
  tone: 'good' | 'plain' | 'warn' | 'bad';
}

export const OUTCOMES: readonly OutcomeLook[] = [
  { key: 'read', label: 'read', means: 'New in the case, with their claims.', tone: 'good' },
  {
    key: 'revision',
    label: 'revision',
    many: 'revisions',
    means: 'A page whose text is another now. Both states stay.',
    tone: 'good',
  },
  {
    key: 'copy',
    label: 'copy',
    many: 'copies',
    means: 'Near-copies of another report: kept, and counted with it as one independent source.',
    tone: 'plain',
  },
  { key: 'there', label: 'there already', means: 'Nothing new in them.', tone: 'plain' },
  { key: 'not-english', label: 'not English', means: 'Kept and searchable, without claims.', tone: 'warn' },
  {
    key: 'no-text',
    label: 'no text',
    means: 'Nothing to read was found. A scanned PDF needs a text recogniser first.',
    tone: 'warn',
  },
  {
    key: 'left-out',
    label: 'left out',
    means: 'Nothing that Dateline reads, or more than it takes.',
    tone: 'warn',
  },
  {
    key: 'failed',
    label: 'failed',
    means: 'Could not be read. The reason stands with each; the others went on.',
    tone: 'bad',
  },
];
const BY_KEY = new Map(OUTCOMES.map((o) => [o.key, o]));
export const outcomeLook = (key: string): OutcomeLook =>
  BY_KEY.get(key) ?? { key, label: key, means: '', tone: 'plain' };

export type Counts = Record<string, number>;
export const told = (counts: Counts): { look: OutcomeLook; count: number }[] =>
  OUTCOMES.filter((o) => counts[o.key]).map((look) => ({ look, count: counts[look.key] ?? 0 }));
