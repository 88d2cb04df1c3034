import { codeExecutor } from './code/executor';
import type { NodeExecutor } from './contract';
import { httpRequestExecutor } from './http-request/executor';
import { llmCompletionExecutor } from './llm-completion/executor';
import { switchExecutor } from './switch/executor';
import { templateExecutor } from './template/executor';
import { transformExecutor } from './transform/executor';

const all: readonly NodeExecutor[] = [
  llmCompletionExecutor,
  httpRequestExecutor,
  templateExecutor,
  transformExecutor,
  switchExecutor,
  codeExecutor,
];

/** Every node type's doing half, by type name. Node types whose control is `scope` have none: the runtime walks their bodies. */
export const executors: ReadonlyMap<string, NodeExecutor> = new Map(all.map((executor) => [executor.type, executor]));
