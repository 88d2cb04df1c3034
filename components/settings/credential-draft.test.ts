import { describe, expect, it } from 'vitest';
import { type CredentialDraft, draftOf, NEW_DRAFT, problemsOf, toBody } from './credential-draft';

const draft = (part: Partial<CredentialDraft>): CredentialDraft => ({ ...NEW_DRAFT, name: 'main', secret: 'sk', ...part });

describe('problemsOf', () => {
  it.each<[string, Partial<CredentialDraft>, string[]]>([
    ['a whole OpenAI credential', {}, []],
    ['no name and no key', { name: ' ', secret: '' }, ['name', 'secret']],
    ['an address that is none', { baseUrl: 'example.org' }, ['baseUrl']],
    ['Azure without endpoint and deployment', { kind: 'azure_openai' }, ['baseUrl', 'deployment']],
    ['a version that is no date', { kind: 'azure_openai', baseUrl: 'https://x', deployment: 'd', apiVersion: 'v1' }, ['apiVersion']],
    ['a server without a key', { kind: 'openai_compatible', baseUrl: 'http://127.0.0.1:11434/v1', secret: '' }, []],
  ])('finds in %s what is missing', (_name, part, fields) => {
    expect(Object.keys(problemsOf(draft(part), null)).sort()).toEqual(fields);
  });

  it('asks for the key again only where the address has changed', () => {
    const before = draft({ kind: 'anthropic', secret: '' });
    expect(problemsOf({ ...before, name: 'other' }, before)).toEqual({});
    expect(problemsOf({ ...before, baseUrl: 'https://gateway.example' }, before)).toEqual({ secret: 'settings.models.secretAgain' });
  });
});

describe('toBody', () => {
  it('leaves empty fields out and keeps what the form does not show', () => {
    const body = toBody(draft({ name: ' main ', config: { header: 'X' }, defaultModel: ' m ', deployment: 'of another kind' }), null);
    expect(body).toEqual({ name: 'main', kind: 'openai', config: { header: 'X', defaultModel: 'm' }, secret: 'sk' });
  });

  it('keeps the stored key until the address changes', () => {
    const stored = { ...draft({ kind: 'openai_compatible', baseUrl: 'http://a/v1', secret: '' }) };
    expect(toBody({ ...stored, baseUrl: 'http://a/v1/' }, stored)).not.toHaveProperty('secret');
    expect(toBody({ ...stored, baseUrl: 'http://b/v1' }, stored)).toMatchObject({ secret: '', config: { baseUrl: 'http://b/v1' } });
  });

  it('gives back what was stored', () => {
    const config = { baseUrl: 'https://x.openai.azure.com', deployment: 'd', apiVersion: '2024-10-21', hosts: ['x.openai.azure.com'] };
    const times = { createdAt: '', updatedAt: '', lastUsedAt: null };
    const before = draftOf({ id: 'i', name: 'azure', kind: 'azure_openai', config, ...times });
    expect(toBody(before, before)).toEqual({ name: 'azure', kind: 'azure_openai', config });
  });
});
