/** The API, typed by what the server publishes: `await ok(api.GET('/api/v1/incidents/{id}', { params: { path: { id } }, signal }))`. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';
import { session } from './session.svelte';

export type Schemas = components['schemas'];
type JsonOf<R> = R extends { content: { 'application/json': infer B } } ? B : never;
/** What a GET of a path answers: `Answer<'/api/v1/case'>`. */
export type Answer<P extends keyof paths> = paths[P] extends { get: { responses: { 200: infer R } } }
  ? JsonOf<R>
  : never;

/** What went wrong, in a sentence that says what to do. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    /** As the server names it: "not_found", "invalid", ... "network" where it did not answer. */
    readonly kind: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const withSession: Middleware = {
  async onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-Dateline-CSRF', await session.csrf());
    return request;
  },
  onResponse({ response, schemaPath }) {
    if (response.status === 401 && !schemaPath.endsWith('/session')) session.signedOut();
    return response;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    return new ApiError('The server does not answer. Is `dateline serve` still running?', 0, 'network');
  },
};

export const api = createClient<paths>({
  baseUrl: location.origin,
  querySerializer: { array: { style: 'form', explode: true } },
});
api.use(withSession);

/** The answer, or an `ApiError`. */
export async function ok<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw asError(error, response.status);
}

export function asError(body: unknown, status: number): ApiError {
  const told = (body as { error?: { kind?: string; message?: string; field?: string | null } } | undefined)
    ?.error;
  const message = told?.message ?? `The server answered ${status} without saying why.`;
  return new ApiError(message, status, told?.kind ?? 'unknown', told?.field ?? undefined);
}
