import { expect, it } from 'vitest';
import { diffDocuments } from '@/lib/dsl/diff-documents';
import type { FlowDocument } from '@/lib/dsl/document';
import { parseDocumentValue } from '@/lib/dsl/parse-document';
import { createTranslator } from '@/lib/i18n';
import { diffSections } from './diff-sections';
import { fieldPath, pointerParts } from './field-path';
import { triggerEffects } from './trigger-effects';

const t = createTranslator('en');

function parse(dsl: object): FlowDocument {
  const parsed = parseDocumentValue({ dsl: 1, name: 'Flow', ...dsl });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

function read(before: object, after: object) {
  const [old, now] = [parse(before), parse(after)];
  const sections = diffSections({ diff: diffDocuments(old, now), before: old, after: now }, t);
  return Object.fromEntries(sections.map(({ id, entries }) => [id, entries.map((entry) => `${entry.sign} ${entry.title}`)]));
}

// before: a ──▶ b    after: a ──▶ c, a changed, b gone
it('tells nodes and connections by their names, changed before added before removed', () => {
  const before = {
    nodes: [
      { id: 'a', type: 'template', label: 'Greet', template: 'Hello' },
      { id: 'b', type: 'template', label: 'Shout', template: '!' },
    ],
    edges: [{ from: 'a', to: 'b' }],
  };
  const after = {
    nodes: [
      { id: 'a', type: 'template', label: 'Greet', template: 'Hi' },
      { id: 'c', type: 'template', template: '?' },
    ],
    edges: [{ from: 'a', to: 'c' }],
  };
  expect(read(before, after)).toEqual({
    nodes: ['changed Greet', 'added c', 'removed Shout'],
    edges: ['added Greet → c', 'removed Greet → Shout'],
  });
});

it('tells inputs and outputs, other settings and triggers apart, and nothing where nothing differs', () => {
  const before = { description: 'one', outputs: { text: 'x' }, triggers: [{ id: 'old', type: 'webhook', path: 'old', auth: 'none' }] };
  const after = { description: 'two', outputs: { text: 'y' }, triggers: [{ id: 'new', type: 'webhook', path: 'new', auth: 'none' }] };
  expect(read(before, after)).toEqual({
    interface: ['changed Outputs'],
    flow: ['changed Description'],
    triggers: ['removed old', 'added new'],
  });
  expect(read(before, before)).toEqual({});
});

it('writes a place as an expression would', () => {
  const place = (pointer: string) => fieldPath(pointerParts(pointer));
  expect(['/messages/0/content', '/headers/x-id', '/a~1b', ''].map(place)).toEqual([
    'messages[0].content',
    'headers["x-id"]',
    '["a/b"]',
    '',
  ]);
});

it('says of each trigger whether it starts, stays, changes or stops', () => {
  const hook = (id: string, path = id) => ({ id, type: 'webhook' as const, path, auth: 'none' as const });
  const effects = triggerEffects([hook('a'), hook('b'), hook('c')], [hook('a'), hook('b', 'elsewhere'), hook('d')]);
  expect(effects.map(({ id, effect }) => `${id} ${effect}`)).toEqual(['a stays', 'b changes', 'd starts', 'c stops']);
});
