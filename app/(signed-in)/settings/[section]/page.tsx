import { notFound } from 'next/navigation';
import { titled } from '@/app/preferences';
import { isSettingsSection, SettingsPage } from '@/components/settings';

export const generateMetadata = titled('settings.title');

export default async function SettingsSectionPage({ params }: { params: Promise<{ section: string }> }) {
  const { section } = await params;
  if (!isSettingsSection(section)) notFound();
  return <SettingsPage section={section} />;
}
