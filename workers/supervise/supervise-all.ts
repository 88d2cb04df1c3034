import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LINK_MINUTES, SETUP_MINUTES } from '@/lib/auth';
import { childEnv, type Env, env } from '@/lib/env';
import { userError } from '@/lib/errors/app-error';
import { type Supervised, superviseChild } from './child-process';
import { openDataFolder } from './data-folder';
import { startEmbeddedPostgres } from './embedded-postgres';
import { type FirstLinks, makeFirstLinks } from './first-link';
import { requireFreePort } from './free-port';
import { buildNext } from './next-build';
import { prepareDatabase } from './prepare-database';
import { takeInstanceLock } from './single-instance';
import type { Progress } from './terminal';

/** What one start is to bring up. */
export interface SuperviseOptions {
  root: string;
  dist: string;
  only: 'all' | 'web' | 'worker';
  needsBuild: boolean;
  progress: Progress;
}

const CHILD_GRACE_MS = 25_000;

/** Brings everything up in parallel where it can, prints one link, and stops everything in order at Ctrl-C. */
export async function superviseAll(options: SuperviseOptions): Promise<void> {
  const settings = env();
  const begun = performance.now();
  const url = `http://${settings.HOST === '0.0.0.0' ? 'localhost' : settings.HOST}:${settings.PORT}`;
  options.progress.line(`Millrace starts in ${options.root}`);
  const folder = openDataFolder(settings.MILLRACE_DATA);
  const lock = options.only === 'all' ? takeInstanceLock(folder.root, url) : null;
  const stops: (() => Promise<void>)[] = [];
  const stop = stopOnce(stops, () => lock?.release(), options.progress);
  try {
    if (options.only !== 'worker') await requireFreePort(settings.PORT, settings.HOST);
    const building = options.needsBuild ? options.progress.part('Pages built', () => buildNext(options.root)) : Promise.resolve();
    building.catch(() => undefined);
    const database = await openDatabase(folder, settings, options.progress, stops);
    await building;
    await startChildren(options, settings, database.appUrl, url, stops);
    const links = options.only === 'worker' ? NO_LINKS : await makeFirstLinks(database.appUrl, settings, url);
    announce(options, url, links, performance.now() - begun);
  } catch (error) {
    await stop();
    throw error;
  }
  process.on('SIGINT', () => void stop().then(() => process.exit(0)));
  process.on('SIGTERM', () => void stop().then(() => process.exit(0)));
}

async function openDatabase(
  folder: ReturnType<typeof openDataFolder>,
  settings: Env,
  progress: Progress,
  stops: (() => Promise<void>)[],
): Promise<{ appUrl: string }> {
  const ownerUrl = settings.DATABASE_OWNER_URL ?? settings.DATABASE_URL;
  if (ownerUrl !== undefined) {
    if (settings.MILLRACE_KEY === undefined && !existsSync(join(folder.root, 'master.key'))) warnAboutKey(progress);
    return progress.part('Database ready', () => prepareDatabase(ownerUrl, passwordFor(ownerUrl), settings, progress));
  }
  const server = await progress.part('Postgres started', () =>
    startEmbeddedPostgres(folder, () => progress.line('  ! Postgres had ended; starting it again')),
  );
  stops.push(() => server.stop());
  if (server.adopted) progress.line('    (the server of an earlier start was still running and was taken over)');
  return progress.part('Database ready', () => prepareDatabase(server.ownerUrl, server.appPassword, settings, progress));
}

function warnAboutKey(progress: Progress): void {
  progress.line(
    '  ! MILLRACE_KEY is not set: a key file is made in the data folder. Several machines on one database need the same MILLRACE_KEY.',
  );
}

/** The app role's password on a server of your own: derived, so that web and workers on other machines agree on it. */
function passwordFor(ownerUrl: string): string {
  return createHash('sha256').update(`millrace_app ${ownerUrl}`).digest('base64url');
}

async function startChildren(
  options: SuperviseOptions,
  settings: Env,
  appUrl: string,
  url: string,
  stops: (() => Promise<void>)[],
): Promise<void> {
  const variables = childEnv({
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: undefined,
    NODE_ENV: 'production',
    NEXTAUTH_URL: settings.MILLRACE_PUBLIC_URL ?? url,
  });
  const say = (line: string): void => options.progress.line(`  ! ${line}`);
  const children: Supervised[] = [];
  const launch = (name: string, file: string): void => {
    children.push(superviseChild(name, join(options.dist, file), variables, say));
  };
  await options.progress.part(options.only === 'all' ? 'Web and worker started' : `${options.only} started`, async () => {
    if (options.only !== 'worker') launch('web', 'web.mjs');
    const workers = options.only === 'web' ? 0 : options.only === 'worker' ? 1 : settings.WORKERS;
    for (let n = 1; n <= workers; n++) launch(`worker ${n}`, 'run.mjs');
    stops.push(async () => {
      await Promise.all(children.map((child) => child.stop(CHILD_GRACE_MS)));
    });
    await Promise.all(children.map((child) => withinReadyTime(child.ready)));
  });
}

const READY_MS = 60_000;

function withinReadyTime(ready: Promise<void>): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(userError('unavailable', `A process was not ready after ${READY_MS / 1000} s. Its messages are above.`)),
      READY_MS,
    ).unref();
  });
  return Promise.race([ready, late]);
}

const NO_LINKS: FirstLinks = { signIn: null, setup: null };

function announce(options: SuperviseOptions, url: string, { signIn, setup }: FirstLinks, ms: number): void {
  options.progress.line(
    `\nReady after ${(ms / 1000).toFixed(1)} s. ${options.only === 'worker' ? 'The worker takes runs.' : `Millrace listens at ${url}`}`,
  );
  if (setup !== null)
    options.progress.line(
      `\n  The owner has no password yet. Open this link to set one (works for ${SETUP_MINUTES} minutes):\n\n    ${setup}`,
    );
  if (signIn !== null) options.progress.line(`\n  Open this link to sign in (works once, for ${LINK_MINUTES} minutes):\n\n    ${signIn}`);
  if (setup !== null || signIn !== null) options.progress.line('\n  Another one: npm run link. Stop: Ctrl-C.');
}

/** Stops in reverse order, once, however often it is asked; a second Ctrl-C does not cut the first one short. */
function stopOnce(stops: (() => Promise<void>)[], release: () => void, progress: Progress): () => Promise<void> {
  let stopped: Promise<void> | null = null;
  return () => {
    stopped ??= (async () => {
      progress.line('\nStopping…');
      for (const stop of stops.reverse()) await stop();
      release();
      progress.line('Stopped.');
    })();
    return stopped;
  };
}
