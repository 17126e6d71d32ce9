/** Families of types of happenings: name, colour token and shape. Shapes tell them apart without colour. */
export type Family =
  'battles' | 'explosions' | 'civilians' | 'protests' | 'riots' | 'strategic' | 'diplomacy' | 'other';

export interface FamilyLook {
  key: Family;
  label: string;
  /** Path in a box of 16 by 16. */
  shape: string;
}

export const FAMILIES: readonly FamilyLook[] = [
  { key: 'battles', label: 'Battles', shape: 'M8 1 15 8 8 15 1 8Z' },
  {
    key: 'explosions',
    label: 'Explosions',
    shape:
      'M8 0.500 10 5.200 14.500 3 12.300 7.500 15.500 10 11.500 10.800 11.200 15 8 12.200 4.800 15 4.500 10.800 0.500 10 3.700 7.500 1.500 3 6 5.200Z',
  },
  {
    key: 'civilians',
    label: 'Against civilians',
    shape: 'M8 1.500A6.500 6.500 0 1 1 8 14.500A6.500 6.500 0 1 1 8 1.500Z',
  },
  { key: 'protests', label: 'Protests', shape: 'M2 2H14V14H2Z' },
  { key: 'riots', label: 'Riots', shape: 'M8 1.500 15 14H1Z' },
  { key: 'strategic', label: 'Strategic', shape: 'M8 1 14.700 5.800 12.100 14H3.900L1.300 5.800Z' },
  { key: 'diplomacy', label: 'Diplomacy', shape: 'M4.500 2H11.500L15 8 11.500 14H4.500L1 8Z' },
  { key: 'other', label: 'Other', shape: 'M6 1.500H10V6H14.500V10H10V14.500H6V10H1.500V6H6Z' },
];

const BY_KEY = new Map(FAMILIES.map((f) => [f.key as string, f]));
export const familyLook = (key: string | null | undefined): FamilyLook =>
  BY_KEY.get(key ?? 'other') ?? (BY_KEY.get('other') as FamilyLook);
