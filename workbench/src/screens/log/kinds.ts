/** Kinds of decisions: their name, and where what they are about can be seen. */
import type { Schemas } from '$lib/api/client';
import { actorAt, sourceAt } from '$lib/actors';
import type { IconName } from '$lib/ui/Icon.svelte';

type Decision = Schemas['DecisionPayload'];

export const KINDS: readonly { key: string; label: string; icon: IconName }[] = [
  { key: 'correct', label: 'Correction', icon: 'edit' },
  { key: 'review', label: 'Review', icon: 'check' },
  { key: 'add-claim', label: 'Claim added', icon: 'add' },
  { key: 'merge', label: 'Merge', icon: 'merge' },
  { key: 'split', label: 'Split', icon: 'split' },
  { key: 'grade-source', label: 'Grade of a source', icon: 'sources' },
  { key: 'grade-claim', label: 'Grade of a claim', icon: 'sources' },
  { key: 'alias', label: 'Name', icon: 'actors' },
  { key: 'note', label: 'Note', icon: 'note' },
  { key: 'undo', label: 'Undone', icon: 'undo' },
];
const BY_KEY = new Map(KINDS.map((k) => [k.key, k]));
export const kindLook = (key: string): { key: string; label: string; icon: IconName } =>
  BY_KEY.get(key) ?? { key, label: key, icon: 'log' };

/** Whole ids are for machines; so much of one is enough on the command line too. */
export const shortIds = (text: string): string => text.replace(/\b([cir][0-9a-f]{6})[0-9a-f]{8,}\b/g, '$1');

const PAGES: Record<string, string> = {
  actor: 'actors',
  source: 'sources',
  incident: 'incidents',
  report: 'reports',
};

/** Where to look at what was decided about. undefined: nowhere (several incidents, an id that may be gone). */
export function targetAt(decision: Decision): string | undefined {
  const id = decision.target.split(' ')[0] ?? '';
  if (!id) return undefined;
  const text = (name: string): string | undefined => {
    const value = decision.what[name];
    return typeof value === 'string' ? value : undefined;
  };
  switch (decision.kind) {
    case 'undo':
      return `#entry-${id}`;
    case 'merge':
    case 'split':
      return `/incidents/${encodeURIComponent(id)}`;
    case 'grade-source':
      return sourceAt(decision.target);
    case 'alias':
      return actorAt(decision.target);
    case 'note': {
      const page = PAGES[text('sort') ?? ''];
      return page ? `/${page}/${encodeURIComponent(decision.target)}` : undefined;
    }
    default: {
      const report = text('report');
      return report ? `/reports/${encodeURIComponent(report)}?claim=${encodeURIComponent(id)}` : undefined;
    }
  }
}
