/** Names of countries, which the API tells by their codes. */
import { vocabulary } from './vocabulary.svelte';

/** "SYR" as "Syria". The code itself until the names are there, and where there is none. */
export function countryName(code: string | null | undefined): string {
  if (!code) return '';
  // Where they cannot be had, the codes stay.
  void vocabulary.load().catch(() => undefined);
  return vocabulary.words.countries[code] ?? code;
}

/** "Idlib, Syria": what a place lies in, without what is its own name. */
export const within = (place: { name: string; admin1?: string | null; country?: string | null }): string =>
  [place.admin1, countryName(place.country)].filter((part) => part && part !== place.name).join(', ');
