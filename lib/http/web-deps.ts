import type { AuthOptions } from 'next-auth';
import { operationalError } from '@/lib/errors/app-error';

/** How one can sign in to this server now. */
export interface WaysIn {
  /** By a one-time link, on this very machine. */
  byLink: boolean;
  /** By e-mail and password: somebody has set one. */
  byPassword: boolean;
}

/** What Next's own routes take from the web process they run in. */
export interface WebDeps {
  authOptions: AuthOptions;
  waysIn: () => Promise<WaysIn>;
  /** The router, for requests under `/api` that reached Next. */
  api: (request: Request) => Promise<Response>;
}

/** Next bundles its own copy of every module: only the global object is shared with the process around it. */
const KEY = Symbol.for('millrace.web');

type Shared = Record<symbol, WebDeps | undefined>;

/** Hands the process's own objects to the pages; called once, before Next answers anything. */
export function shareWebDeps(deps: WebDeps): void {
  (globalThis as unknown as Shared)[KEY] = deps; // a slot of our own on the global object has no declared type
}

/** Whether the process around Next has shared them. */
export function hasWebDeps(): boolean {
  return shared() !== undefined;
}

/** What the web process shared. Throws `unavailable` where nothing did. */
export function webDeps(): WebDeps {
  const deps = shared();
  if (deps === undefined) throw operationalError('unavailable', 'The pages run outside the web process; start Millrace with `npm start`.');
  return deps;
}

function shared(): WebDeps | undefined {
  return (globalThis as unknown as Shared)[KEY]; // as in shareWebDeps
}
