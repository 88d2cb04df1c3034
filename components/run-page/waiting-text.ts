import type { Translate } from '@/lib/i18n';

/** Why a run waits, as a sentence. */
export function waitingText(t: Translate, reason: string): string {
  const key = `run.waitingFor.${reason}`;
  return t.has(key) ? t(key) : t('run.waitingFor.other', { reason });
}
