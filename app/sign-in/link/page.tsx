import { titled } from '@/app/preferences';
import { SignInLinkPage } from '@/components/sign-in';

// The token stands in the address: no other site may learn it.
export const generateMetadata = titled('signIn.linkTitle', { referrer: 'no-referrer', robots: 'noindex' });

export default async function SignInLink({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { token, to } = await searchParams;
  return <SignInLinkPage token={typeof token === 'string' ? token : ''} to={typeof to === 'string' ? to : null} />;
}
