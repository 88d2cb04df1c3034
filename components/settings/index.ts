export { isSettingsSection, type SettingsSection } from './sections';
export { SettingsPage } from './settings-page';
