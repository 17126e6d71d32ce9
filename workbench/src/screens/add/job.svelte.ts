/** A run that the server does, followed by server-sent events. */
import { say } from '$lib/announcements.svelte';
import { api, ok, type ApiError, type Schemas } from '$lib/api/client';
import { plural } from '$lib/format';
import { toasts } from '$lib/toasts.svelte';
import { pace, type Sample } from './pace';

type Told = Schemas['AddingJob'];
type Input = Schemas['RunInputLine'];

/** Inputs shown while it reads; the account has all. */
const LATEST = 30;
const GOES_ON: readonly Told['state'][] = ['waiting', 'reading', 'linking'];

export class Job {
  told = $state.raw<Told | undefined>(undefined);
  latest = $state.raw<readonly Input[]>([]);
  stopping = $state(false);
  /** The connection broke; the browser tries again by itself. */
  lost = $state(false);
  /** The server does not know it any more. */
  gone = $state(false);
  samples = $state.raw<readonly Sample[]>([]);

  readonly goesOn = $derived(!this.gone && (!this.told || GOES_ON.includes(this.told.state)));
  /** Inputs a second, and seconds left where the total is known. */
  readonly pace = $derived(pace(this.samples, this.told?.total ?? null));

  private events: EventSource;

  /** `ended` is called once, when it has come to its end, well or not. */
  constructor(
    readonly id: string,
    private readonly ended: () => void,
  ) {
    this.events = new EventSource(`/api/v1/add/${encodeURIComponent(id)}/events`);
    this.events.addEventListener('progress', (event: MessageEvent<string>) => {
      const { job, input } = JSON.parse(event.data) as Schemas['AddingEvent'];
      this.take(job, input ?? null);
    });
    this.events.onerror = () => void this.interrupted();
  }

  close(): void {
    this.events.close();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    try {
      await ok(api.POST('/api/v1/add/{job}/stop', { params: { path: { job: this.id } } }));
    } catch (problem) {
      this.stopping = false;
      toasts.problem(problem);
    }
  }

  private take(job: Told, input: Input | null): void {
    const before = this.told;
    if (job.state === 'reading' && job.starting && before?.state !== 'reading') say('Starting the reader.');
    this.lost = false;
    this.told = job;
    if (input) this.latest = [input, ...this.latest].slice(0, LATEST);
    // The seconds in which it starts say nothing of how fast it reads.
    if (job.state === 'reading' && !job.starting)
      this.samples = [...this.samples.slice(-400), { at: performance.now(), done: job.done }];
    if (GOES_ON.includes(job.state)) return;
    this.close();
    if (before && !GOES_ON.includes(before.state)) return;
    say(job.message ?? `${plural(job.done, 'input')} read.`);
    this.ended();
  }

  private async interrupted(): Promise<void> {
    if (!this.goesOn) return;
    this.lost = true;
    if (this.events.readyState !== EventSource.CLOSED) return;
    try {
      this.take(await ok(api.GET('/api/v1/add/{job}', { params: { path: { job: this.id } } })), null);
    } catch (problem) {
      if ((problem as ApiError).status !== 404) return;
      this.gone = true;
      this.ended();
    }
  }
}
