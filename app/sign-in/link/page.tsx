import type { Metadata } from 'next';
import { SignInLinkPage } from '@/components/sign-in';
import { createTranslator } from '@/lib/i18n';

// The token stands in the address: no other site may learn it.
export const metadata: Metadata = { title: createTranslator('en')('signIn.linkTitle'), referrer: 'no-referrer', robots: 'noindex' };

export default async function SignInLink({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { token, to } = await searchParams;
  return <SignInLinkPage token={typeof token === 'string' ? token : ''} to={typeof to === 'string' ? to : null} />;
}
