import type { Failure, NodePlan } from '@/lib/engine/types';
import type { Json } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';
import { cleanText } from '@/lib/storage';
import type { PayloadRow } from '@/lib/storage/payload-store';
import type { RunContext } from './run-context';

/** Hard caps of one output: 4 MB for a task, 16 MB for the collected items of a scope. */
const TASK_OUTPUT_MAX = 4 * 1024 * 1024;
const SCOPE_OUTPUT_MAX = 16 * 1024 * 1024;

/** An output as its payload row, with the value as it was stored. */
export interface EncodedOutput {
  row: PayloadRow;
  value: Json;
}

/** Encodes an output for the journal and keeps it at hand for its successors. Fails with `output_too_large`. */
export async function encodeOutput(context: RunContext, plan: NodePlan, output: Json): Promise<Result<EncodedOutput, Failure>> {
  const value = cleanText(output);
  const row = await context.deps.payloads.encode(context.row.fence.workspaceId, value);
  const max = plan.control === 'scope' ? SCOPE_OUTPUT_MAX : TASK_OUTPUT_MAX;
  if (row.sizeBytes > max) {
    const message = `The output of node ${plan.id} is ${row.sizeBytes} bytes; at most ${max} are kept. Make it smaller, or keep only the part you need.`;
    return err({ class: 'invalid', code: 'output_too_large', message });
  }
  context.values.put(row.id, value, row.sizeBytes);
  return ok({ row, value });
}
