import { runMain } from './process/run-main';
import { startWorkerProcess } from './worker/start-worker-process';

await runMain(startWorkerProcess);
