import { runMain } from './process/run-main';
import { startWebProcess } from './web/start-web-process';

await runMain(startWebProcess);
