/** Keys of the report screen for those who may decide. */
import { go } from '$lib/router.svelte';
import type { Shortcut } from '$lib/shortcuts.svelte';
import type { Desk } from './desk.svelte';

export function keysOf(desk: Desk, add: () => void, unfold: () => void): Shortcut[] {
  const group = 'Claim';
  const edit = (keys: string, does: string, field: string): Shortcut => ({
    keys,
    does,
    group,
    run: () => {
      unfold();
      desk.edit(field);
    },
  });
  return [
    { keys: 'a', does: 'Accept, and go on', group, run: () => void desk.review('accept') },
    { keys: 'r', does: 'Reject: the report does not say this', group, run: () => void desk.review('reject') },
    {
      keys: 'e',
      does: 'To the fields of the claim (Tab, Enter)',
      group,
      run: () => {
        unfold();
        requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-field]')?.focus());
      },
    },
    edit('t', 'Type', 'type'),
    edit('s', 'Status', 'status'),
    edit('w', 'Who does it', 'actors'),
    edit('m', 'To whom', 'recipients'),
    edit('p', 'Place', 'place'),
    edit('d', 'Date', 'time'),
    edit('c', 'How many', 'casualties'),
    edit('v', 'Who says so', 'sources'),
    {
      keys: 'y',
      does: 'Reason, for the log',
      group,
      run: () => document.querySelector<HTMLElement>('[data-why]')?.focus(),
    },
    ...[1, 2, 3, 4, 5, 6].map((n) => ({
      keys: `${n}`,
      does: `Credibility ${n}`,
      group,
      run: () => void desk.grade(n),
    })),
    {
      keys: 'n',
      does: 'New claim, from the words that are selected or that you then choose',
      group,
      run: add,
    },
    { keys: 'u', does: 'Undo the last decision', group, run: () => void desk.undo() },
    {
      keys: 'o',
      does: 'Open its incident',
      group,
      run: () => desk.current?.incident && go(`/incidents/${desk.current.incident}`),
    },
    { keys: ']', does: 'Later: on to the next, undecided', group, run: () => desk.skip() },
    { keys: '[', does: 'Back in the queue', group, run: () => desk.backward() },
  ];
}
