'use client';

import { useSyncExternalStore } from 'react';

/** The width up to which screens are laid out for phones; the style sheets name the same. */
const PHONE = '(max-width: 720px)';

/** Whether the screen is as narrow as a phone's; the server takes it for wide. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    watchWidth,
    () => matchMedia(PHONE).matches,
    () => false,
  );
}

function watchWidth(onChange: () => void): () => void {
  const query = matchMedia(PHONE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
