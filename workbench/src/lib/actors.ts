/** What codes of actors mean. */
import { words } from './format';

const SECTORS: Record<string, string> = {
  GOV: 'government',
  MIL: 'military',
  REB: 'rebels',
  OPP: 'opposition',
  PAR: 'party',
  COP: 'police',
  JUD: 'courts',
  SPY: 'intelligence',
  IGO: 'intergovernmental',
  NGO: 'non-governmental',
  MED: 'media',
  CVL: 'civilians',
  BUS: 'business',
  CRM: 'crime',
  UAF: 'armed, not affiliated',
  LAB: 'labour',
  EDU: 'education',
  REL: 'religious',
  HLH: 'health',
  REF: 'refugees',
  MNC: 'companies',
  RAD: 'radical',
};
export const sector = (code: string | null | undefined): string => (code ? (SECTORS[code] ?? code) : '');

/** ACLED's interaction classes. */
const INTER: Record<number, string> = {
  1: 'state forces',
  2: 'rebel group',
  3: 'political militia',
  4: 'identity militia',
  5: 'rioters',
  6: 'protesters',
  7: 'civilians',
  8: 'external or other forces',
};
export const inter = (code: number | null | undefined): string => (code ? (INTER[code] ?? '') : '');

const RELATIONS: Record<string, string> = {
  part_of: 'is part of',
  allied_with: 'is allied with',
  led_by: 'is led by',
  proxy_of: 'is a proxy of',
  speaks_for: 'speaks for',
  faction_of: 'is a faction of',
  office_of: 'held office in',
  owned_by: 'is owned by',
};
export const relation = (code: string): string => RELATIONS[code] ?? words(code);

export const actorAt = (key: string): string => `/actors/${encodeURIComponent(key)}`;
export const sourceAt = (key: string): string => `/sources/${encodeURIComponent(key)}`;

export const GRADES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Letter = (typeof GRADES)[number];
/** The Admiralty scale, NATO AJP-2.1. */
export const GRADE_WORDS: Record<Letter, string> = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'cannot be judged',
};
