/** One report on the desk: which claim is in hand, what is being changed, and what was decided. */
import { api, ok, type Schemas } from '$lib/api/client';
import { countryName } from '$lib/countries';
import { say } from '$lib/announcements.svelte';
import { days, plural, words as inWords } from '$lib/format';
import { address, go, place } from '$lib/router.svelte';
import { toasts } from '$lib/toasts.svelte';
import { addressOf, queue } from '../review/queue.svelte';
import { steps } from '../review/steps.svelte';
import {
  ask,
  standing,
  type Card,
  type Correction,
  type PersonSet,
  type PlaceSet,
  type Report,
  type SourceSet,
  type When,
} from './cards';
import type { Choice } from './fields/Picker.svelte';
import { tellField, tellPlace } from './telling';
import { vocabulary } from '$lib/vocabulary.svelte';

const FIELDS: Record<string, string> = {
  status: 'status',
  plover: 'type',
  mode: 'type',
  acled_type: 'type',
  acled_sub: 'type',
  start: 'date',
  end: 'date',
  time_precision: 'date',
  place: 'place',
  actors: 'who',
  recipients: 'to whom',
  casualties: 'figures',
  sources: 'who says so',
  time: 'date',
  acled: 'type',
};

export class Desk {
  report = $state.raw<Report | undefined>(undefined);
  claims = $state.raw<readonly Card[]>([]);
  error = $state.raw<Error | undefined>(undefined);
  selected = $state<string | null>(null);
  /** The field of the claim in hand that is open. */
  editing = $state<string | null>(null);
  why = $state('');
  busy = $state(false);
  /** Another report is on its way: keys must not decide about the one that is still to be seen. */
  loading = $state(false);
  detail = $state.raw<Schemas['ClaimDetail'] | undefined>(undefined);
  /** Words chosen for a claim that is being added, in code points. */
  adding = $state.raw<[number, number] | null>(null);

  readonly inQueue = $derived(place.query.get('review') === '1');
  readonly current = $derived(this.claims.find((c) => c.id === this.selected));
  readonly at = $derived(this.claims.findIndex((c) => c.id === this.selected));
  readonly left = $derived(
    this.claims.filter((c) => standing(c) === 'open' || standing(c) === 'corrected').length,
  );
  readonly undoable = $derived(steps.made.length > 0);
  readonly published = $derived(this.report?.report.published ?? null);
  readonly publisher = $derived(this.report?.report.publisher ?? null);
  readonly vocabulary = $derived(vocabulary.words);

  readonly days = (time: When): string => days(time.start, time.end);
  readonly personSet = (person: { key: string; name: string }): PersonSet => ({
    key: person.key,
    name: person.name,
  });

  async open(id: string, signal: AbortSignal): Promise<void> {
    this.loading = true;
    this.editing = null;
    try {
      const report = await fetchReport(id, signal);
      if (signal.aborted) return;
      this.report = report;
      this.claims = report.claims;
      this.error = undefined;
      const wanted = place.query.get('claim');
      const first = report.claims.find((c) => c.id === wanted) ?? (wanted ? undefined : this.firstOpen());
      this.select(first?.id ?? report.claims[0]?.id ?? null);
      if (this.inQueue) void this.prefetch();
    } catch (problem) {
      if (!signal.aborted) this.error = problem as Error;
    } finally {
      if (!signal.aborted) this.loading = false;
    }
  }

  private firstOpen(): Card | undefined {
    return this.claims.find((c) => standing(c) === 'open') ?? this.claims[0];
  }

  select(id: string | null): void {
    this.selected = id;
    this.editing = null;
    this.adding = null;
    this.detail = undefined;
    if (!id) return;
    const query = new URLSearchParams(place.query);
    if (query.get('claim') !== id) {
      query.set('claim', id);
      go(`${place.path}?${query}`, { replace: true, keepScroll: true });
    }
    void this.look(id);
  }

  /** Everything about a claim, its history too. */
  async look(id: string): Promise<void> {
    try {
      const detail = await ask<Schemas['ClaimDetail']>(
        api.GET('/api/v1/claims/{id}', { params: { path: { id } } }),
      );
      this.replace(detail.claim);
      if (this.selected === id) this.detail = detail;
    } catch (problem) {
      if (this.selected === id) toasts.problem(problem);
    }
  }

  private replace(claim: Card): void {
    this.claims = this.claims.map((c) => (c.id === claim.id ? claim : c));
  }

  step(by: 1 | -1): void {
    if (this.loading) return;
    const next = this.claims[Math.max(0, Math.min(this.claims.length - 1, this.at + by))];
    if (!next) return;
    this.select(next.id);
    say(
      `Claim ${this.at + 1} of ${this.claims.length}: ${next.trigger.text}, ${tellField(next, 'type')}, ${next.status}`,
    );
  }

  edit(field: string): void {
    if (this.current && !this.loading) this.editing = field;
  }

  leave(): void {
    const field = this.editing;
    this.editing = null;
    this.adding = null;
    if (field)
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-field=${field}]`)?.focus());
  }

  asRead(claim: Card, field: string): string | undefined {
    return this.detail && this.detail.claim.id === claim.id && claim.corrected.length
      ? tellField(this.detail.read, field)
      : undefined;
  }

  private async decide(claim: Card, text: string, call: () => Promise<Schemas['Decided']>): Promise<boolean> {
    if (this.busy || this.loading) return false;
    this.busy = true;
    try {
      const decided = await call();
      this.why = '';
      reports.delete(claim.report);
      steps.did(
        {
          decision: decided.decision,
          text,
          address: address('/reports/:id', { id: claim.report }, { claim: claim.id }),
        },
        () => this.back(claim),
      );
      return true;
    } catch (problem) {
      toasts.problem(problem);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async correct(claim: Card, changes: Correction): Promise<void> {
    const names = [
      ...new Set([...Object.keys(changes), ...(changes.cleared ?? [])].map((n) => FIELDS[n]).filter(Boolean)),
    ];
    const body = { casualties: [], cleared: [], ...changes, why: this.why };
    const done = await this.decide(claim, `Set ${names.join(', ')} of “${claim.trigger.text}”`, () =>
      ok(api.POST('/api/v1/claims/{id}/correct', { params: { path: { id: claim.id } }, body })),
    );
    if (!done) return;
    this.leave();
    await this.look(claim.id);
  }

  async review(verdict: 'accept' | 'reject'): Promise<void> {
    const claim = this.current;
    if (!claim) return;
    const text = `${verdict === 'accept' ? 'Accepted' : 'Rejected'} “${claim.trigger.text}”`;
    const done = await this.decide(claim, text, () =>
      ok(
        api.POST('/api/v1/claims/{id}/review', {
          params: { path: { id: claim.id } },
          body: { verdict, why: this.why },
        }),
      ),
    );
    if (!done) return;
    queue.pass(claim.id, true);
    await this.look(claim.id);
    await this.onward();
  }

  async grade(credibility: number): Promise<void> {
    const claim = this.current;
    if (!claim) return;
    const body = { credibility: credibility as Schemas['ClaimGradeGiven']['credibility'], why: this.why };
    const done = await this.decide(claim, `Graded “${claim.trigger.text}” ${credibility}`, () =>
      ok(api.POST('/api/v1/claims/{id}/grade', { params: { path: { id: claim.id } }, body })),
    );
    if (done) await this.look(claim.id);
  }

  async add(given: Schemas['ClaimGiven'], words: string): Promise<void> {
    const report = this.report;
    if (!report || this.busy || this.loading) return;
    this.busy = true;
    try {
      const decided = await ok(
        api.POST('/api/v1/reports/{id}/claims', {
          params: { path: { id: report.report.id } },
          body: { ...given, why: this.why },
        }),
      );
      this.why = '';
      steps.did({ decision: decided.decision, text: `Added a claim: “${words}”`, address: place.path }, () =>
        this.again(),
      );
      await this.again(decided.id ?? null);
    } catch (problem) {
      toasts.problem(problem);
    } finally {
      this.busy = false;
    }
  }

  /** Notes something on the report. True: it was kept. */
  async note(text: string): Promise<boolean> {
    const id = this.report?.report.id;
    if (!id || this.loading) return false;
    try {
      const decided = await ok(
        api.POST('/api/v1/reports/{id}/notes', { params: { path: { id } }, body: { text } }),
      );
      steps.did({ decision: decided.decision, text: 'Noted', address: address('/reports/:id', { id }) }, () =>
        this.again(),
      );
      await this.again();
      return true;
    } catch (problem) {
      toasts.problem(problem);
      return false;
    }
  }

  /** Reads the report again and keeps the claim in hand, or takes another. */
  async again(select: string | null = this.selected): Promise<void> {
    const id = this.report?.report.id;
    if (!id) return;
    reports.delete(id);
    const report = await fetchReport(id);
    this.report = report;
    this.claims = report.claims;
    this.select((report.claims.find((c) => c.id === select) ?? report.claims[0])?.id ?? null);
  }

  async undo(): Promise<void> {
    if (this.busy || this.loading) return;
    const step = steps.made.at(-1);
    if (!(await steps.undo(step)) || !step) return;
    const [path, query] = step.address.split('?');
    const claim = new URLSearchParams(query).get('claim');
    if (claim) queue.putBack(claim);
    reports.clear();
    if (path !== place.path) go(step.address + (this.inQueue ? '&review=1' : ''));
    else await this.again(claim ?? this.selected);
  }

  private async back(claim: Card): Promise<void> {
    queue.putBack(claim.id);
    reports.clear();
    if (this.report?.report.id === claim.report) await this.again(claim.id);
  }

  /** To what comes next: in the queue the next item, else the next claim of this report that is open. */
  async onward(): Promise<void> {
    if (!this.inQueue) {
      const next = [...this.claims.slice(this.at + 1), ...this.claims.slice(0, Math.max(0, this.at))].find(
        (c) => standing(c) === 'open',
      );
      if (next) this.select(next.id);
      else say('All claims of this report are reviewed.');
      return;
    }
    try {
      const item = await queue.after(this.selected);
      if (!item) {
        toasts.show('Nothing is left to review.');
        go('/review');
      } else if (item.claim.report === this.report?.report.id) {
        this.select(item.claim.id);
        void this.prefetch();
      } else go(addressOf(item));
    } catch (problem) {
      toasts.problem(problem);
    }
  }

  skip(): void {
    if (this.busy || this.loading) return;
    if (this.selected) queue.pass(this.selected, false);
    void this.onward();
  }

  backward(): void {
    if (this.loading) return;
    const item = queue.before(this.selected);
    if (item) go(addressOf(item));
  }

  /** The next report is there before one asks for it. */
  private async prefetch(): Promise<void> {
    const item = await queue.after(this.selected);
    if (item && item.claim.report !== this.report?.report.id) await fetchReport(item.claim.report);
  }

  readonly suggestActors = async (words: string, signal: AbortSignal): Promise<Choice<PersonSet>[]> => {
    if (!words) {
      // Who the report names, before anything is written.
      const named = new Map<string, Choice<PersonSet>>();
      for (const one of this.report?.mentions ?? [])
        if (one.layer === 'actor' && one.key && !named.has(one.key))
          named.set(one.key, {
            key: one.key,
            label: one.name,
            group: 'In this report',
            value: { key: one.key, name: one.name },
          });
      return [...named.values()].slice(0, 40);
    }
    const { items } = await ok(
      api.GET('/api/v1/suggest/actors', { params: { query: { q: words } }, signal }),
    );
    return items.map((one) => ({
      key: one.key,
      label: one.name,
      detail: [one.sector, countryName(one.country)].filter(Boolean).join(' · '),
      note: one.why,
      value: { key: one.key, name: one.name },
    }));
  };

  readonly suggestSources = async (words: string, signal: AbortSignal): Promise<Choice<SourceSet>[]> => {
    const found = new Map<string, Choice<SourceSet>>();
    const take = (one: Omit<Choice<SourceSet>, 'value'> & { known: SourceSet['known'] }): void => {
      const { known, ...choice } = one;
      if (!found.has(one.key))
        found.set(one.key, { ...choice, value: { key: one.key, name: one.label, kind: null, known } });
    };
    if (!words) {
      // Whom the report quotes for other claims, and whom it names, before anything is written.
      for (const { key, name, kind } of this.claims.flatMap((c) => c.sources))
        take({ key, label: name, detail: inWords(kind), group: 'Quoted in this report', known: kind });
      for (const one of this.report?.mentions ?? [])
        if (one.layer === 'actor' && one.key)
          take({ key: one.key, label: one.name, group: 'Named in this report', known: null });
      return [...found.values()].slice(0, 40);
    }
    const [met, named] = await Promise.all([
      ok(api.GET('/api/v1/sources', { params: { query: { q: words, limit: 8 } }, signal })),
      ok(api.GET('/api/v1/suggest/actors', { params: { query: { q: words } }, signal })),
    ]);
    for (const { key, name, kind, claims } of met.items) {
      const note = `a source of this case, of ${plural(claims, 'claim')}`;
      take({ key, label: name, detail: inWords(kind), note, known: kind as SourceSet['known'] });
    }
    for (const { key, name, source_kind: known, country, why } of named.items) {
      const detail = [known && inWords(known), countryName(country)].filter(Boolean).join(' · ');
      take({ key, label: name, detail, note: why, known: known ?? null });
    }
    return [...found.values()];
  };

  /** Where the other claims of the report are: of places with one name, those near there are likelier. */
  private around(): string | undefined {
    const others = this.claims
      .filter((c) => c.id !== this.selected)
      .flatMap((c) => (c.place?.lat != null && c.place.lon != null ? [c.place] : []));
    const middle = (values: number[]): number | undefined => values.sort((a, b) => a - b)[values.length >> 1];
    const [lat, lon] = [middle(others.map((p) => p.lat ?? 0)), middle(others.map((p) => p.lon ?? 0))];
    return lat === undefined || lon === undefined ? undefined : `${lat},${lon}`;
  }

  readonly suggestPlaces = async (words: string, signal: AbortSignal): Promise<Choice<PlaceSet>[]> => {
    const now = this.current?.place;
    const q = words || now?.text || now?.name || '';
    if (!q) return [];
    const near = this.around();
    const { items } = await ok(api.GET('/api/v1/suggest/places', { params: { query: { q, near } }, signal }));
    return items.map((one, i) => ({
      key: `${one.geonames ?? i} ${one.lat} ${one.lon}`,
      label: tellPlace(one),
      detail: one.distance_km != null ? `${Math.round(one.distance_km)} km` : one.feature,
      note: one.why,
      value: {
        name: one.name,
        lat: one.lat,
        lon: one.lon,
        country: one.country,
        admin1: one.admin1,
        feature: one.feature,
        geonames: one.geonames,
        relation: 'at',
        geo_precision: one.geo_precision as PlaceSet['geo_precision'],
      },
    }));
  };
}

/** A few reports fetched lately. A decision about one throws it away. */
const reports = new Map<string, Promise<Report>>();

function fetchReport(id: string, signal?: AbortSignal): Promise<Report> {
  const there = reports.get(id);
  if (there) return there;
  const asked = ask<Report>(api.GET('/api/v1/reports/{id}', { params: { path: { id } }, signal }));
  reports.set(id, asked);
  asked.catch(() => reports.delete(id));
  const oldest = reports.keys().next().value;
  if (reports.size > 6 && oldest !== undefined) reports.delete(oldest);
  return asked;
}
