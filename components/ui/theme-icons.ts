import type { IconName } from './icon';
import type { Theme } from './theme';

/** The sign of each theme. */
export const THEME_ICONS = { system: 'monitor', light: 'sun', dark: 'moon' } as const satisfies Record<Theme, IconName>;
