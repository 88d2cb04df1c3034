'use client';

import { PageCrash } from '@/components/shell/page-crash';

export default function ErrorInShell({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageCrash digest={error.digest} onRetry={reset} />;
}
