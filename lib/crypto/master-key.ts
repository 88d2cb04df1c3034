import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/lib/errors/app-error';
import { KEY_BYTES } from './envelope';
import { Secret } from './secret';

export type MasterKey = Secret<Buffer>;

/** Name of the key's file in the data folder. */
const KEY_FILE = 'master.key';

/**
 * The key that wraps every other: `MILLRACE_KEY` (base64 of 32 bytes), else the data folder's `master.key`, made with mode
 * 0600 at first boot. Throws `master_key_invalid` for a key that is none.
 */
export function loadMasterKey(options: { fromEnv: string | undefined; dataDir: string }): MasterKey {
  if (options.fromEnv !== undefined) return parseMasterKey(options.fromEnv, 'MILLRACE_KEY');
  const path = join(options.dataDir, KEY_FILE);
  const text = readIfThere(path) ?? makeKeyFile(options.dataDir, path);
  return parseMasterKey(text, path);
}

function parseMasterKey(text: string, source: string): MasterKey {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, 'base64');
  // Node's decoder skips what it does not know, so a damaged key would pass as another one.
  if (bytes.length !== KEY_BYTES || !/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) {
    throw invalidKey(`${source} does not hold a key: it must be 32 bytes in base64, as "openssl rand -base64 32" prints.`);
  }
  return new Secret(bytes);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new AppError('operational', 'master_key_invalid', `${path} cannot be read; give it to the user Millrace runs as.`, { cause });
  }
}

/** Written aside and linked into place: of two processes that boot at once, both read the same whole key. */
function makeKeyFile(dir: string, path: string): string {
  mkdirSync(dir, { recursive: true });
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(aside, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(aside, 0o600); // the umask may have taken bits, never added any; this states the mode outright
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return readFileSync(path, 'utf8');
}

/** The error for a master key that is malformed or not the one the database was sealed with. */
export function invalidKey(message: string): AppError {
  return new AppError('operational', 'master_key_invalid', message);
}
