/** How many, as coders write it: 12, 12-15, 12- or 12+ ("at least"), -30 ("up to"), 10-12-15 (low, best, high).
 *  The same forms as `dateline correct --casualties`. */

export interface Bounds {
  low: number | null;
  best: number | null;
  high: number | null;
}

const NUMBER = String.raw`(\d{1,9})`;
const FORMS: [RegExp, (a: number, b: number, c: number) => Bounds][] = [
  [new RegExp(`^${NUMBER}$`), (a) => ({ low: a, best: a, high: a })],
  [new RegExp(`^${NUMBER}(?:-|\\+)$`), (a) => ({ low: a, best: a, high: null })],
  [new RegExp(`^-${NUMBER}$`), (a) => ({ low: null, best: null, high: a })],
  [new RegExp(`^${NUMBER}-${NUMBER}$`), (a, b) => ({ low: a, best: null, high: b })],
  [new RegExp(`^${NUMBER}-${NUMBER}-${NUMBER}$`), (a, b, c) => ({ low: a, best: b, high: c })],
];

/** Null: not such a form, or its numbers go down. */
export function parseBounds(words: string): Bounds | null {
  const tidy = words.replace(/[\s,.'’]/g, '').replace(/[–—−]|\.\.\.?|…/g, '-');
  for (const [form, make] of FORMS) {
    const hit = form.exec(tidy);
    if (!hit) continue;
    const made = make(Number(hit[1]), Number(hit[2]), Number(hit[3]));
    const told = [made.low, made.best, made.high].filter((n) => n !== null);
    return told.every((n, i) => i === 0 || n >= (told[i - 1] as number)) ? made : null;
  }
  return null;
}

export function showBounds({ low, best, high }: Bounds): string {
  if (low === null && best === null && high === null) return '';
  if (low !== null && low === high) return `${low}`;
  if (high === null) return `${low ?? best}+`;
  if (low === null && best === null) return `-${high}`;
  if (best === null || best === low || best === high) return `${low ?? best}-${high}`;
  return `${low}-${best}-${high}`;
}

/** As a sentence has it. */
export function tellBounds({ low, best, high }: Bounds): string {
  if (low === null && best === null && high === null) return 'not told';
  if (low !== null && low === high) return `${low}`;
  if (high === null) return `at least ${low ?? best}`;
  if (low === null && best === null) return `up to ${high}`;
  if (best === null || best === low || best === high) return `${low ?? best} to ${high}`;
  return `${low} to ${high}, best ${best}`;
}
