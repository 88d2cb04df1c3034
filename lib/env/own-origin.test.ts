import { expect, it } from 'vitest';
import { ownOrigin, samplesOrigin } from './own-origin';
import { readEnv } from './read-env';

const origins = (settings: Record<string, string>) => {
  const env = readEnv(settings);
  return [ownOrigin(env), samplesOrigin(env)];
};

it('opens the samples of an installation that listens to its own machine alone', () => {
  expect(origins({ PORT: '3000' })).toEqual(['http://127.0.0.1:3000', 'http://127.0.0.1:3000']);
  expect(origins({ PORT: '80', HOST: '::1' })).toEqual(['http://[::1]', 'http://[::1]']);
});

it('opens nothing where others reach it', () => {
  expect(origins({ PORT: '3000', HOST: '0.0.0.0' })).toEqual(['http://localhost:3000', null]);
  expect(origins({ MILLRACE_PUBLIC_URL: 'https://mill.example/app/' })).toEqual(['https://mill.example', null]);
});
