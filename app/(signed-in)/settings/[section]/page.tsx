import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { isSettingsSection, SettingsPage } from '@/components/settings';
import { createTranslator } from '@/lib/i18n';

export const metadata: Metadata = { title: createTranslator('en')('settings.title') };

export default async function SettingsSectionPage({ params }: { params: Promise<{ section: string }> }) {
  const { section } = await params;
  if (!isSettingsSection(section)) notFound();
  return <SettingsPage section={section} />;
}
