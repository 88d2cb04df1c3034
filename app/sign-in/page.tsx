import { titled } from '@/app/preferences';
import { SignInPage } from '@/components/sign-in';

export const generateMetadata = titled('signIn.title');

export default async function SignIn({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { expired } = await searchParams;
  return <SignInPage isExpired={expired !== undefined} />;
}
