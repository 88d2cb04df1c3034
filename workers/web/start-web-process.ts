import type { Server } from 'node:http';
import next from 'next';
import { clearTracing, type Env, env } from '@/lib/env';
import { operationalError } from '@/lib/errors/app-error';
import { createRouter, shareWebDeps } from '@/lib/http';
import { createLog } from '@/workers/process/log';
import { onStop, tellReady } from '@/workers/process/supervised';
import { composeWeb } from './compose-web';
import { createWebServer, type PageHandler } from './serve-web';

const STOP_MS = 5000;

/** The web process's main: API, pages and sockets on one port. */
export async function startWebProcess(): Promise<void> {
  clearTracing();
  const settings = env();
  const log = createLog('web', settings.LOG_LEVEL);
  const web = await composeWeb(settings, log);
  const router = createRouter(web.http);
  shareWebDeps({ authOptions: web.authOptions, waysIn: web.waysIn, api: async (request) => router.fetch(request) });
  let pages: PageHandler = (_, response) => {
    response.writeHead(503, { 'Retry-After': '1' }).end('Millrace is starting.');
  };
  const { server, stop } = createWebServer({ ...web, router }, (request, response) => pages(request, response));
  const app = next({ dev: false, dir: process.cwd(), hostname: settings.HOST, port: settings.PORT, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  pages = (request, response) => void handle(request, response);
  // Next adds an upgrade listener of its own; sockets are the router's alone.
  const port = await listen(server, settings);
  tellReady({ url: `http://${settings.HOST}:${port}` });
  onStop(async () => {
    await stop(STOP_MS);
    await app.close();
    await web.close();
  }, log);
}

function listen(server: Server, { HOST, PORT }: Env): Promise<number> {
  return new Promise((done, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'EADDRINUSE'
          ? operationalError('port_taken', `Port ${PORT} is in use; set PORT to another, or stop what listens there.`, cause)
          : cause,
      ),
    );
    server.listen(PORT, HOST, () => {
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : PORT);
    });
  });
}
