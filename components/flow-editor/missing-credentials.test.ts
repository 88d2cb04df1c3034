import { expect, it } from 'vitest';
import { parseDocumentValue } from '@/lib/dsl/parse-document';
import { catalog } from '@/lib/nodes/catalog';
import { missingCredentials } from './missing-credentials';

it('names each credential that is not there, in nodes, in their lists and in triggers, and trusts what a template will say', () => {
  const parsed = parseDocumentValue({
    dsl: 1,
    name: 'Flow',
    nodes: [
      { id: 'call', type: 'http_request', url: 'https://example.org', credential: 'gone' },
      { id: 'known', type: 'http_request', url: 'https://example.org', credential: 'here' },
      { id: 'late', type: 'http_request', url: 'https://example.org', credential: '{{ input.key }}' },
      { id: 'ask', type: 'llm_completion', provider: 'demo', fallback: [{ provider: 'openai', credential: 'lost' }] },
    ],
    edges: [],
    triggers: [{ id: 'hook', type: 'webhook', path: 'x', auth: 'hmac', credential: 'unheard' }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  expect(missingCredentials(parsed.value, catalog, new Set(['here']))).toEqual([
    { nodeId: 'call', field: 'credential', name: 'gone' },
    { nodeId: 'ask', field: 'fallback', name: 'lost' },
    { nodeId: null, field: 'triggers', name: 'unheard' },
  ]);
});
