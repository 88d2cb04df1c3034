export { apply } from './apply';
export { fromCheckpoint, toCheckpoint } from './checkpoint';
export { compilePlan } from './compile-plan';
export { decide } from './decide';
export { childPath, itemPath, nodeIdOf, type ParsedPath, parsePath, scopePathOf } from './paths';
export { planRetry } from './plan-retry';
export {
  cancelRequested,
  forgetInterrupted,
  type InterruptedTask,
  type ItemsRead,
  interruptedTasks,
  itemsOf,
  mayAnswer,
  nextTimer,
  type OutputRef,
  outputRef,
  runningPaths,
  runStatus,
  type TaskRead,
  taskAt,
  waitingPaths,
} from './reads';
export { createState, isSettled, isTerminal, type RunState } from './state';
