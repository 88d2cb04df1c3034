import fc from 'fast-check';
import { expect, it } from 'vitest';
import { childPath, itemPath, nodeIdOf, parsePath, scopePathOf } from './paths';

const nodeId = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);

it('takes apart every path it puts together', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ nodeId, index: fc.nat(9999) }), { maxLength: 4 }), nodeId, (items, id) => {
      const scope = items.reduce((path, item) => itemPath(childPath(path, item.nodeId), item.index), '');
      const path = childPath(scope, id);
      expect(parsePath(path)).toEqual({ items, nodeId: id });
      expect(scopePathOf(path)).toBe(scope);
      expect(nodeIdOf(path)).toBe(id);
    }),
  );
});

it('writes a task of a scope in a scope as outer[0]/inner[2]/call', () => {
  expect(childPath(itemPath(childPath(itemPath('outer', 0), 'inner'), 2), 'call')).toBe('outer[0]/inner[2]/call');
});

it.each(['', 'a/b', 'a[x]/b', 'a[1]/', '[1]/b'])('does not take %j for a path', (text) => {
  expect(parsePath(text)).toBeNull();
});
