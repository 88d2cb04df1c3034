'use client';

import { useSyncExternalStore } from 'react';
import { keepChoice } from './keep-choice';
import { parseTheme, THEME_COOKIE, type Theme } from './theme';

const listeners = new Set<() => void>();

/** The chosen theme and how to choose. The page comes with it: `data-theme` on its root. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore<Theme>(
    (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    () => parseTheme(document.documentElement.dataset.theme),
    () => 'system',
  );
  return [theme, chooseTheme];
}

function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  keepChoice(THEME_COOKIE, theme);
  for (const listener of listeners) listener();
}
