import { describe, expect, it } from 'vitest';
import type { CodeAnswer, CodeCall, CodeFault, NodeFailure } from '@/lib/nodes/contract';
import { aContext } from '@/lib/nodes/testing/a-context';
import { codeExecutor } from './executor';

function run(answer: CodeAnswer, given: { log?: string; parameters?: Record<string, number> } = {}) {
  const calls: CodeCall[] = [];
  const streamed: string[] = [];
  const context = aContext({
    streamText: (text) => streamed.push(text),
    runCode: async (call) => {
      calls.push(call);
      if (given.log) call.onLog(given.log);
      return answer;
    },
  });
  return { calls, streamed, done: codeExecutor.execute({ source: 'return 1', ...given.parameters }, context) };
}

async function failureOf(fault: CodeFault, log = ''): Promise<NodeFailure> {
  return run({ ok: false, fault }, { log }).done.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: NodeFailure) => error,
  );
}

describe('code', () => {
  it('hands the source, the scope and its limits over, and answers what came back', async () => {
    const { calls, done } = run({ ok: true, value: [1] });
    expect(await done).toEqual({ output: [1], log: '' });
    expect(calls).toMatchObject([{ source: 'return 1', timeMs: 10_000, memoryMb: 64, scope: { input: {} } }]);
    expect(run({ ok: true, value: 1 }, { parameters: { time_limit_ms: 60, memory_mb: 32 } }).calls).toMatchObject([
      { timeMs: 60, memoryMb: 32 },
    ]);
  });

  it('shows the console while it runs and keeps it with the attempt, also where it fails', async () => {
    const { streamed, done } = run({ ok: true, value: 1 }, { log: 'hi\n' });
    expect(await done).toMatchObject({ log: 'hi\n' });
    expect(streamed).toEqual(['hi\n']);
    expect((await failureOf({ kind: 'time' }, 'so far\n')).partial).toEqual({ log: 'so far\n' });
  });

  it.each<[CodeFault, string, string, string]>([
    [{ kind: 'syntax', detail: 'unexpected token', line: 2 }, 'code_syntax', 'invalid', 'Line 2: '],
    [{ kind: 'threw', detail: 'TypeError: no', line: 3 }, 'code_threw', 'invalid', 'TypeError: no'],
    [{ kind: 'time' }, 'code_time_limit', 'timeout', '10000 ms'],
    [{ kind: 'memory' }, 'code_memory_limit', 'invalid', '64 MB'],
    [{ kind: 'not_json', detail: 'BigInt', member: 'n' }, 'code_not_json', 'invalid', 'BigInt (member n)'],
    [{ kind: 'answer_too_large', detail: '10000002' }, 'output_too_large', 'invalid', '10000002'],
    [{ kind: 'crashed', detail: 'unreachable' }, 'code_crashed', 'unavailable', 'unreachable'],
  ])('names %j', async (fault, code, failureClass, words) => {
    const failure = await failureOf(fault);
    expect([failure.code, failure.failureClass, failure.line]).toEqual([code, failureClass, fault.line]);
    expect(failure.message).toContain(words);
  });

  it('repeats only the beginning of what was thrown', async () => {
    expect((await failureOf({ kind: 'threw', detail: 'x'.repeat(5000) })).message.length).toBeLessThan(400);
  });
});
