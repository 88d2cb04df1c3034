import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { AppProviders } from '@/components/shell';
import { languageTag } from '@/lib/i18n';
import { readLocale, readTheme } from './preferences';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Millrace', template: '%s · Millrace' }, icons: { icon: '/icon.svg' } };

export async function generateViewport(): Promise<Viewport> {
  const theme = await readTheme();
  return { width: 'device-width', initialScale: 1, colorScheme: theme === 'system' ? 'light dark' : theme };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is made per request: the policy in proxy.ts lets in only scripts with the request's nonce.
  await connection();
  const [locale, theme] = await Promise.all([readLocale(), readTheme()]);
  return (
    // The theme stands in the page as it comes: nothing flashes, and no script of ours runs before the first paint.
    <html lang={languageTag(locale)} data-theme={theme} suppressHydrationWarning>
      <body>
        <AppProviders locale={locale}>{children}</AppProviders>
      </body>
    </html>
  );
}
