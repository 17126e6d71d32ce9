/** After a decision: says that it is kept, and offers to take it back. */
import { api, ok } from './api/client';
import { toasts } from './toasts.svelte';

/** `after`: what shows the case is fetched anew. */
export function offerUndo(text: string, decision: number, after: () => void): void {
  toasts.show(text, { action: { label: 'Undo', run: () => undo(decision, after) } });
}

export async function undo(decision: number, after: () => void, why = ''): Promise<void> {
  try {
    const back = await ok(api.POST('/api/v1/undo', { body: { decision, why } }));
    after();
    toasts.show(`Entry ${decision} is taken back.`, {
      action: { label: 'Redo', run: () => undo(back.decision, after) },
    });
  } catch (problem) {
    toasts.problem(problem);
  }
}
