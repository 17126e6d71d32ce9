/** The case that is shown: name, counts, what there is to filter by. Fetched once and again after something was added. */
import { api, ok, type Answer } from './client';

class ShownCase {
  data = $state.raw<Answer<'/api/v1/case'> | undefined>(undefined);
  error = $state.raw<Error | undefined>(undefined);
  /** "syria" of "/home/ann/syria.dateline" or "postgresql://…/syria". */
  readonly title = $derived(
    (this.data?.name ?? 'Dateline')
      .replace(/[?#].*$/, '')
      .replace(/^.*[/\\]/, '')
      .replace(/\.dateline$/, ''),
  );
  private asked: Promise<void> | undefined;

  load(): Promise<void> {
    this.asked ??= this.fetch();
    return this.asked;
  }

  again(): Promise<void> {
    this.asked = this.fetch();
    return this.asked;
  }

  private async fetch(): Promise<void> {
    try {
      this.data = await ok(api.GET('/api/v1/case'));
      this.error = undefined;
    } catch (problem) {
      this.error = problem as Error;
      this.asked = undefined;
    }
  }
}

export const shownCase = new ShownCase();
