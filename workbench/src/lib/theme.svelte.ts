/** Light or dark: the system's choice until somebody chooses. */
type Choice = 'system' | 'light' | 'dark';
const KEY = 'dateline.theme';

class Theme {
  choice = $state<Choice>(stored());
  private system = $state(matchMedia('(prefers-color-scheme: dark)').matches);
  readonly dark = $derived(this.choice === 'system' ? this.system : this.choice === 'dark');

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (e) => (this.system = e.matches));
  }

  choose(choice: Choice): void {
    this.choice = choice;
    if (choice === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    try {
      if (choice === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // Storage may be forbidden; the choice then lasts until the page is left.
    }
  }

  toggle(): void {
    this.choose(this.dark ? 'light' : 'dark');
  }
}

function stored(): Choice {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

export const theme = new Theme();
/** The value of a design token, for canvases and maps. Read it again when `theme.dark` changes. */
export const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();
