import { createCatalog, type EffectRule, type NodeCatalog, type NodeControl, type NodeTypeDescription } from '@/lib/dsl/catalog';

/**
 * Node types no product has, one per control the engine knows: nothing in the engine may depend on a type's name.
 * `work` does what its parameter `does` says: nothing outside, `look` reads, `change` writes.
 */
export const testCatalog: NodeCatalog = createCatalog([
  aType('work', 'task', { default: 'none', by: { parameter: 'does', values: { look: 'read', change: 'write' } } }),
  aType('fork', 'branch', { default: 'none' }),
  aType('each', 'scope', { default: 'none' }),
  aType('pause', 'wait', { default: 'none' }),
  aType('template', 'task', { default: 'none' }),
]);

function aType(type: string, control: NodeControl, effect: EffectRule): NodeTypeDescription {
  return {
    type,
    version: 1,
    control,
    category: 'shape',
    tint: 'data',
    icon: 'box',
    title: type,
    description: '',
    parameters: { type: 'object' },
    output: { type: 'object' },
    ports: { fixed: ['out'] },
    effect,
    onUncertain: 'ask',
  };
}
