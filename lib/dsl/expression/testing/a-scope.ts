import type { ExpressionScope, NodeResult } from '@/lib/dsl/expression/scope';

type Parts = Partial<Omit<ExpressionScope, 'nodes'>> & { nodes?: Record<string, NodeResult> };

/** A scope with the parts a test cares for. */
export function aScope({ nodes = {}, ...parts }: Parts = {}): ExpressionScope {
  return { input: {}, run: {}, vars: {}, ...parts, nodes: (id) => (Object.hasOwn(nodes, id) ? nodes[id] : undefined) };
}
