import { expect, it } from 'vitest';
import { REMOVED_SECRET, removedSecrets, removeSecrets } from './remove-secrets';
import { aFlow } from './testing/a-flow';

const key = `sk-proj-${'a1B2'.repeat(8)}`;

it('takes out keys by their shape and by the header they are sent in, and says where', () => {
  const document = aFlow()
    .node('call', 'http_request', {
      method: 'GET',
      url: `https://api.example/?k=${key}`,
      headers: { Authorization: 'Bearer letmein', Accept: 'text/plain' },
      query: { api_key: 'letmein', page: '2' },
    })
    .node('each', 'map', { items: '{{ input.items }}' })
    .body('each', (body) => body.node('say', 'template', { template: `Use ${key} today` }))
    .build();
  const { document: cleaned, removed } = removeSecrets(document);
  expect(removed).toEqual([
    { nodeId: 'call', path: ['nodes', 0, 'url'] },
    { nodeId: 'call', path: ['nodes', 0, 'headers', 'Authorization'] },
    { nodeId: 'call', path: ['nodes', 0, 'query', 'api_key'] },
    { nodeId: 'say', path: ['nodes', 1, 'body', 'nodes', 0, 'template'] },
  ]);
  const text = JSON.stringify(cleaned);
  expect(text).not.toContain(key);
  expect(text).not.toContain('letmein');
  expect(text).toContain(`Use ${REMOVED_SECRET} today`);
  expect(removedSecrets(cleaned)).toEqual(removed);
  // Exported again, nothing more is found.
  expect(removeSecrets(cleaned).removed).toEqual([]);
});

it('leaves expressions, credential names and prose that only speaks of tokens', () => {
  const document = aFlow()
    .node('ask', 'llm_completion', { provider: 'openai', prompt: 'The token: sk-it. Cookie, password!', credential: 'work', max_tokens: 9 })
    .node('call', 'http_request', { method: 'GET', url: 'https://a.example', headers: { 'X-Token': '{{ input.token }}' } })
    .build();
  expect(removeSecrets(document)).toEqual({ document, removed: [] });
});
