import { env } from '@/lib/env';
import { createRouter, shareWebDeps } from '@/lib/http';
import { createLog } from '@/workers/process/log';
import { composeWeb } from './compose-web';

/**
 * Composes the API inside a Next server that was started without the web process (`next start`, a platform that runs Next only): the same
 * routes under `/api`, event streams among them; no WebSocket, and no worker, which runs elsewhere on the same stores.
 */
export async function hostInNext(): Promise<void> {
  const settings = env();
  const web = await composeWeb(settings, createLog('web', settings.LOG_LEVEL));
  const router = createRouter(web.http);
  shareWebDeps({ authOptions: web.authOptions, waysIn: web.waysIn, api: async (request) => router.fetch(request) });
}
