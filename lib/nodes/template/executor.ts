import type { NodeExecutor } from '@/lib/nodes/contract';

/** Hands on the text that was rendered before it came here. */
export const templateExecutor: NodeExecutor = {
  type: 'template',
  async execute(parameters) {
    return { output: { text: parameters.template ?? '' } };
  },
};
