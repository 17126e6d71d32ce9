/** Who uses the workbench, and the word that a write must carry. */
import { go, place } from '../router.svelte';

export interface Who {
  user: string | null;
  /** reader, coder, admin. Without accounts everybody is an admin. */
  role: string | null;
  csrf: string | null;
  /** Whether the server asks for passwords. */
  accounts?: boolean;
}

class Session {
  who = $state.raw<Who | undefined>(undefined);
  private asked: Promise<Who> | undefined;

  /** May decide and add, not only read. */
  readonly mayWrite = $derived(this.who !== undefined && this.who.role !== 'reader');

  load(): Promise<Who> {
    this.asked ??= fetch('/api/v1/session', { headers: { Accept: 'application/json' } }).then(
      async (answer) => {
        this.who = answer.ok
          ? ((await answer.json()) as Who)
          : { user: null, role: null, csrf: null, accounts: true };
        return this.who;
      },
    );
    return this.asked;
  }

  /** After signing in or out. */
  async reload(): Promise<Who> {
    this.asked = undefined;
    return this.load();
  }

  async csrf(): Promise<string> {
    return (await this.load()).csrf ?? '';
  }

  signedOut(): void {
    if (place.path === '/sign-in') return;
    go(`/sign-in?next=${encodeURIComponent(place.path + (place.query.size ? `?${place.query}` : ''))}`);
  }
}

export const session = new Session();
