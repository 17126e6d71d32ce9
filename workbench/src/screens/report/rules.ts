/** The rule that made a field, in words for who does not know the parser's. What no line here knows stays as it is. */
import { words } from '$lib/format';

/** Relations of the parser (spaCy's, after ClearNLP), and what the rules call for themselves. */
const RELATIONS: Record<string, string> = {
  nsubj: 'subject of the verb',
  nsubjpass: 'subject of the passive verb',
  csubj: 'clause as the subject',
  dobj: 'object of the verb',
  obj: 'object of the verb',
  iobj: 'indirect object',
  dative: 'indirect object',
  agent: 'named after “by”',
  amod: 'adjective before the noun',
  nmod: 'word before the noun',
  compound: 'word before the noun',
  nn: 'word before the noun',
  poss: 'owner of what the noun tells',
  appos: 'second name for it',
  attr: 'complement of “be”',
  acomp: 'complement of the verb',
  oprd: 'complement of the verb',
  npadvmod: 'noun as an adverb',
  antecedent: 'noun that “who” or “which” stands for',
  'noun before participle': 'noun that the participle describes',
  of: 'its “of” names it',
  'of the object': 'beside the object',
  'of the cause': 'of what caused it',
  shared: 'shared with another verb',
};
const FRAMES: Record<string, string> = {
  clause: 'a clause',
  'passive clause': 'a clause, in the passive',
  quote: 'a quotation',
  infinitive: '“to”',
  'told-infinitive': '“to”, said to somebody',
  gerund: 'an “-ing” form',
  thing: 'a noun for what is told',
  topic: 'a noun for what it is about',
  counted: 'a number',
  accused: 'whom it accuses',
  shown: 'what it shows',
};
const WHOLE: Record<string, string> = {
  noun: 'told by a noun',
  participle: 'told by a participle',
  heading: 'place and agency that the text begins with',
  'by the frame': 'by the kind of happening',
  'cited along': 'quoted along with it',
};

const PATTERNS: readonly [RegExp, (...found: string[]) => string][] = [
  [/^pobj of (.+)$/, (word) => `named after “${word}”`],
  [/^pcomp of (.+)$/, (word) => `clause after “${word}”`],
  [/^conj of .+$/, () => 'joined to another by “and”'],
  [/^shared from the clause$/, () => 'shared with the clause'],
  [/^shared from (.+)$/, (verb) => `shared with “${verb}”`],
  [/^role (goal|origin|place)$/, (role) => (role === 'place' ? '' : role)],
  [/^told before at '(.+)' in the paragraph$/, (word) => `from “${word}” before it in the paragraph`],
  [/^told before at '(.+)'$/, (word) => `from “${word}”, told before`],
  [/^(place|time) of '(.+)' in the sentence$/, (_, word) => `that of “${word}” in the sentence`],
  [/^governed by '(.+)'$/, (word) => `follows “${word}”`],
  [
    /^(?:modal|negation|adverb|modifier|condition) '(.+?)'( with a condition)?$/,
    (word, more = '') => `by “${word}”${more}`,
  ],
  [/^'(.+)'$/, (word) => `by “${word}”`],
  [/^without$/, () => 'by “without”'],
  [/^(verb|noun) (\S+): nobody named$/, (_, word) => `“${word}”, with nobody named`],
  [/^verb (\S+): at the end of the sentence$/, (word) => `“${word}” at the end of the sentence`],
  [
    /^(verb|noun) (\S+): (.+)$/,
    (_, word, frame) => `“${words(word)}” with ${FRAMES[frame] ?? `“${words(frame)}”`}`,
  ],
  [/^(?:phrase|adverb|adjective) (.+)$/, (word) => `“${word}”`],
];

/** "subj: nsubj, shared from killed; mod: amod" as "subject of the verb, shared with “killed”; adjective before the noun". */
export function tellRule(rule: string): string {
  const told = rule.split('; ').map((part) => {
    const frame = /^(?:verb|noun) /.test(part);
    // The slot of the pattern says again what the relation says.
    const how = frame ? part : part.replace(/(^|, )[a-z_.]+: /, '$1');
    // So does the slot after a relative pronoun.
    return how
      .replace(/^antecedent, [a-z_.]+/, 'antecedent')
      .split(', ')
      .map(piece)
      .filter(Boolean)
      .join(', ');
  });
  return [...new Set(told)].join('; ');
}

function piece(text: string): string {
  const known = RELATIONS[text] ?? WHOLE[text];
  if (known) return known;
  for (const [pattern, tell] of PATTERNS) {
    const found = pattern.exec(text);
    if (found) return tell(...found.slice(1));
  }
  // "day_month" of a time.
  return text.replaceAll('_', ' ');
}

/** "frame advance: enter subj=actor_armed! obj=place!" as "read as “advance”, from the word “enter”". */
export function tellCoder(by: string): string {
  const found = /^frame (\S+): (\S+)/.exec(by);
  if (!found) return `by ${by}`;
  const [, kind = '', word = ''] = found;
  return `read as “${words(kind)}”, from the word “${words(word)}”`;
}
