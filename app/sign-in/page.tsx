import type { Metadata } from 'next';
import { SignInPage } from '@/components/sign-in';
import { createTranslator } from '@/lib/i18n';

export const metadata: Metadata = { title: createTranslator('en')('signIn.title') };

export default async function SignIn({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { expired } = await searchParams;
  return <SignInPage isExpired={expired !== undefined} />;
}
