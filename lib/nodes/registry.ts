import { approvalWaiting } from './approval/waiting';
import { callbackWaiting } from './callback/waiting';
import { codeExecutor } from './code/executor';
import type { NodeExecutor, NodeWaiting } from './contract';
import { httpRequestExecutor } from './http-request/executor';
import { llmCompletionExecutor } from './llm-completion/executor';
import { switchExecutor } from './switch/executor';
import { templateExecutor } from './template/executor';
import { transformExecutor } from './transform/executor';
import { waitWaiting } from './wait/waiting';

const all: readonly NodeExecutor[] = [
  llmCompletionExecutor,
  httpRequestExecutor,
  templateExecutor,
  transformExecutor,
  switchExecutor,
  codeExecutor,
];

/** Every node type's doing half, by type name. Scopes have none, for the runtime walks their bodies; nor have waits, which have a waiting half. */
export const executors: ReadonlyMap<string, NodeExecutor> = new Map(all.map((executor) => [executor.type, executor]));

/** The waiting half of every node type whose control is `wait`, by type name. */
export const waitings: ReadonlyMap<string, NodeWaiting> = new Map(
  [waitWaiting, approvalWaiting, callbackWaiting].map((waiting) => [waiting.type, waiting]),
);
