import { expect, it } from 'vitest';
import { nameInSource, sourceFormat } from './read-source';

it('tells JSON from YAML by its first brace', () => {
  expect(sourceFormat('\n  { "dsl": 1 }')).toBe('json');
  expect(sourceFormat('dsl: 1\nname: x')).toBe('yaml');
});

it('finds the name at the top level only', () => {
  expect(nameInSource('{ "name": " Triage " }')).toBe('Triage');
  expect(nameInSource('dsl: 1\nname: "Support: triage"\nnodes: []')).toBe('Support: triage');
  expect(nameInSource('dsl: 1\nname: Triage # ours\n')).toBe('Triage');
  expect(nameInSource('dsl: 1\nnodes:\n  - name: inner\n')).toBe(null);
});

it('finds no name in a broken or nameless text', () => {
  expect(nameInSource('{ "name": ')).toBe(null);
  expect(nameInSource('{ "name": 7 }')).toBe(null);
});
