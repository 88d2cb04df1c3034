import { describe, expect, it } from 'vitest';
import { catalog } from '@/lib/nodes/catalog';
import { mapCredentials } from './map-credentials';
import { outsideReferences } from './outside-references';
import { aFlow } from './testing/a-flow';

// ask (model, key "work", then "spare") ── each ⟲ call (http, key "crm", undone by "crm") ── hook (hmac "sign")
const document = aFlow()
  .node('ask', 'llm_completion', {
    provider: 'openai',
    model: 'gpt-4o-mini',
    prompt: 'Hello',
    credential: 'work',
    fallback: [
      { provider: 'anthropic', credential: 'spare' },
      { provider: 'openai', model: '{{ input.model }}', credential: 'work' },
    ],
  })
  .node('each', 'map', { items: '{{ input.items }}' })
  .body('each', (body) =>
    body.node('call', 'http_request', {
      method: 'POST',
      url: 'https://crm.example/',
      credential: 'crm',
      compensate: { type: 'http_request', method: 'DELETE', url: 'https://crm.example/', credential: 'crm' },
    }),
  )
  .trigger({ id: 'hook', type: 'webhook', path: 'a', auth: 'hmac', credential: 'sign' })
  .build();

describe('outsideReferences', () => {
  it('finds what nodes, fallbacks, compensations and triggers ask for, and of which kind', () => {
    const found = outsideReferences(document, catalog).map(({ nodeId, kind, model, credential }) => [nodeId, kind, model, credential]);
    expect(found).toEqual([
      ['ask', 'openai', 'gpt-4o-mini', 'work'],
      ['ask', 'anthropic', undefined, 'spare'],
      ['ask', 'openai', undefined, 'work'],
      ['call', 'http_header', undefined, 'crm'],
      ['call', 'http_header', undefined, 'crm'],
      [null, 'webhook_secret', undefined, 'sign'],
    ]);
  });

  it('says nothing of types it does not know', () => {
    expect(outsideReferences(aFlow().node('x', 'no_such_type', { credential: 'secret' }).build(), catalog)).toEqual([]);
  });
});

describe('mapCredentials', () => {
  it('renames every place of a reference and leaves the rest, and the document given', () => {
    const before = structuredClone(document);
    const mapped = mapCredentials(document, catalog, { work: 'ours', crm: 'their CRM', sign: 'sign' });
    const names = outsideReferences(mapped, catalog).map(({ credential }) => credential);
    expect(names).toEqual(['ours', 'spare', 'ours', 'their CRM', 'their CRM', 'sign']);
    expect(document).toEqual(before);
  });

  it('answers the same document where nothing changes', () => {
    expect(mapCredentials(document, catalog, { work: 'work', toString: 'x' })).toBe(document);
  });
});
