import type { TestProject } from 'vitest/node';
import { startStores } from './start-stores';

let stop: () => Promise<void> = async () => {};

/** Stores for the crash suite: what a commit promised must be there after a kill. */
export async function setup(project: TestProject): Promise<void> {
  stop = await startStores(project, { fsync: true });
}

/** Ends what `setup` started. */
export async function teardown(): Promise<void> {
  await stop();
}
