/** Claims in words. */
import type { Schemas } from '$lib/api/client';
import { typeOfClaim } from '$lib/format';

export type Claim = Schemas['ClaimPayload'];

/** "Air/drone strike", "Assault · aerial". */
export const typeOf = (claim: Pick<Claim, 'acled_sub' | 'acled_type' | 'plover' | 'mode'>): string =>
  typeOfClaim(claim) || claim.acled_type || 'No type';

export interface Piece {
  text: string;
  marked: boolean;
}

/** The exact words, with the one that tells the happening marked. Spans count characters, not UTF-16 units. */
export function pieces(claim: Pick<Claim, 'evidence' | 'trigger'>): Piece[] {
  const letters = Array.from(claim.evidence.text);
  const start = claim.trigger.span[0] - claim.evidence.span[0];
  const end = claim.trigger.span[1] - claim.evidence.span[0];
  if (start < 0 || end > letters.length || start >= end)
    return [{ text: claim.evidence.text, marked: false }];
  return [
    { text: letters.slice(0, start).join(''), marked: false },
    { text: letters.slice(start, end).join(''), marked: true },
    { text: letters.slice(end).join(''), marked: false },
  ].filter((p) => p.text);
}

export const reportAt = (claim: Pick<Claim, 'report' | 'id'>): string =>
  `/reports/${encodeURIComponent(claim.report)}?claim=${encodeURIComponent(claim.id)}`;

/** Shown where a claim does not simply say that something happened. */
export const STATUS_TONE: Record<string, 'plain' | 'warn' | 'bad'> = {
  planned: 'plain',
  possible: 'warn',
  conditional: 'warn',
  denied: 'bad',
};
