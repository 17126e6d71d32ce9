/** The decisions made since the page was opened, so that `u` takes back the last one wherever one is by then. */
import { api, ok } from '$lib/api/client';
import { toasts } from '$lib/toasts.svelte';

export interface Step {
  decision: number;
  /** "Accepted “captured”". */
  text: string;
  /** Where it was made. */
  address: string;
}

class Steps {
  made = $state.raw<readonly Step[]>([]);
  /** Counts what was decided or undone: whoever shows the case asks again when it changes. */
  turn = $state(0);

  /** The note about the last one: of a hundred decisions in a row only that is shown. */
  private note = 0;

  did(step: Step, after: () => void | Promise<void>): void {
    this.made = [...this.made, step];
    this.turn += 1;
    toasts.drop(this.note);
    this.note = toasts.show(step.text, {
      action: { label: 'Undo', run: async () => void (await this.undo(step, after)) },
    });
  }

  /** Takes one back. False: it could not be, and why was told. */
  async undo(
    step: Step | undefined = this.made.at(-1),
    after?: () => void | Promise<void>,
  ): Promise<boolean> {
    if (!step) {
      toasts.show('Nothing to undo since this page was opened. Older decisions are in the log.');
      return false;
    }
    try {
      await ok(api.POST('/api/v1/undo', { body: { decision: step.decision, why: '' } }));
    } catch (problem) {
      toasts.problem(problem);
      return false;
    }
    this.made = this.made.filter((s) => s !== step);
    this.turn += 1;
    toasts.drop(this.note);
    this.note = toasts.show(`Undone: ${step.text}`);
    await after?.();
    return true;
  }
}

export const steps = new Steps();
