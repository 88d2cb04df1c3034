import type { NodeExecutor } from '@/lib/nodes/contract';
import { faultFailure } from './fault-failure';

const TIME_MS = 10_000;
const MEMORY_MB = 64;

/** Has the code run in the sandbox; what it writes to the console is shown while it runs and kept with the attempt. */
export const codeExecutor: NodeExecutor = {
  type: 'code',
  async execute(parameters, context) {
    const { source, time_limit_ms: timeMs, memory_mb: memoryMb } = parameters;
    let log = '';
    const limits = { timeMs: numberOr(timeMs, TIME_MS), memoryMb: numberOr(memoryMb, MEMORY_MB) };
    const answer = await context.runCode({
      source: String(source),
      scope: context.readScope(),
      ...limits,
      onLog: (text) => {
        log += text;
        context.streamText(text);
      },
    });
    if (!answer.ok) throw faultFailure(answer.fault, limits, log);
    return { output: answer.value, log };
  },
};

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
