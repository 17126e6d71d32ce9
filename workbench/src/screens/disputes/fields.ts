/** Fields on which sources differ, as questions. */
import { capital, words } from '$lib/format';

const QUESTIONS: Record<string, string> = {
  happened: 'Did it happen?',
  actors: 'Who did it?',
  holder: 'Who holds it?',
  day: 'On which day?',
  place: 'Where?',
  killed: 'How many were killed?',
  wounded: 'How many were hurt?',
  killed_or_wounded: 'How many were killed or hurt?',
  captured: 'How many were captured?',
  abducted: 'How many were abducted?',
  missing: 'How many are missing?',
  displaced: 'How many were displaced?',
};

/** "killed (state)" as "How many were killed? (state)". */
export function question(field: string): string {
  const [name, side] = field.split(' (');
  const asked = QUESTIONS[name ?? ''] ?? capital(words(name ?? field));
  return side ? `${asked} (${side}` : asked;
}

export const FIELDS = Object.keys(QUESTIONS);
