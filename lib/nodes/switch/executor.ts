import { type NodeExecutor, NodeFailure } from '@/lib/nodes/contract';
import { isJsonObject, type Json } from '@/lib/std/json';

/** Tries the cases from top to bottom and evaluates no condition below the first that holds. */
export const switchExecutor: NodeExecutor = {
  type: 'switch',
  async execute(parameters, context) {
    const cases = Array.isArray(parameters.cases) ? parameters.cases.map(toCase) : [];
    const taken = cases.find(({ port, when }) => holds(context.evaluate(when), port));
    const port = taken?.port ?? 'else';
    return { output: { port }, port };
  },
};

function toCase(value: Json): { port: string; when: string } {
  // The parameters were validated against the definition's schema, so each case is an object of two texts.
  const { port, when } = value as { port: string; when: string };
  return { port, when };
}

function holds(value: Json, port: string): boolean {
  if (typeof value === 'boolean') return value;
  const kind = value === null ? 'nothing' : Array.isArray(value) ? 'a list' : isJsonObject(value) ? 'an object' : `a ${typeof value}`;
  throw new NodeFailure(
    'invalid',
    'condition_not_boolean',
    `The condition of port "${port}" gave ${kind}; it must be true or false, for example with == or !=`,
  );
}
