import { apply, nodeIdOf, outputRef } from '@/lib/engine';
import type { Command, EngineEvent } from '@/lib/engine/types';
import type { RunContext } from './run-context';

/** Records a skipped task. Through a disabled node its single input passes as its output. */
export function skipTask(context: RunContext, command: Extract<Command, { kind: 'skip_task' }>): void {
  const { ledger } = context;
  const at = context.now();
  const outputId = command.passFrom === null ? null : passed(context, command.path, command.passFrom);
  const row = ledger.task(command.path, command.nodeId);
  Object.assign(row, { status: 'SKIPPED', endedAt: at, outputId });
  const data = { nodeId: command.nodeId, because: command.because, ...(outputId === null ? {} : { outputId }) };
  row.settledSeq = ledger.record('task.skipped', at, data, { path: command.path });
  ledger.touch(row);
  const event: EngineEvent = { type: 'task.skipped', at, path: command.path, nodeId: command.nodeId, because: command.because, outputId };
  apply(context.state, event);
}

function passed(context: RunContext, path: string, passFrom: string): string | null {
  const nodeId = nodeIdOf(passFrom);
  return outputRef(context.snapshot.plan, context.state, path, nodeId)?.outputId ?? null;
}
