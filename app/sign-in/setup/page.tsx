import { titled } from '@/app/preferences';
import { SetupPage } from '@/components/sign-in';

// The token stands in the address: no other site may learn it.
export const generateMetadata = titled('signIn.setupTitle', { referrer: 'no-referrer', robots: 'noindex' });

export default async function Setup({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { token } = await searchParams;
  return <SetupPage token={typeof token === 'string' ? token : ''} />;
}
