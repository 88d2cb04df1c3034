import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { userError } from '@/lib/errors/app-error';

const secretsSchema = z.object({ owner: z.string().min(16), app: z.string().min(16), port: z.number().int().optional() });

/** Passwords of the embedded server's two roles, and the port it listened on last. */
export type PostgresSecrets = z.infer<typeof secretsSchema>;

function fileOf(root: string): string {
  return join(root, 'postgres.json');
}

/** Reads the passwords, or makes them for a new cluster. Throws `data_folder_invalid` when a cluster's file is missing or broken. */
export function openPostgresSecrets(root: string, hasCluster: boolean): PostgresSecrets {
  const file = fileOf(root);
  if (!existsSync(file)) {
    if (hasCluster) throw invalid(file, 'is missing, and with it the password of the database beside it');
    return savePostgresSecrets(root, { owner: password(), app: password() });
  }
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw invalid(file, 'cannot be read');
  }
}

/** Writes the file, readable by its owner only. */
export function savePostgresSecrets(root: string, secrets: PostgresSecrets): PostgresSecrets {
  writeFileSync(fileOf(root), `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function password(): string {
  return randomBytes(24).toString('base64url');
}

function invalid(file: string, problem: string): Error {
  return userError(
    'data_folder_invalid',
    `${file} ${problem}. Put it back from a backup, or move the data folder away to start with an empty one.`,
  );
}
