/** Something that is fetched again when what it depends on changes. Keeps the last picture while the next one loads. */
export interface Resource<T> {
  readonly data: T | undefined;
  readonly error: Error | undefined;
  /** True also while a picture is already there. */
  readonly loading: boolean;
  /** Fetches again, for instance after a decision. */
  again: () => void;
}

/**
 * `const map = resource(() => ({ ...filter.current, zoom }), (key, signal) => ok(api.GET(...)), { wait: 80 })`
 *
 * `key`: what it depends on; null: nothing is fetched. A request that is no longer wanted is aborted.
 * `wait`: milliseconds of quiet before fetching.
 */
export function resource<K, T>(
  key: () => K | null,
  fetch: (key: K, signal: AbortSignal) => Promise<T>,
  options: { wait?: number; forget?: boolean } = {},
): Resource<T> {
  let data = $state.raw<T | undefined>(undefined);
  let error = $state.raw<Error | undefined>(undefined);
  let loading = $state(false);
  let turn = $state(0);
  const wanted = $derived(JSON.stringify(key()));
  $effect(() => {
    void turn;
    const now = JSON.parse(wanted ?? 'null') as K | null;
    if (now === null) {
      data = undefined;
      error = undefined;
      loading = false;
      return;
    }
    if (options.forget) data = undefined;
    loading = true;
    const controller = new AbortController();
    const start = async (): Promise<void> => {
      try {
        data = await fetch(now, controller.signal);
        error = undefined;
        loading = false;
      } catch (problem) {
        if (controller.signal.aborted) return;
        error = problem instanceof Error ? problem : new Error(String(problem));
        loading = false;
      }
    };
    const timer = window.setTimeout(() => void start(), options.wait ?? 0);
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  });
  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    again: () => {
      turn += 1;
    },
  };
}
