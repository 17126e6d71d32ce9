/** What the screens of review are made of, as the API names it. */

import { ok, type Schemas } from '$lib/api/client';

export type Card = Schemas['ClaimPayload'];
export type Report = Schemas['ReportDetail'];
export type Correction = Partial<Schemas['CorrectionPayload']>;
export type PersonSet = Schemas['ActorGiven'];
export type PlaceSet = Schemas['PlaceGiven'];
export type Where = Schemas['PlacePart'];
export type When = Schemas['TimePart'];
export type Count = Schemas['CasualtiesPart'];
export type Speaker = Schemas['SourcePart'];
export type SourceKind = Speaker['kind'];
/** Who says so, to be set. `kind` null: as it is known, which is `known` where that was told. */
export type SourceSet = Schemas['SourceGiven'] & { known: SourceKind | null };

export type Standing = 'accepted' | 'rejected' | 'corrected' | 'open';

/** How far its review is. */
export function standing(claim: Card): Standing {
  if (claim.withdrawn || claim.review?.verdict === 'reject') return 'rejected';
  if (claim.review?.verdict === 'accept') return 'accepted';
  return claim.corrected.length ? 'corrected' : 'open';
}

export const STANDINGS: Record<Standing, string> = {
  accepted: 'accepted',
  rejected: 'rejected',
  corrected: 'corrected, not yet accepted',
  open: 'not yet reviewed',
};

/** `ok`, typed by the schema itself: the client's types turn pairs of offsets into lists. */
export const ask = <T>(call: Promise<{ data?: unknown; error?: unknown; response: Response }>): Promise<T> =>
  ok(call) as Promise<T>;
