import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMasterKey } from './master-key';

const freshDir = () => mkdtempSync(join(tmpdir(), 'millrace-key-'));

describe('the master key', () => {
  it('is made at the first boot, private, and stays the same', () => {
    const dataDir = join(freshDir(), 'not', 'there', 'yet');
    const first = loadMasterKey({ fromEnv: undefined, dataDir });
    expect(first.reveal()).toHaveLength(32);
    expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600);
    expect(loadMasterKey({ fromEnv: undefined, dataDir }).reveal()).toEqual(first.reveal());
    expect(readdirSync(dataDir)).toEqual(['master.key']);
  });

  it('comes from the environment when it is given there, and makes no file', () => {
    const dataDir = freshDir();
    const bytes = randomBytes(32);
    expect(loadMasterKey({ fromEnv: bytes.toString('base64'), dataDir }).reveal()).toEqual(bytes);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it.each(['', 'short', `${randomBytes(31).toString('base64')}`, `${randomBytes(32).toString('base64').slice(0, 20)}!?${'A'.repeat(22)}=`])(
    'refuses %j and names the variable and the remedy, never the value',
    (fromEnv) => {
      let thrown: unknown;
      try {
        loadMasterKey({ fromEnv, dataDir: freshDir() });
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({ code: 'master_key_invalid' });
      expect(String(thrown)).toMatch(/MILLRACE_KEY.*openssl rand -base64 32/);
      if (fromEnv) expect(String(thrown)).not.toContain(fromEnv);
    },
  );

  it('refuses a damaged key file and names its path', () => {
    const dataDir = freshDir();
    writeFileSync(join(dataDir, 'master.key'), 'rubbish');
    expect(() => loadMasterKey({ fromEnv: undefined, dataDir })).toThrow(join(dataDir, 'master.key'));
  });

  it.skipIf(process.getuid?.() === 0)('says so when the key file cannot be read', () => {
    const dataDir = freshDir();
    writeFileSync(join(dataDir, 'master.key'), 'x');
    chmodSync(join(dataDir, 'master.key'), 0o000);
    expect(() => loadMasterKey({ fromEnv: undefined, dataDir })).toThrow(/cannot be read/);
  });
});
