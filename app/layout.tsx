import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { AppProviders } from '@/components/shell';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Millrace', template: '%s · Millrace' }, icons: { icon: '/icon.svg' } };

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is made per request: the policy in proxy.ts lets in only scripts with the request's nonce.
  await connection();
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
