import { hasWebDeps } from '@/lib/http/web-deps';

/** Next calls this once before it answers. Under `npm start` everything is there; hosted alone, Next composes it for itself. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: set by Next at build time, so that what follows stays out of its edge bundle
  if (process.env.NEXT_RUNTIME === 'nodejs' && !hasWebDeps()) {
    const { hostInNext } = await import('@/workers/web/host-in-next');
    await hostInNext();
  }
}
