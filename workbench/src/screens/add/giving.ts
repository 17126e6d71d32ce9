/** Sends what is to be read; the server answers with a job at once and reads on. */
import { api, asError, ok, type Schemas } from '$lib/api/client';
import { session } from '$lib/api/session.svelte';

/** What is known of the reports beside their text. Empty: not known. */
export interface Known {
  published: string;
  publisher: string;
  title: string;
}

export type Given = { files: readonly File[] } | { text: string; url?: string } | { url: string };

/** Gives the job's id. */
export async function begin(given: Given, known: Known): Promise<string> {
  if ('files' in given) return sendFiles(given.files, known);
  if ('text' in given) {
    const body: Schemas['TextGiven'] = {
      text: given.text,
      published: known.published || null,
      publisher: known.publisher.trim() || null,
      title: known.title.trim() || null,
      url: given.url?.trim() || null,
    };
    return (await ok(api.POST('/api/v1/add/text', { body }))).id;
  }
  return (await ok(api.POST('/api/v1/add/url', { body: { url: given.url } }))).id;
}

async function sendFiles(files: readonly File[], known: Known): Promise<string> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  if (known.published) form.append('published', known.published);
  if (known.publisher.trim()) form.append('publisher', known.publisher.trim());
  const answer = await fetch('/api/v1/add/files', {
    method: 'POST',
    body: form,
    headers: { 'X-Dateline-CSRF': await session.csrf() },
  });
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw asError(body, answer.status);
  return (body as Schemas['AddingJob']).id;
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
