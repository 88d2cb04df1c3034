'use client';

import { type FormEvent, useState } from 'react';
import { signInBy, useApi } from '@/components/api';
import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import type { Api } from '@/lib/client';
import styles from './sign-in.module.css';
import { SignInFrame } from './sign-in-frame';
import { LinkCommand } from './sign-in-page';

/** What a one-time link opens: a press signs in, so that a preview of the link does not use it up. Then it goes to `to`, a path here. */
export function SignInLinkPage({ token, to }: { token: string; to: string | null }) {
  const t = useT();
  const api = useApi();
  const [state, setState] = useState<'ready' | 'busy' | 'refused'>(token === '' ? 'refused' : 'ready');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState('busy');
    try {
      await signInBy('link', { token });
    } catch {
      setState('refused');
      return;
    }
    location.replace(ownPath(to) ?? (await firstPage(api)));
  };
  if (state === 'refused') {
    return (
      <SignInFrame title={t('signIn.linkInvalidTitle')}>
        <p className={styles.text} role="alert">
          {t('signIn.linkInvalidText')}
        </p>
        <LinkCommand />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={t('signIn.linkTitle')}>
      <p className={styles.text}>{t('signIn.linkText')}</p>
      <form className={styles.form} onSubmit={submit}>
        <Button type="submit" variant="primary" busy={state === 'busy'} autoFocus>
          {t('signIn.linkSubmit')}
        </Button>
      </form>
    </SignInFrame>
  );
}

/** A path on this very server, or null: a link must not lead to another site. */
function ownPath(to: string | null): string | null {
  if (to === null || !to.startsWith('/')) return null;
  const url = new URL(to, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : null;
}

/** A workspace with a single flow opens in it: that is the example it was born with. */
async function firstPage(api: Api): Promise<string> {
  try {
    const { items, nextCursor } = await api.call('listFlows', { query: { limit: 2 } });
    return items.length === 1 && nextCursor === null && items[0] ? `/flows/${items[0].id}` : '/flows';
  } catch {
    return '/flows';
  }
}
