import { titled } from '@/app/preferences';
import { SignInPage } from '@/components/sign-in';
import { webDeps } from '@/lib/http/web-deps';

export const generateMetadata = titled('signIn.title');

export default async function SignIn({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [{ expired }, ways] = await Promise.all([searchParams, webDeps().waysIn()]);
  return <SignInPage isExpired={expired !== undefined} {...ways} />;
}
