import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { AppProviders } from '@/components/shell';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Millrace', template: '%s · Millrace' }, icons: { icon: '/icon.svg' } };

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Not deferred: the theme is set before the first paint. */}
        <script src="/theme.js" />
      </head>
      <body>
        <AppProviders locale="en">{children}</AppProviders>
      </body>
    </html>
  );
}
