import { describe, expect, it } from 'vitest';
import { COMMON_NODE_FIELDS } from '@/lib/dsl/document';
import { catalog, definitions } from './catalog';
import { executors, waitings } from './registry';

describe('the catalog', () => {
  it.each(definitions.map(({ description }) => [description.type, description] as const))(
    'describes %s completely',
    (_type, description) => {
      const parameters = Object.entries(description.parameters.properties ?? {});
      expect(description.parameters.additionalProperties).toBe(false);
      for (const [name, schema] of parameters) {
        expect(schema.title, name).toBeTruthy();
        expect(schema.description, name).toBeTruthy();
      }
      const names = parameters.map(([name]) => name);
      for (const name of [
        ...(description.parameters.required ?? []),
        ...Object.keys(description.defaults ?? {}),
        description.summary ?? names[0],
      ]) {
        expect(names).toContain(name);
      }
      // `body` is a parameter where a node has no body of its own.
      const reserved = COMMON_NODE_FIELDS.filter((field) => field !== 'body' || description.control === 'scope');
      expect(names.filter((name) => (reserved as readonly string[]).includes(name))).toEqual([]);
    },
  );

  it('is plain JSON, so that it can be sent to a browser', () => {
    expect(JSON.parse(JSON.stringify(catalog.list()))).toEqual(catalog.list());
  });

  it('has an executor or a waiting half for every type but those whose body the runtime walks', () => {
    const acting = catalog.list().filter(({ control }) => control !== 'scope' && control !== 'wait');
    const waiting = catalog.list().filter(({ control }) => control === 'wait');
    expect([...waitings.keys()].sort()).toEqual(waiting.map(({ type }) => type).sort());
    for (const { waitsFor } of waiting) expect(waitsFor).toBeDefined();
    expect([...executors.keys()].sort()).toEqual(acting.map(({ type }) => type).sort());
  });
});
