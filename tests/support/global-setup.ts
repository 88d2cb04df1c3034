import type { TestProject } from 'vitest/node';
import { startStores } from './start-stores';

let stop: () => Promise<void> = async () => {};

/** Stores for tests that never pull the plug: durable to a test, not to a power cut. */
export async function setup(project: TestProject): Promise<void> {
  stop = await startStores(project, { fsync: false });
}

/** Ends what `setup` started. */
export async function teardown(): Promise<void> {
  await stop();
}
