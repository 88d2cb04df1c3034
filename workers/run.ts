import { startWorkerProcess } from './worker/start-worker-process';

await startWorkerProcess();
