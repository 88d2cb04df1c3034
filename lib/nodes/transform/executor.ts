import type { NodeExecutor } from '@/lib/nodes/contract';

/** Hands on the values that were rendered before they came here. */
export const transformExecutor: NodeExecutor = {
  type: 'transform',
  async execute(parameters) {
    return { output: parameters.values ?? {} };
  },
};
