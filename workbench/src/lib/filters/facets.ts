/** What there is to filter by, in words. */
import type { Answer } from '../api/client';
import { FAMILIES, familyLook } from '../families';
import { capital, typeName, words } from '../format';

type Facets = Answer<'/api/v1/case'>['facets'];

const STATUSES = ['occurred', 'ongoing', 'planned', 'possible', 'conditional', 'denied'];
const FAMILY_KEYS: ReadonlySet<string> = new Set(FAMILIES.map((f) => f.key));

/** "ASSAULT" and "Armed clash" as they stand in a list. */
export const typeLabel = (type: string): string =>
  FAMILY_KEYS.has(type) ? familyLook(type).label : typeName(type);

/** Families, each with its types under it. */
export function typeChoices(facets: Facets | undefined, chosen: readonly string[]) {
  return FAMILIES.flatMap((family) => {
    const inner = (facets?.types ?? []).filter((t) => t.family === family.key);
    const count =
      facets?.families.find((f) => f.value === family.key)?.count ??
      inner.reduce((sum, t) => sum + t.count, 0);
    if (!count) return [];
    const implied = chosen.includes(family.key);
    return [
      { value: family.key as string, label: family.label, count, family: family.key as string },
      ...(inner.length > 1 || inner[0]?.value !== family.key
        ? inner.map((t) => ({
            value: t.value,
            label: typeLabel(t.value),
            count: t.count,
            inner: true,
            implied,
          }))
        : []),
    ];
  });
}

export const statusChoices = (facets: Facets | undefined) =>
  [...(facets?.statuses ?? [])]
    .sort((a, b) => STATUSES.indexOf(a.value) - STATUSES.indexOf(b.value))
    .map((f) => ({ value: f.value, label: capital(f.value), count: f.count }));

export const sourceKindChoices = (facets: Facets | undefined) =>
  (facets?.source_kinds ?? []).map((f) => ({
    value: f.value,
    label: capital(words(f.value)),
    count: f.count,
  }));
