import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { PERMISSIONS } from '@/lib/contracts/settings';
import { freePort } from '@/workers/supervise/free-port';
import { openProductStores } from './product-stores';

/** The whole product as `npm start` brings it up, in a data folder of its own. */
export interface Product {
  url: string;
  /** The one-time sign-in link that was printed. */
  link: string;
  dataDir: string;
  pid: number;
  output: () => string;
  /** Owner's connection string of its database. */
  databaseUrl: string;
  /** What it was started with, beside the port: for commands about it. */
  environment: Record<string, string>;
  /** Makes an API token with every permission. */
  createToken(): Promise<string>;
  stop(): Promise<void>;
}

const LINK = /(http:\/\/\S+\/sign-in\/link\S+)/;
const READY_MS = 240_000;

/** Starts the product and waits for its link. */
export async function startProduct(dataDir: string, settings: Record<string, string> = {}): Promise<Product> {
  const port = await freePort();
  const stores = await openProductStores();
  const environment: Record<string, string> = { ...stores.environment, MILLRACE_DATA: dataDir, ...settings };
  const child = spawn(process.execPath, ['workers/start.mjs'], {
    env: { ...process.env, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const link = await waitForLink(child, () => said).catch(async (error) => {
    await stores.remove();
    throw error;
  });
  const databaseUrl = environment.DATABASE_URL || ownerUrl(dataDir);
  return {
    url: `http://127.0.0.1:${port}`,
    link,
    dataDir,
    // A child that printed its link has a pid.
    pid: child.pid ?? 0,
    output: () => said,
    databaseUrl,
    environment,
    createToken: () => createToken(databaseUrl),
    stop: async () => {
      await ended(child);
      await stores.remove();
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await exited;
}

async function waitForLink(child: ChildProcess, said: () => string): Promise<string> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const match = LINK.exec(said());
    if (match?.[1]) return match[1];
    if (child.exitCode !== null) throw new Error(`The product ended with code ${child.exitCode}:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`No link after ${READY_MS / 1000} s:\n${said()}`);
}

function ownerUrl(dataDir: string): string {
  const secrets = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'));
  return `postgres://millrace_owner:${secrets.owner}@127.0.0.1:${secrets.port}/postgres`;
}

async function createToken(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const token = `mr_${randomBytes(32).toString('base64url')}`;
    await client.query(
      `INSERT INTO api_token (id, workspace_id, name, token_hash, prefix, scopes, created_by)
       SELECT $1, m.workspace_id, 'test', $2, $3, $4, m.user_id FROM member m LIMIT 1`,
      [ulidOf(token), createHash('sha256').update(token).digest('hex'), token.slice(0, 10), PERMISSIONS],
    );
    return token;
  } finally {
    await client.end();
  }
}

/** An id of the right form made from random text: tests need no order. */
function ulidOf(text: string): string {
  return `0${createHash('sha256')
    .update(text)
    .digest('hex')
    .toUpperCase()
    .replaceAll(/[ILOU]/g, '0')
    .slice(0, 25)}`;
}

/** Calls the API with a token and answers `data`; throws with the envelope's message. */
export async function callApi<T = Record<string, unknown>>(
  product: Pick<Product, 'url'>,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`${product.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const envelope = await response.json();
  if (envelope.code !== 0)
    throw new Error(`${method} ${path}: ${response.status} ${envelope.code} ${envelope.msg} ${JSON.stringify(envelope.data)}`);
  return envelope.data;
}
