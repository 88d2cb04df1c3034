import { describe, expect, it } from 'vitest';
import { readEnv } from './read-env';

const KEY = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=';

describe('readEnv', () => {
  it('needs nothing: an empty environment is the embedded installation', () => {
    expect(readEnv({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      MILLRACE_DATA: '.millrace',
      WORKERS: 1,
      MILLRACE_LEASE_MS: 8000,
      MILLRACE_HEARTBEAT_MS: 1000,
      MILLRACE_EGRESS_ALLOW: [],
    });
    expect(readEnv({})).not.toHaveProperty('DATABASE_URL');
  });

  it('treats empty text as not given, as compose files leave it', () => {
    expect(readEnv({ PORT: '', REDIS_URL: '  ', DATABASE_URL: undefined })).toEqual(readEnv({}));
  });

  it('ignores variables that are not its own', () => {
    expect(readEnv({ HOME: '/root', UNRELATED: 'x' })).toEqual(readEnv({}));
  });

  it('splits the egress list and drops blanks', () => {
    expect(readEnv({ MILLRACE_EGRESS_ALLOW: ' 127.0.0.1:11434, 10.0.0.0/8 ,,' }).MILLRACE_EGRESS_ALLOW).toEqual([
      '127.0.0.1:11434',
      '10.0.0.0/8',
    ]);
  });

  it.each([
    [{ PORT: '80a' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ WORKERS: '-1' }, 'WORKERS must be a whole number from 0 to 64.'],
    [{ DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL must be a URL that starts with postgres:// or postgresql://.'],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL must be a URL that starts with redis:// or rediss://.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of debug, info, warn, error.'],
    [
      { DATABASE_OWNER_URL: 'postgres://o:p@h/d' },
      'DATABASE_OWNER_URL is set without DATABASE_URL; set both, or neither for the embedded database.',
    ],
    [
      { MILLRACE_LEASE_MS: '2000' },
      'MILLRACE_LEASE_MS must be at least three times MILLRACE_HEARTBEAT_MS, so that one late heartbeat loses no lease.',
    ],
  ])('refuses %j in one sentence that names the variable and the remedy', (source, message) => {
    expect(() => readEnv(source)).toThrow(expect.objectContaining({ code: 'config_invalid', message }));
  });

  it('never repeats the value: it may hold a password', () => {
    try {
      readEnv({ DATABASE_URL: 'postgres:/owner:hunter2@', MILLRACE_KEY: KEY });
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain('hunter2');
    }
  });
});
