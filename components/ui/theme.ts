/** How the screen is coloured; `system` follows the machine. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Keeps the chosen theme in a browser: read when a page is made, so that nothing flashes. */
export const THEME_COOKIE = 'millrace_theme';

/** The theme a cookie names; the machine's for anything else. */
export function parseTheme(text: string | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? 'system';
}
