import { expect, it } from 'vitest';
import { readPath } from './select-path';

it.each([
  ['summary', 'summary', {}],
  ['each[3]/classify', 'classify', { each: 3 }],
  ['outer[0]/inner[12]/step', 'step', { outer: 0, inner: 12 }],
])('finds node and items in %s', (path, nodeId, items) => {
  expect(readPath(path)).toEqual({ nodeId, items });
});
