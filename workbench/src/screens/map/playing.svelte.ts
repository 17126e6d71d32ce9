/** Plays time: moves the chosen stretch forward, a step at a time, and waits for each picture before the next. */
interface Stage {
  /** First and last day of what can be played; null: nothing there yet. */
  whole: () => { first: string; last: string } | null;
  chosen: () => { from: string | null; to: string | null };
  choose: (from: string, to: string) => void;
  /** The picture of the last step is there. */
  settled: () => boolean;
}

const DAY = 86_400_000;
const asTime = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
const asDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

export class Player {
  playing = $state(false);
  private timer = 0;
  constructor(private readonly stage: Stage) {}

  toggle(): void {
    if (this.playing) this.stop();
    else this.start();
  }

  start(): void {
    const whole = this.stage.whole();
    if (!whole) return;
    const [first, end] = [asTime(whole.first), asTime(whole.last)];
    const { from, to } = this.stage.chosen();
    const low = from ? asTime(from) : first;
    const high = to ? asTime(to) : end;
    // Nothing chosen, or already at the end: begins anew with a tenth of the time.
    if ((low <= first && high >= end) || high >= end) {
      const long = Math.max(0, from || to ? high - low : Math.round((end - first) / 10 / DAY) * DAY);
      this.stage.choose(asDay(first), asDay(Math.min(end, first + long)));
    }
    this.playing = true;
    this.wait();
  }

  stop(): void {
    this.playing = false;
    window.clearTimeout(this.timer);
  }

  private wait(): void {
    // Who asked the system for less motion gets slower steps.
    const pause = matchMedia('(prefers-reduced-motion: reduce)').matches ? 1600 : 550;
    this.timer = window.setTimeout(() => this.step(), pause);
  }

  private step(): void {
    if (!this.playing) return;
    if (!this.stage.settled()) return this.wait();
    const whole = this.stage.whole();
    const { from, to } = this.stage.chosen();
    if (!whole || !from || !to) return this.stop();
    const long = asTime(to) - asTime(from);
    const by = Math.max(DAY, Math.round(long / 3 / DAY) * DAY);
    const end = asTime(whole.last);
    if (asTime(to) >= end) return this.stop();
    const high = Math.min(end, asTime(to) + by);
    this.stage.choose(asDay(high - long), asDay(high));
    this.wait();
  }
}
