/** The parts of Settings, as their addresses name them. */
export const SETTINGS_SECTIONS = ['models', 'prices', 'tokens', 'account'] as const;

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** Whether a part of Settings goes by this name. */
export function isSettingsSection(name: string): name is SettingsSection {
  return SETTINGS_SECTIONS.some((section) => section === name);
}
