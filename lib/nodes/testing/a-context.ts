import type { ExecutionContext } from '@/lib/nodes/contract';

/** A context for tests of executors: what a test does not give is refused loudly. */
export function aContext(given: Partial<ExecutionContext> = {}): ExecutionContext {
  const refuse = (what: string) => () => {
    throw new Error(`This test gave no ${what}`);
  };
  return {
    runId: '01J00000000000000000000000',
    path: 'node',
    attempt: 1,
    effectKey: 'effect-key-1',
    idempotencyHeader: null,
    signal: new AbortController().signal,
    timeoutMs: 300_000,
    streamText: () => {},
    evaluate: refuse('evaluate'),
    readScope: () => ({ input: {}, nodes: {}, item: null, index: null, run: {}, vars: {} }),
    chat: refuse('chat'),
    http: refuse('http'),
    runCode: refuse('runCode'),
    ...given,
  };
}
