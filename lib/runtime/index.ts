export { createWorker, type Worker } from './create-worker';
export { DEFAULT_TIMES, type Outside, type RuntimeDeps, type RuntimeTimes } from './deps';
export { type FaultPort, noFaults, parseFaults } from './fault-port';
export { createPostgresJournal } from './postgres-journal';
