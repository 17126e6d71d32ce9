/** From what was read of a report, and its claims, to marks over its words and the parts of the claim in focus. */

import { standing, type Card, type Report } from '../cards';
import { words } from '$lib/format';
import { Marks, type Layer, type Mark } from './layers';
import type { Part } from './emphasis';
import type { Offsets, Span } from './offsets';

export const LAYERS = [
  { key: 'claim', label: 'Claims' },
  { key: 'actor', label: 'Actors' },
  { key: 'place', label: 'Places' },
  { key: 'time', label: 'Times' },
  { key: 'source', label: 'Who says so' },
] as const;
export type LayerKey = (typeof LAYERS)[number]['key'];

const SAID: Record<LayerKey, string> = {
  claim: 'Claim',
  actor: 'Actor',
  place: 'Place',
  time: 'Time',
  source: 'Says so',
};

export function marksOf(
  report: Report,
  claims: readonly Card[],
  offsets: Offsets,
  shown: ReadonlySet<LayerKey>,
): Marks {
  const marks: Mark[] = [];
  const put = (span: Span, layer: Layer, id: string, title?: string, tone?: string): void => {
    const [start, end] = offsets.spanToUnits(span);
    marks.push({ start, end, layer, id, title, tone });
  };
  for (const one of report.mentions) {
    if (!shown.has(one.layer)) continue;
    put(
      one.span,
      one.layer,
      one.id,
      [`${SAID[one.layer]}: ${one.name}`, one.note && words(one.note)].filter(Boolean).join(', '),
    );
  }
  if (shown.has('source'))
    report.attributions.forEach((said, i) => {
      if (said.cue) put(said.cue, 'cue', `${i}`);
    });
  if (shown.has('claim'))
    for (const claim of claims) {
      const now = standing(claim);
      put(claim.trigger.span, 'claim', claim.id, undefined, now === 'open' ? undefined : now);
    }
  return new Marks(marks);
}

export function countLayers(report: Report, claims: readonly Card[]): Record<LayerKey, number> {
  const counts = { claim: claims.length, actor: 0, place: 0, time: 0, source: 0 };
  for (const one of report.mentions) counts[one.layer]++;
  return counts;
}

/** What of the text the claim rests on, each with its role, in text order. */
export function partsOf(claim: Card, offsets: Offsets): Part[] {
  const parts: Part[] = [];
  const trigger = claim.trigger.span;
  const put = (span: Span | null | undefined, role: Part['role'], label: string): void => {
    if (!span || span[1] <= span[0]) return;
    // A field that a person set has no words of its own: it is tied to the claim's.
    if (role !== 'trigger' && role !== 'evidence' && span[0] === trigger[0] && span[1] === trigger[1]) return;
    const [start, end] = offsets.spanToUnits(span);
    if (!parts.some((p) => p.start === start && p.end === end && p.role === role))
      parts.push({ start, end, role, label });
  };
  put(claim.evidence.span, 'evidence', '');
  put(trigger, 'trigger', '');
  for (const one of claim.actors) put(one.span, 'who', 'who');
  for (const one of claim.recipients) put(one.span, 'whom', 'to whom');
  put(claim.place?.span, 'where', 'where');
  put(claim.time?.span, 'when', 'when');
  for (const one of claim.casualties) put(one.span, 'count', words(one.outcome));
  for (const one of claim.weapons) put(one.span, 'weapon', 'with');
  for (const one of claim.sources) put(one.span, 'says', 'says');
  return parts.sort((a, b) => (a.role === 'evidence' ? -1 : b.role === 'evidence' ? 1 : a.start - b.start));
}
