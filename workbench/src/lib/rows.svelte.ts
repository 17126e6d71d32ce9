/** j and k go through the rows of a list: whatever is marked `data-row` gets the focus, so that Enter opens it. */
import { shortcuts } from './shortcuts.svelte';

export function rowKeys(group: string, does = 'row'): () => void {
  const step = (by: 1 | -1): void => {
    const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const to =
      rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + by))];
    to?.focus();
    to?.scrollIntoView({ block: 'nearest' });
  };
  return shortcuts.add([
    { keys: 'j', does: `Next ${does}`, group, run: () => step(1) },
    { keys: 'k', does: `${does.charAt(0).toUpperCase()}${does.slice(1)} before`, group, run: () => step(-1) },
  ]);
}
