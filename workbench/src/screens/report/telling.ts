/** Fields of a claim in words. */

import { within } from '$lib/countries';
import { days, typeOfClaim, words } from '$lib/format';
import type { Card, Count, Speaker, When, Where } from './cards';
import { tellBounds } from './figures';

export const NEARNESS = ['', 'the place itself', 'near it or in a part of it', 'a wider region'] as const;
export const DAYS_KNOWN = [
  '',
  'the day is known',
  'within a week',
  'within a month',
  'wider than a month',
] as const;
export const CREDIBILITY = [
  '',
  'confirmed by others',
  'probably true',
  'possibly true',
  'doubtful',
  'improbable',
  'cannot be judged',
] as const;
export const RELIABILITY: Record<string, string> = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'cannot be judged',
};

type Named = { name: string; admin1?: string | null; country?: string | null };
export const tellPlace = (place: Named | null): string =>
  place ? [place.name, within(place)].filter(Boolean).join(', ') : 'no place';
export const tellTime = (time: When | null): string => (time ? days(time.start, time.end) : 'no date');
export const tellPeople = (people: readonly { name: string }[]): string =>
  people.map((p) => p.name).join(', ') || 'nobody named';
/** "fighters, rebels and 2 more → police": who to whom, or null where nobody is named. */
export function tellSides(
  sides: { actors: readonly { name: string }[]; recipients: readonly { name: string }[] },
  most = 20,
): string | null {
  const some = (people: readonly { name: string }[]): string =>
    people
      .slice(0, most)
      .map((p) => p.name)
      .join(', ') + (people.length > most ? ` and ${people.length - most} more` : '');
  const [who, whom] = [some(sides.actors), some(sides.recipients)];
  return whom ? `${who || 'somebody'} → ${whom}` : who || null;
}
export const tellCount = (count: Count): string => `${words(count.outcome)} ${tellBounds(count)}`;
/** "Reuters, outlet › the mayor, official": who passes on whose words. */
export const tellSources = (sources: readonly Speaker[]): string =>
  sources.map((s) => `${s.name}, ${words(s.kind)}`).join(' › ') || 'the report in its own voice';
export const tellType = (claim: Card): string => typeOfClaim(claim);

/** A field as one line, to say what was read before a person set it. */
export function tellField(claim: Card, field: string): string {
  switch (field) {
    case 'type':
      return tellType(claim) || 'no type';
    case 'status':
      return claim.status;
    case 'actors':
      return tellPeople(claim.actors);
    case 'recipients':
      return tellPeople(claim.recipients);
    case 'place':
      return tellPlace(claim.place as Where | null);
    case 'time':
      return tellTime(claim.time);
    case 'casualties':
      return claim.casualties.map(tellCount).join(', ') || 'no figures';
    case 'sources':
      return tellSources(claim.sources);
    default:
      return '';
  }
}
