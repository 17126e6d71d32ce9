/** The words that coding chooses from, fetched once. */
import { api, ok, type Schemas } from './api/client';

export type Vocabulary = Schemas['Vocabulary'];

class Words {
  words = $state.raw<Vocabulary>({
    acled: [],
    plover: [],
    statuses: [],
    outcomes: [],
    relations: ['at'],
    source_kinds: [],
    countries: {},
  });
  private asked: Promise<void> | undefined;

  load(): Promise<void> {
    this.asked ??= ok(api.GET('/api/v1/vocabulary')).then(
      (words) => {
        this.words = words;
      },
      (problem: unknown) => {
        this.asked = undefined;
        throw problem;
      },
    );
    return this.asked;
  }
}

export const vocabulary = new Words();
